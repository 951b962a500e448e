/** Regular expressions of a file, kept in one constant so that each is made once. */
import {
  assertedSchemas,
  camelCase,
  childrenOf,
  code,
  join,
  key,
  member,
  regularExpression,
  splitWords,
  unrefined,
  type Code,
  type EvaluatedProperties,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';
import { hasOwnCheck } from './runtime-checks.ts';

/** Longest pattern that is its own key. */
const longestKey = 30;

/** Key of each pattern in the constant, by its source. */
export type Patterns = ReadonlyMap<string, string>;

/** Patterns that the checks of these schemas use. A key is the name of the first use, or a short pattern of keys. */
export function collectPatterns(
  named: readonly (readonly [string, Schema])[],
  schemaOf: (model: string) => Schema | undefined,
): Patterns {
  const keys = new Map<string, string>();
  const add = (name: string, schema: Schema): void => {
    for (const pattern of patternsIn(schema)) {
      const isOfKeys = schema.kind !== 'string' && pattern.length <= longestKey;
      const wanted = isOfKeys ? pattern : camelCase(splitWords(name));
      if (!keys.has(pattern)) keys.set(pattern, freeKey(wanted, new Set(keys.values())));
    }
  };
  const visit = (name: string, schema: Schema): void => {
    add(name, schema);
    const target = schema.kind === 'model' ? schemaOf(schema.model) : undefined;
    if (target !== undefined && !hasOwnCheck(target)) visit(name, target);
    for (const { step, schema: inner } of childrenOf(schema)) {
      visit(step.kind === 'property' ? step.name : name, inner);
    }
    // `childrenOf` skips the body of a refined schema, so its own patterns are added here.
    if (schema.kind === 'refined') add(name, unrefined(schema));
    for (const inner of assertedSchemas(schema)) visit(name, inner);
  };
  for (const [name, schema] of named) visit(name, schema);
  return keys;
}

/** The patterns of a schema itself, without those inside it. */
function patternsIn(schema: Schema): readonly string[] {
  switch (schema.kind) {
    case 'string':
      return schema.limits.pattern === undefined ? [] : [schema.limits.pattern];
    case 'object':
      return schema.patterns.map(({ pattern }) => pattern);
    case 'refined':
      return schema.assertions.flatMap((assertion) =>
        assertion.kind === 'unevaluatedProperties' ? assertion.evaluated.flatMap(patternsOfPart) : [],
      );
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'literal':
    case 'enum':
    case 'array':
    case 'tuple':
    case 'record':
    case 'union':
    case 'intersection':
    case 'model':
      return [];
  }
}

function patternsOfPart(part: EvaluatedProperties): readonly string[] {
  switch (part.kind) {
    case 'pattern':
      return [part.pattern];
    case 'when':
      return [...part.whenTrue, ...part.whenFalse].flatMap(patternsOfPart);
    case 'all':
    case 'names':
      return [];
  }
}

/** `{ sku: new RegExp('…', 'u') }`, one a line. */
export function patternsValue(patterns: Patterns, context: RenderContext): Code {
  const lines = [...patterns].map(
    ([source, name]) => code`${key(name)}: /* @__PURE__ */ ${regularExpression(source, context)},\n`,
  );
  return code`{\n${join(lines)}}`;
}

/** `petPatterns.sku` */
export function patternReference(constant: Code, patterns: Patterns, source: string): Code {
  return member(constant, patterns.get(source) ?? 'value');
}

/** Adds a prime to the second pattern of one property. */
function freeKey(name: string, taken: ReadonlySet<string>): string {
  const wanted = name === '' ? 'value' : name;
  return taken.has(wanted) ? freeKey(`${wanted}'`, taken) : wanted;
}
