/** Regular expressions of a file, kept in one constant so that each is made once. */
import {
  camelCase,
  childrenOf,
  code,
  join,
  key,
  literal,
  member,
  splitWords,
  type Code,
  type Schema,
} from '../../generator/index.ts';
import { hasOwnCheck } from './check-of-schema.ts';

/** From the source of each pattern to its key in the constant. */
export type Patterns = ReadonlyMap<string, string>;

/** Patterns that are checked where these schemas are; a key says where a pattern is used first. */
export function collectPatterns(
  named: readonly (readonly [string, Schema])[],
  schemaOf: (model: string) => Schema | undefined,
): Patterns {
  const keys = new Map<string, string>();
  const visit = (name: string, schema: Schema): void => {
    if (schema.kind === 'string' && schema.limits.pattern !== undefined) {
      const { pattern } = schema.limits;
      if (!keys.has(pattern)) keys.set(pattern, freeKey(camelCase(splitWords(name)), new Set(keys.values())));
    }
    const target = schema.kind === 'model' ? schemaOf(schema.model) : undefined;
    if (target !== undefined && !hasOwnCheck(target)) visit(name, target);
    if (schema.kind === 'object')
      for (const property of schema.properties) visit(property.name, property.schema);
    else for (const child of childrenOf(schema)) visit(name, child.schema);
  };
  for (const [name, schema] of named) visit(name, schema);
  return keys;
}

/** `{ sku: new RegExp('…', 'u') }`, one a line. */
export function patternsValue(patterns: Patterns): Code {
  const lines = [...patterns].map(([source, name]) => code`${key(name)}: ${regularExpression(source)},\n`);
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
function regularExpression(source: string): Code {
  const flags = isValid(source, 'u') ? code`, 'u'` : code``;
  return code`/* @__PURE__ */ new RegExp(${literal(source)}${flags})`;
}

function isValid(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
}
