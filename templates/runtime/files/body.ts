/** Encodes request bodies, one function for each kind of media type. */
import { report } from './checks.js';
import { ApiRequestError } from './errors.js';
import { form, isKeyed, textOf, type QueryPart } from './parameters.js';
import type { Context, Key } from './validation.js';

/** An encoded body with its media type. */
export interface RequestBody {
  readonly mediaType: string;
  readonly content: Exclude<BodyInit, null>;
  /** True if it can be sent again. A stream cannot. */
  readonly replayable: boolean;
}

/** Encodes one member of a form as pairs, for example `deepObject`. */
export type FieldStyle = (name: string, value: unknown) => QueryPart;

/** Members of a form for which the document sets a style or a media type. */
export type FormEncoding = Readonly<Record<string, FieldStyle>>;

/** Style or media type of parts. `[mediaType]` encodes a list as a single part. */
export type MultipartEncoding = Readonly<
  Record<string, FieldStyle | string | readonly [mediaType: string]>
>;

/** Encodes a value as JSON. `undefined` means no body. */
export function jsonBody(value: undefined, mediaType?: string): undefined;
export function jsonBody(value: unknown, mediaType?: string): RequestBody;
export function jsonBody(value: unknown, mediaType = 'application/json'): RequestBody | undefined {
  if (value === undefined) return undefined;
  try {
    return { mediaType, content: JSON.stringify(value), replayable: true };
  } catch (cause) {
    throw new ApiRequestError(
      'The body cannot be encoded as JSON: it contains a bigint or a circular reference.',
      {
        cause,
      },
    );
  }
}

/** Encodes an object as `application/x-www-form-urlencoded`. */
export function formBody(
  value: object,
  encoding: FormEncoding = {},
  mediaType = 'application/x-www-form-urlencoded',
): RequestBody {
  const styles = new Map(Object.entries(encoding));
  const parts = Object.entries(value).map(([name, member]) =>
    (styles.get(name) ?? field)(name, member),
  );
  const content = parts.filter((part) => part !== '').join('&');
  return { mediaType, content, replayable: true };
}

/** Returns a pair for each item of a list. Objects are JSON (OpenAPI 3.1.1, Encoding Object, `contentType`). */
function field(name: string, value: unknown): QueryPart {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return form(
    name,
    items.map((item) => (isKeyed(item) ? JSON.stringify(item) : item)),
  );
}

/**
 * Encodes an object as `multipart/form-data`: files and bytes unchanged, one part for each item of a list,
 * objects as JSON.
 *
 * `FormData` can set a media type only on a part with a file name, and servers treat such JSON as a file.
 */
export function multipartBody(value: object, encoding: MultipartEncoding = {}): RequestBody {
  const boundary = randomBoundary();
  const encodings = new Map(Object.entries(encoding));
  const parts = Object.entries(value).flatMap(([name, member]) =>
    partsOf(name, member, encodings.get(name)),
  );
  const lines = parts.flatMap((part) => [`--${boundary}\r\n`, ...writePart(part), '\r\n']);
  return {
    mediaType: `multipart/form-data; boundary=${boundary}`,
    content: new Blob([...lines, `--${boundary}--\r\n`]),
    replayable: true,
  };
}

/** Returns text of any media type as a body. */
export function textBody(value: string, mediaType = 'text/plain; charset=utf-8'): RequestBody {
  return { mediaType, content: value, replayable: true };
}

function partsOf(
  name: string,
  member: unknown,
  encoding: MultipartEncoding[string] | undefined,
): readonly Part[] {
  if (typeof encoding === 'function') return styledParts(encoding(name, member));
  const isWhole = typeof encoding === 'object';
  const mediaType = isWhole ? encoding[0] : encoding;
  const items: unknown[] = Array.isArray(member) && !isWhole ? member : [member];
  const there = items.filter((item) => item !== undefined);
  return there.map((value) => ({ name, value, mediaType }));
}

/** Turns the pairs of a form into parts, without their percent-encoding. */
function styledParts(pairs: QueryPart): readonly Part[] {
  return pairs.split('&').flatMap((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s).map(decodeURIComponent);
    return pair === '' ? [] : [{ name, value, mediaType: undefined }];
  });
}

interface Part {
  readonly name: string;
  readonly value: unknown;
  readonly mediaType: string | undefined;
}

/** Returns the headers, an empty line and the content. `Blob` rejects line breaks in a media type. */
function writePart({ name, value, mediaType }: Part): readonly BlobPart[] {
  const isFile = value instanceof Blob || isBytes(value);
  const content = isFile ? fileOf(value, mediaType) : textPartOf({ name, value, mediaType });
  const fileName = isFile ? `; filename="${inQuotes(fileNameOf(value))}"` : '';
  const type =
    typeof content === 'string'
      ? ''
      : `\r\nContent-Type: ${content.type || 'application/octet-stream'}`;
  const head = `Content-Disposition: form-data; name="${inQuotes(name)}"${fileName}${type}`;
  return [`${head}\r\n\r\n`, content];
}

/** Returns JSON for objects, and plain text for other values without a media type. */
function textPartOf({ name, value, mediaType }: Part): Blob | string {
  const isPlain = typeof value !== 'object' || value instanceof Date;
  if (mediaType === undefined && isPlain) return textOf(name, value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return new Blob([text], { type: mediaType ?? 'application/json' });
}

/** Returns a boundary that the author of a part cannot guess. `randomUUID` is missing on pages without TLS. */
function randomBoundary(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Escapes a name as browsers do (HTML Standard, "multipart/form-data encoding algorithm"). */
function inQuotes(text: string): string {
  return text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function isBytes(value: unknown): value is ArrayBuffer | ArrayBufferView<ArrayBuffer> {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

function fileOf(
  value: Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer>,
  mediaType: string | undefined,
): Blob {
  if (value instanceof Blob && (value.type !== '' || mediaType === undefined)) return value;
  return new Blob([value], { type: mediaType ?? '' });
}

function fileNameOf(value: unknown): string {
  return value instanceof File ? value.name : 'blob';
}

/** Bytes, a file or a stream. A call that sends a stream is never retried, because it can be read once. */
export type BinaryContent =
  Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ReadableStream<Uint8Array>;

/** Returns the content unchanged. For a range such as `image/*`, sends the media type of the `Blob`, if it has one. */
export function binaryBody(
  value: BinaryContent,
  mediaType = 'application/octet-stream',
): RequestBody {
  const ownType = value instanceof Blob ? value.type : '';
  return {
    mediaType: mediaType.includes('*') ? ownType || 'application/octet-stream' : mediaType,
    content: value,
    replayable: !(value instanceof ReadableStream),
  };
}

/** Reports a value that is not binary: `fetch` would send it as a string. */
export function binaryContent(out: Context, key: Key, value: unknown): void {
  const isContent =
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    value instanceof ReadableStream ||
    ArrayBuffer.isView(value);
  if (!isContent) report(out, key, 'bytes', value);
}

/** Returns 128 random bits as digits and hyphens, which need no escape in JSON or in a regular expression. */
export function secretMark(): string {
  return `${crypto.getRandomValues(new Uint32Array(4)).join('-')}:`;
}
