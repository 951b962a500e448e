/** Turns the value of a request body into what `fetch` sends, one function for each kind of media type. */
import { textOf } from './primitive.js';
import { form, type QueryPart } from './query.js';
import { ApiRequestError } from './request-error.js';

/** A body and how it is declared. */
export interface RequestBody {
  /** `undefined`: `fetch` sets it, with the boundary that only it knows. */
  readonly mediaType: string | undefined;
  readonly content: Exclude<BodyInit, null>;
  /** Whether it can be sent again: a stream cannot. */
  readonly replayable: boolean;
}

/** How the members of a form are written where it is not `form`: `{ filter: deepObject }`. */
export type FormEncoding = Readonly<Record<string, (name: string, value: unknown) => QueryPart>>;

/** The media types of the parts of a multipart body where they are not the usual ones. */
export type MultipartEncoding = Readonly<Record<string, string>>;

/** A value as JSON; `undefined` is no body at all. */
export function jsonBody(value: undefined, mediaType?: string): undefined;
export function jsonBody(value: unknown, mediaType?: string): RequestBody;
export function jsonBody(value: unknown, mediaType = 'application/json'): RequestBody | undefined {
  if (value === undefined) return undefined;
  try {
    return { mediaType, content: JSON.stringify(value), replayable: true };
  } catch (cause) {
    throw new ApiRequestError('The body cannot be written as JSON: it holds a bigint or itself.', {
      cause,
    });
  }
}

/** `application/x-www-form-urlencoded`. */
export function formBody(value: object, encoding: FormEncoding = {}): RequestBody {
  const styles = new Map(Object.entries(encoding));
  const parts = Object.entries(value).map(([name, member]) =>
    (styles.get(name) ?? form)(name, member),
  );
  const content = parts.filter((part) => part !== '').join('&');
  return { mediaType: 'application/x-www-form-urlencoded', content, replayable: true };
}

/** `multipart/form-data`: files and bytes as they are, a part for each item of a list, objects as JSON. */
export function multipartBody(value: object, encoding: MultipartEncoding = {}): RequestBody {
  const content = new FormData();
  const mediaTypes = new Map(Object.entries(encoding));
  for (const [name, member] of Object.entries(value)) {
    const items: unknown[] = Array.isArray(member) ? member : [member];
    for (const item of items)
      appendPart(content, { name, value: item, mediaType: mediaTypes.get(name) });
  }
  return { mediaType: undefined, content, replayable: true };
}

/** Text of any media type. */
export function textBody(value: string, mediaType = 'text/plain; charset=utf-8'): RequestBody {
  return { mediaType, content: value, replayable: true };
}

/** Bytes, a file, or a stream of bytes. */
export function binaryBody(
  value: Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ReadableStream<Uint8Array>,
  mediaType = 'application/octet-stream',
): RequestBody {
  return { mediaType, content: value, replayable: !(value instanceof ReadableStream) };
}

interface Part {
  readonly name: string;
  readonly value: unknown;
  readonly mediaType: string | undefined;
}

function appendPart(body: FormData, { name, value, mediaType }: Part): void {
  if (value === undefined) return;
  if (value instanceof Blob) body.append(name, typed(value, mediaType), fileName(value));
  else if (isBytes(value)) body.append(name, new Blob([value], { type: mediaType ?? '' }));
  else if (mediaType !== undefined || (typeof value === 'object' && !(value instanceof Date))) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    body.append(name, new Blob([text], { type: mediaType ?? 'application/json' }));
  } else body.append(name, textOf(name, value));
}

function isBytes(value: unknown): value is ArrayBuffer | ArrayBufferView<ArrayBuffer> {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

function typed(blob: Blob, mediaType: string | undefined): Blob {
  return mediaType === undefined || blob.type !== '' ? blob : blob.slice(0, blob.size, mediaType);
}

function fileName(blob: Blob): string {
  return blob instanceof File ? blob.name : 'blob';
}
