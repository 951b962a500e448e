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
    };

/** ``code`await ${value(send)}(${literal(path)})` ``: text of the template around code, never around strings. */
export function code(texts: TemplateStringsArray, ...values: readonly Code[]): Code {
  const parts = texts.flatMap((text, index): readonly CodePart[] => [
    { kind: 'text', text },
    ...(values[index]?.parts ?? []),
  ]);
  return { parts: parts.filter((part) => part.kind !== 'text' || part.text !== '') };
}

/** The symbol where a type is wanted; imports it as a type where it lives in another file. */
export function type(symbol: PlannedSymbol): Code {
  return { parts: [{ kind: 'symbol', symbol, as: 'type' }] };
}

/** The symbol where a value is wanted; imports it where it lives in another file. */
export function value(symbol: PlannedSymbol): Code {
  return { parts: [{ kind: 'symbol', symbol, as: 'value' }] };
}

/** Just the last name of the symbol, as it is declared; imports nothing. */
export function nameOf(symbol: PlannedSymbol): Code {
  return { parts: [{ kind: 'symbol', symbol, as: 'name' }] };
}

/** A name of another npm package, which the template of the slot `package` has to name among its dependencies. */
export function external(name: string, from: string, as: 'type' | 'value' = 'value'): Code {
  if (!isIdentifier(name)) throw new TypeError(`Not a name that can be imported: ${encodeString(name)}`);
  return { parts: [{ kind: 'external', name, from, as }] };
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

/** A property's key: as it is where it is an identifier, else quoted. */
export function key(name: string): Code {
  return { parts: [{ kind: 'key', name }] };
}

/** `.name` or `['name']` behind the code of an object; a reserved word may stand behind a dot. */
export function member(object: Code, name: string): Code {
  return isSafeKey(name) ? code`${object}.${text(name)}` : code`${object}[${literal(name)}]`;
}

/** An identifier that the caller has made; refuses anything else. */
export function identifier(name: string): Code {
  if (!isIdentifier(name)) throw new TypeError(`Not an identifier: ${encodeString(name)}`);
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

/** A one-line comment before what follows; the text of a document is safe in it. */
export function comment(content: string): Code {
  return { parts: [{ kind: 'comment', text: content }] };
}

export const nothing: Code = { parts: [] };

function text(content: string): Code {
  return { parts: [{ kind: 'text', text: content }] };
}
