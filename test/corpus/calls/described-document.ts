/** A file → the document as its author wrote it, in one piece. Nothing of the generator's reading is used. */
import { $RefParser } from '@apidevtools/json-schema-ref-parser';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { isContainer, isJsonObject, type JsonObject, type JsonValue } from '../../../generator/api/json.ts';

export interface DescribedDocument {
  readonly root: JsonObject;
  /** OpenAPI 3.1 and later have JSON Schema; earlier versions have dialects of their own. */
  readonly dialect: '2.0' | '3.0' | '3.1';
}

/** A value and where it is written. */
export interface Located {
  readonly value: JsonValue;
  readonly pointer: string;
}

/** Reads a document and joins its files. References stay, as those between models may never end. */
export async function readDocument(path: string): Promise<DescribedDocument> {
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  const own: unknown = text.trimStart().startsWith('{')
    ? JSON.parse(text)
    : parse(text, { maxAliasCount: -1 });
  // References to nothing stop the bundler: it reads documents of several files only.
  const isOneFile = !/["']?\$ref["']?\s*:\s*["']?[^#"'\s]/.test(text);
  const root: unknown = isOneFile ? own : await $RefParser.bundle(path, { resolve: { http: false } });
  if (!isJsonObject(root)) throw new Error(`${path} is not an object.`);
  return documentOf(root);
}

export function documentOf(root: JsonObject): DescribedDocument {
  if (root['swagger'] !== undefined) return { root, dialect: '2.0' };
  return { root, dialect: String(root['openapi']).startsWith('3.0') ? '3.0' : '3.1' };
}

/** Follows a reference, and those that it leads to. `undefined`: it leads to nothing in the document. */
export function followed({ root }: DescribedDocument, located: Located): Located | undefined {
  let at: Located | undefined = located;
  for (let steps = 0; at !== undefined && steps < 50; steps += 1) {
    const reference: JsonValue | undefined = isJsonObject(at.value) ? at.value['$ref'] : undefined;
    if (typeof reference !== 'string') return at;
    at = reference.startsWith('#') ? atPointer(root, decoded(reference.slice(1))) : undefined;
  }
  return undefined;
}

export function atPointer(root: JsonObject, pointer: string): Located | undefined {
  let value: JsonValue | undefined = root;
  for (const step of stepsOf(pointer)) {
    if (!isContainer(value) || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value === undefined ? undefined : { value, pointer };
}

/** The member of an object, with references followed. */
export function memberOf(
  document: DescribedDocument,
  { value, pointer }: Located,
  key: string,
): Located | undefined {
  if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
  return followed(document, { value: value[key] ?? null, pointer: `${pointer}/${stepOf(key)}` });
}

export function membersOf(document: DescribedDocument, located: Located): readonly [string, Located][] {
  if (!isContainer(located.value)) return [];
  return Object.keys(located.value).flatMap((key) => {
    const value: JsonValue = Reflect.get(Object(located.value), key);
    const member = followed(document, { value, pointer: `${located.pointer}/${stepOf(key)}` });
    return member === undefined ? [] : [[key, member]];
  });
}

export function stepOf(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A reference is a URI; some authors write it without the percent signs. */
export function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
