/** Encodes request bodies, one function for each kind of media type. */
import { report } from './checks.js';
import { ApiRequestError } from './errors.js';
import { form, isKeyed, type QueryPart } from './parameters.js';
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
  encoding?: FormEncoding,
  mediaType = 'application/x-www-form-urlencoded',
): RequestBody {
  return { mediaType, content: formText(value, encoding), replayable: true };
}

/** Returns the pairs of a form, which can also be a whole query. */
export function formText(value: object | undefined, encoding: FormEncoding = {}): QueryPart {
  const styles = new Map(Object.entries(encoding));
  const parts = Object.entries(value ?? {}).map(([name, member]: [string, unknown]) =>
    (styles.get(name) ?? field)(name, member),
  );
  return parts.filter((part) => part !== '').join('&');
}

/** Returns a pair for each item of a list. Objects are JSON (OpenAPI 3.1.1, Encoding Object, `contentType`). */
function field(name: string, value: unknown): QueryPart {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return form(
    name,
    items.map((item) => (isKeyed(item) ? JSON.stringify(item) : item)),
  );
}

/** Returns text of any media type as a body. */
export function textBody(value: string, mediaType = 'text/plain; charset=utf-8'): RequestBody {
  return { mediaType, content: value, replayable: true };
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

/** Refuses a body: `fetch` sends none with GET and HEAD. @throws {ApiRequestError} if there is one. */
export function noBody(operation: string, value: unknown): undefined {
  if (value === undefined) return undefined;
  throw new ApiRequestError(`${operation}: \`fetch\` sends no body with this method.`);
}

/** Returns 128 random bits as digits and hyphens, which need no escape in JSON or in a regular expression. */
export function secretMark(): string {
  return `${crypto.getRandomValues(new Uint32Array(4)).join('-')}:`;
}
