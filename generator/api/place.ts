/** Position of a part of the document, as a file and a JSON pointer (RFC 6901), and its texts for human readers. */
import type { JsonObject, JsonValue } from './json.ts';

export interface Place {
  /** Path as messages show it: relative to the working directory where that is shorter. */
  readonly file: string;
  /** `''` is the whole document, `/paths/~1pets/get` an operation. */
  readonly pointer: string;
  /** Set where no pointer exists, as for a syntax error; otherwise computed when the place is printed. */
  readonly position?: Position;
}

/** Line and column, counted from 1. Columns are UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One step of a JSON pointer, escaped by RFC 6901 section 3. */
export function pointerStep(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The place one or more steps below `place`. */
export function below(place: Place, ...keys: readonly (string | number)[]): Place {
  return { file: place.file, pointer: place.pointer + keys.map(pointerStep).join('') };
}

/** The steps of a pointer, unescaped. */
export function pointerKeys(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A pointer as a URI fragment (RFC 6901, section 6). */
export function fragmentOf(pointer: string): string {
  return `#${pointer.toWellFormed().split('/').map(encodeURIComponent).join('/')}`;
}

/** Decodes the percent signs of a URI fragment (RFC 3986, section 3.5). Invalid sequences stay unchanged. */
export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Sorts places by file, then by pointer. */
export function placeKey({ file, pointer }: Place): string {
  return `${file}\n${pointer}`;
}

export interface Docs {
  readonly summary: string | null;
  readonly description: string | null;
  /** `true`, or the reason where the document gives one. */
  readonly deprecated: boolean | string;
  /** URL of `externalDocs`. */
  readonly externalUrl: string | null;
  /** Description of `externalDocs`; absent where the document has none. */
  readonly externalDescription?: string;
  /** Values of `example` and `examples`, in their order; absent where there are none. */
  readonly examples?: readonly JsonValue[];
  /** Members whose keys start with `x-`, sorted; absent where there are none. */
  readonly extensions?: JsonObject;
}

export const noDocs: Docs = { summary: null, description: null, deprecated: false, externalUrl: null };
