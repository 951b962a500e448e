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

/** From the source of each pattern to its key in the constant. */
export type Patterns = ReadonlyMap<string, string>;

/** Patterns that are checked where these schemas are; a key says where a pattern is used first. */
export function collectPatterns(
  named: readonly (readonly [string, Schema])[],
  schemaOf: (model: string) => Schema | undefined,
): Patterns {
  const keys = new Map<string, string>();
  const add = (name: string, pattern: string): void => {
    if (!keys.has(pattern)) keys.set(pattern, freeKey(camelCase(splitWords(name)), new Set(keys.values())));
  };
  const visit = (name: string, schema: Schema): void => {
    for (const pattern of patternsIn(schema)) add(name, pattern);
    const target = schema.kind === 'model' ? schemaOf(schema.model) : undefined;
    if (target !== undefined && !hasOwnCheck(target)) visit(name, target);
    for (const { step, schema: inner } of childrenOf(schema)) {
      visit(step.kind === 'property' ? step.name : name, inner);
    }
    if (schema.kind === 'refined') visitBody(name, unrefined(schema));
    for (const inner of assertedSchemas(schema)) visit(name, inner);
  };
  // The children of a body are those of the refined schema: only its own patterns are left.
  const visitBody = (name: string, body: Schema): void => {
    for (const pattern of patternsIn(body)) add(name, pattern);
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
