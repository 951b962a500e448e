/** Unknown values of a configuration → values of the kind that a key takes, or one sentence on what is wrong. */
import type { AnyTemplate } from '../template/template.ts';

/** Narrows one value; a `string` in `problem` completes "`key` has to be …". */
export type ValueReader<T> = (value: unknown) => ReadValue<T>;

/** The value, or what it should have been. */
export type ReadValue<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly expected: string };

/** Text that is not empty: a path or a name. */
export const readText: ValueReader<string> = (value) =>
  typeof value === 'string' && value !== '' ? accepted(value) : refused('a text that is not empty');

/** No text that means yes or no: YAML has taught what becomes of that. */
export const readFlag: ValueReader<boolean> = (value) =>
  typeof value === 'boolean' ? accepted(value) : refused('true or false');

/** A name that the npm registry takes: it becomes the `name` of a `package.json`. */
export const readPackageName: ValueReader<string> = (value) =>
  typeof value === 'string' && value.length <= 214 && packageName.test(value)
    ? accepted(value)
    : refused('a package name such as `@acme/orders`');

const packageName = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/** An origin alone: a path in it would look as if it narrowed what may be fetched. */
export const readOrigin: ValueReader<string> = (value) =>
  typeof value === 'string' && isWebOrigin(value)
    ? accepted(value)
    : refused('an origin such as `https://example.com`, without a path');

/** An object with a name; what else a template has to have is checked where templates are planned. */
export const readTemplate: ValueReader<AnyTemplate> = (value) =>
  isTemplate(value) ? accepted(value) : refused('a template, as `defineTemplate` gives it');

/** One of a few words. */
export function readChoice<const Word extends string>(words: readonly Word[]): ValueReader<Word> {
  return (value) => {
    const word = words.find((candidate) => candidate === value);
    return word === undefined ? refused(words.map((text) => `"${text}"`).join(' or ')) : accepted(word);
  };
}

/** A list, each item of which is read by `readItem`. */
export function readList<T>(readItem: ValueReader<T>): ValueReader<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return refused('a list');
    const items: T[] = [];
    for (const [index, candidate] of value.entries()) {
      const item = readItem(candidate);
      if (!item.ok) return refused(`a list of which each item is ${item.expected}; item ${index} is not`);
      items.push(item.value);
    }
    return accepted(items);
  };
}

/** An object with keys, which a list, `null` and a class instance are not. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function accepted<T>(value: T): ReadValue<T> {
  return { ok: true, value };
}

function refused(expected: string): { readonly ok: false; readonly expected: string } {
  return { ok: false, expected };
}

function isWebOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}

function isTemplate(value: unknown): value is AnyTemplate {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}
