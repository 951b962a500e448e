/**
 * Code as data: text that a template's author wrote, values of the document, and symbols.
 *
 * A plain string is not accepted where code is wanted, so that no text of a document can become
 * code; and a symbol in a fragment is its import, so that none can be missing or left over. A value
 * stays what it is until the file is printed: then it is encoded, and looked for in what came of it.
 */
import type { JsonValue } from '../api/json.ts';
import { encodeString } from '../naming/encode.ts';
import { isIdentifier, isSafeKey } from '../naming/identifier.ts';
import { describe } from '../diagnostics/thrown.ts';
import type { PlannedSymbol } from './plan.ts';

export interface Code {
  readonly parts: readonly CodePart[];
}

export type CodePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'literal'; readonly content: JsonValue }
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'symbol'; readonly symbol: PlannedSymbol; readonly as: 'type' | 'value' | 'name' }
  | {
      readonly kind: 'external';
      readonly name: string;
      readonly from: string;
      readonly as: 'type' | 'value';
      /** `null`: a module of Node.js, which needs no package. */
      readonly dependency: Dependency | null;
    };

/** An npm package that generated code imports. It becomes part of the `package.json`. */
export interface Dependency {
  /** Specifier of the import: `zod`, `msw/node`. */
  readonly from: string;
  /** Version range: `^4.0.0`. */
  readonly range: string;
  /** Section of the `package.json`; `optional` is an optional peer. Default: `dependency`. */
  readonly kind?: DependencyKind;
}

export type DependencyKind = 'dependency' | 'peer' | 'optional' | 'dev';

/** Name of the package of a specifier: `msw` of `msw/node`. */
export function packageOf(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

/**
 * ``code`await ${value(send)}(${literal(path)})` ``: text of the template around code, never around strings.
 *
 * `null` in a hole writes nothing: ``code`${name}${isOptional ? code`?` : null}: string` ``.
 */
export function code(texts: TemplateStringsArray, ...values: readonly (Code | null)[]): Code {
  const parts = texts.flatMap((text, index): readonly CodePart[] => [
    { kind: 'text', text },
    ...(index < values.length ? partsOf(values[index], text) : []),
  ]);
  return { parts: parts.filter((part) => part.kind !== 'text' || part.text !== '') };
}

/** Of a hole in a template. Authors without a compiler may put anything there. */
function partsOf(hole: Code | null | undefined, before: string): readonly CodePart[] {
  if (hole === null) return [];
  if (Array.isArray(hole?.parts)) return hole.parts;
  const fix = 'use literal(), key(), identifier(), type() or value()';
  throw new TypeError(
    `The value after ${encodeString(before)} in code\`…\` is ${describe(hole)} and not code: ${fix}`,
  );
}

function symbolPart(symbol: PlannedSymbol, as: 'type' | 'value' | 'name'): Code {
  const kind: unknown = symbol?.kind;
  if (kind !== 'symbol')
    throw new TypeError(`A planned symbol is needed to name it, not ${describe(symbol)}`);
  return { parts: [{ kind: 'symbol', symbol, as }] };
}

/** Refers to a symbol as a type, and imports it if it is in another file. */
export function type(symbol: PlannedSymbol): Code {
  return symbolPart(symbol, 'type');
}

/** Refers to a symbol as a value, and imports it if it is in another file. */
export function value(symbol: PlannedSymbol): Code {
  return symbolPart(symbol, 'value');
}

/** Just the last name of the symbol, as it is declared; imports nothing. */
export function nameOf(symbol: PlannedSymbol): Code {
  return symbolPart(symbol, 'name');
}

/**
 * An export of another npm package. The package becomes a dependency of the generated one.
 *
 * A module of Node.js (`{ from: 'node:crypto' }`) needs no version range.
 */
export function external(
  name: string,
  dependency: Dependency | { readonly from: `node:${string}` },
  as: 'type' | 'value' = 'value',
): Code {
  if (!isIdentifier(name))
    throw new TypeError(`external() needs a name that can be imported, not ${encodeString(String(name))}`);
  const from: unknown = dependency?.from;
  if (typeof from !== 'string' || from === '')
    throw new TypeError(`external(${encodeString(name)}, …) needs { from, range } of its package`);
  if (from.startsWith('node:')) return { parts: [{ kind: 'external', name, from, as, dependency: null }] };
  if (!('range' in dependency))
    throw new TypeError(
      `external(${encodeString(name)}, …) needs the version range of the package ${encodeString(from)}`,
    );
  return { parts: [{ kind: 'external', name, from, as, dependency }] };
}

/** A JSON value as a literal: strings quoted, `__proto__` keys harmless. */
export function literal(content: JsonValue): Code {
  return { parts: [{ kind: 'literal', content }] };
}

/** A number as people write it: `60_000`. */
export function numeral(content: number): Code {
  const plain = String(content);
  return text(/^-?\d{5,}$/.test(plain) ? plain.replaceAll(/\B(?=(\d{3})+$)/g, '_') : plain);
}

/** Code for the key of a property, quoted unless it is an identifier. */
export function key(name: string): Code {
  return { parts: [{ kind: 'key', name }] };
}

/** Code for `.name` or `['name']` after an object. Reserved words are valid after a dot. */
export function member(object: Code, name: string): Code {
  return isSafeKey(name) ? code`${object}.${text(name)}` : code`${object}[${literal(name)}]`;
}

/** An identifier that the caller has made; refuses anything else. */
export function identifier(name: string): Code {
  if (typeof name !== 'string' || !isIdentifier(name))
    throw new TypeError(`Not an identifier: ${encodeString(String(name))}`);
  return text(name);
}

/** Fragments one behind the other, with `separator` between them. */
export function join(fragments: readonly Code[], separator: Code = code``): Code {
  return {
    parts: fragments.flatMap((fragment, index) =>
      index === 0 ? fragment.parts : [...separator.parts, ...fragment.parts],
    ),
  };
}

/** A comment of one line. Text of a document is safe in it. */
export function comment(content: string): Code {
  return { parts: [{ kind: 'comment', text: content }] };
}

export const nothing: Code = { parts: [] };

function text(content: string): Code {
  return { parts: [{ kind: 'text', text: content }] };
}
