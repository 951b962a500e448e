/** Validates values of a configuration, and reports unknown keys and wrong values with their places. */
import type { RepresentedTypes } from '../api/api.ts';
import { below, type Place, pointerKeys } from '../api/place.ts';
import { isToken } from '../api/requests.ts';
import { selectableMethods, type Selection, selectionKeys } from '../api/selection.ts';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { AnyTemplate } from '../template/template.ts';

/** Validates one value. */
export type ValueReader<T> = (value: unknown) => ReadValue<T>;

/** The value, or a noun phrase that describes a valid value. */
type ReadValue<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly expected: string };

/** NUL ends a path for the operating system, and Node throws on it. */
export const readPath: ValueReader<string> = (value) =>
  typeof value === 'string' && value !== '' && !value.includes('\0')
    ? accepted(value)
    : refused('a path (a string that is not empty and has no NUL)');

/** Accepts booleans only, not texts such as "yes". */
export const readFlag: ValueReader<boolean> = (value) =>
  typeof value === 'boolean' ? accepted(value) : refused('true or false');

/** The name becomes the `name` of a `package.json`. */
export const readPackageName: ValueReader<string> = (value) =>
  typeof value === 'string' && isPackageName(value)
    ? accepted(value)
    : refused('a package name such as `@acme/orders`');

/** The rules of the npm registry. */
export function isPackageName(name: string): boolean {
  return name.length <= 214 && /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name);
}

/** Refuses a path: it would suggest that only addresses below it may be fetched. */
export const readOrigin: ValueReader<string> = (value) =>
  typeof value === 'string' && isWebOrigin(value)
    ? accepted(value)
    : refused('an origin such as `https://example.com`, without a path');

/** Checks the name only. The plan checks the rest of a template. */
export const readTemplate: ValueReader<AnyTemplate> = (value) =>
  isTemplate(value) ? accepted(value) : refused('a template (see `defineTemplate`)');

export function readChoice<const Word extends string>(words: readonly Word[]): ValueReader<Word> {
  return (value) => {
    const word = words.find((candidate) => candidate === value);
    return word === undefined ? refused(words.map((text) => `"${text}"`).join(' or ')) : accepted(word);
  };
}

export function readList<T>(readItem: ValueReader<T>): ValueReader<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return refused('a list');
    const items: T[] = [];
    for (const [index, candidate] of value.entries()) {
      const item = readItem(candidate);
      if (!item.ok) return refused(`a list in which each item is ${item.expected}; item ${index} is not`);
      items.push(item.value);
    }
    return accepted(items);
  };
}

const readInt64 = readChoice(['number', 'string', 'bigint']);
const readDateTime = readChoice(['string', 'Date', 'Temporal']);

/** Reads the key `types`. */
export const readValueTypes: ValueReader<RepresentedTypes> = (value) => {
  if (!isPlainObject(value)) return refused('an object with `int64` and `dateTime`');
  const unknownKey = Object.keys(value).find((key) => key !== 'int64' && key !== 'dateTime');
  if (unknownKey !== undefined) return refused('an object with no other keys than `int64` and `dateTime`');
  const { int64 = 'number', dateTime = 'string' } = value;
  const integers = readInt64(int64);
  if (!integers.ok) return refused(`an object whose \`int64\` is ${integers.expected}`);
  const times = readDateTime(dateTime);
  if (!times.ok) return refused(`an object whose \`dateTime\` is ${times.expected}`);
  return accepted({ int64: integers.value, dateTime: times.value });
};

/** Reads the keys `include` and `exclude`. */
export const readSelection: ValueReader<Selection | undefined> = (value) => {
  if (!isPlainObject(value))
    return refused('an object with `tags`, `operations`, `paths`, `methods` or `deprecated`');
  const unknownKey = Object.keys(value).find((key) => !selectionKeys.some((known) => known === key));
  if (unknownKey !== undefined)
    return refused(`an object without the key \`${unknownKey}\`. ${didYouMean(unknownKey, selectionKeys)}`);
  const wrong = Object.entries(value).find(([key, criterion]) => !isCriterion(key, criterion));
  if (wrong !== undefined)
    return refused(`an object whose \`${wrong[0]}\` is ${expectedCriterion(wrong[0])}`);
  return accepted(value);
};

function isCriterion(key: string, value: unknown): boolean {
  if (key === 'deprecated') return typeof value === 'boolean';
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every((text) =>
    key === 'methods' ? isMethod(text) : typeof text === 'string' && text !== '',
  );
}

