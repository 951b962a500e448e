/** Turns bytes, in whatever form a caller has them, into a request body. */
import type { RequestBody } from './body.js';
import { report } from './report.js';
import type { Context, Key } from './validation.js';

/** Bytes, a file, or a stream: what a stream gives cannot be sent again, so that such a call is never retried. */
export type BinaryContent =
  Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ReadableStream<Uint8Array>;

/** The content as it is, under the media type that the document gives it. */
export function binaryBody(
  value: BinaryContent,
  mediaType = 'application/octet-stream',
): RequestBody {
  return { mediaType, content: value, replayable: !(value instanceof ReadableStream) };
}

/** Notes what is none of these: `fetch` would send its text. */
export function binaryContent(out: Context, key: Key, value: unknown): void {
  const isContent =
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    value instanceof ReadableStream ||
    ArrayBuffer.isView(value);
  if (!isContent) report(out, key, 'bytes', value);
}
