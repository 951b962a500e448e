/** Regular expressions of a file, kept in one constant so that each is made once. */
import {
  assertedSchemas,
  camelCase,
  childrenOf,
  code,
  join,
  key,
  literal,
  member,
  splitWords,
  unrefined,
  type Code,
  type EvaluatedProperties,
  type Schema,
} from '../../generator/index.ts';
import { hasOwnCheck } from './plain-check.ts';

/** A pattern of more characters does not say at a glance what it is. */
const longestKey = 30;

/** From the source of each pattern to its key in the constant. */
export type Patterns = ReadonlyMap<string, string>;

/** Patterns that are checked where these schemas are; a key says where a pattern is used first, or what keys are like. */
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
    // The children of a body are those of the refined schema: only its own patterns are left.
    if (schema.kind === 'refined') add(name, unrefined(schema));
    for (const inner of assertedSchemas(schema)) visit(name, inner);
  };
  for (const [name, schema] of named) visit(name, schema);
  return keys;
}

/** The patterns of a schema itself, not of those inside it. */
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
    default:
      return [];
  }
}

function patternsOfPart(part: EvaluatedProperties): readonly string[] {
  switch (part.kind) {
    case 'pattern':
      return [part.pattern];
    case 'when':
      return [...part.whenTrue, ...part.whenFalse].flatMap(patternsOfPart);
    default:
      return [];
  }
}

/** `{ sku: new RegExp('…', 'u') }`, one a line. */
export function patternsValue(patterns: Patterns): Code {
  const lines = [...patterns].map(
    ([source, name]) => code`${key(name)}: /* @__PURE__ */ ${regularExpression(source)},\n`,
  );
  return code`{\n${join(lines)}}`;
}

/** `petPatterns.sku` */
export function patternReference(constant: Code, patterns: Patterns, source: string): Code {
  return member(constant, patterns.get(source) ?? 'value');
}

/** Two patterns of one property (alternatives, say) are told apart by a prime, which no property has. */
function freeKey(name: string, taken: ReadonlySet<string>): string {
  const wanted = name === '' ? 'value' : name;
  return taken.has(wanted) ? freeKey(`${wanted}'`, taken) : wanted;
}

/** As JSON Schema asks (Core, section 6.4): Unicode, unless the pattern is only valid without. */
export function regularExpression(source: string): Code {
  const flags = isValid(source, 'u') ? code`, 'u'` : code``;
  return code`new RegExp(${literal(source)}${flags})`;
}

function isValid(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
}