function isMethod(value: unknown): boolean {
  return selectableMethods.some((method) => method === value);
}

function expectedCriterion(key: string): string {
  if (key === 'deprecated') return 'true or false';
  if (key === 'methods') return `a list of ${selectableMethods.map((method) => `"${method}"`).join(', ')}`;
  return 'a list of texts that are not empty';
}

/** Returns `false` for lists, `null` and class instances. */
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

/** An object of a configuration, and the keys that are valid in it. */
interface FieldsRequest {
  readonly object: Readonly<Record<string, unknown>>;
  readonly place: Place;
  readonly known: readonly string[];
  readonly diagnostics: DiagnosticCollector;
}

/** Reads the fields of one object. Read each key once: each reading reports its faults. */
export interface Fields {
  /** Returns `fallback` where the field is absent or wrong. */
  readonly read: <T>(key: string, reader: ValueReader<T>, fallback: T) => T;
  /** Reports an absent field too. The value that it then returns is never used, as the error stops the run. */
  readonly demand: (key: string, reader: ValueReader<string>) => string;
}

/** Reports unknown keys immediately, and wrong values when they are read. */
export function fieldsOf(request: FieldsRequest): Fields {
  const { object, place, diagnostics } = request;
  reportUnknownKeys(request);
  const own = (key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);
  const read: Fields['read'] = (key, reader, fallback) => {
    const value = own(key);
    if (value === undefined) return fallback;
    const result = reader(value);
    if (result.ok) return result.value;
    const message = `"${keyPath(place, key)}" must be ${result.expected}.`;
    diagnostics.report({ code: 'CW6006', message, place: below(place, key) });
    return fallback;
  };
  const demand: Fields['demand'] = (key, reader) => {
    if (own(key) === undefined) {
      diagnostics.report({ code: 'CW6006', message: `"${keyPath(place, key)}" is missing.`, place });
    }
    return read(key, reader, '');
  };
  return { read, demand };
}

/** `apis.orders.spec` */
function keyPath(place: Place, key: string): string {
  return [...pointerKeys(place.pointer), key].join('.');
}

function reportUnknownKeys({ object, place, known, diagnostics }: FieldsRequest): void {
  for (const key of Object.keys(object)) {
    if (known.includes(key)) continue;
    const message = `Unknown key "${keyPath(place, key)}".`;
    diagnostics.report({ code: 'CW6005', message, place: below(place, key), help: didYouMean(key, known) });
  }
}

export interface AddressSettings {
  readonly url: string;
  readonly headers: readonly HeaderSettings[];
}

interface HeaderSettings {
  readonly name: string;
  /** The value, or the text before the secret. */
  readonly text: string;
  /** Environment variable that has the secret; `null`: there is none. */
  readonly variable: string | null;
}

/** Refuses addresses that would send secrets in plain text, and user names in an address. */
export const readAddress: ValueReader<AddressSettings> = (value) => {
  if (!isPlainObject(value)) return refused('an object with `url` and `headers`');
  const unknownKey = Object.keys(value).find((key) => key !== 'url' && key !== 'headers');
  if (unknownKey !== undefined) return refused('an object with no other keys than `url` and `headers`');
  const { url, headers = {} } = value;
  if (typeof url !== 'string' || !isSafeAddress(url))
    return refused('an object whose `url` is an `https://` address without a user name');
  if (!isPlainObject(headers)) return refused('an object whose `headers` is an object');
  const read = Object.entries(headers).map(([name, content]) => headerOf(name, content));
  if (read.includes(null))
    return refused('an object whose `headers` are texts, or objects with `env` and `prefix`');
  return { ok: true, value: { url, headers: read.filter((header) => header !== null) } };
};

function headerOf(name: string, content: unknown): HeaderSettings | null {
  if (!isToken(name)) return null;
  if (typeof content === 'string')
    return isHeaderText(content) ? { name, text: content, variable: null } : null;
  if (!isPlainObject(content)) return null;
  const { env, prefix = '', ...others } = content;
  const isValid = typeof env === 'string' && env !== '' && typeof prefix === 'string' && isHeaderText(prefix);
  return isValid && Object.keys(others).length === 0 ? { name, text: prefix, variable: env } : null;
}

function isHeaderText(text: string): boolean {
  return !/[\r\n\0]/.test(text);
}

function isSafeAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal);
}
