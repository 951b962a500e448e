/** Encodes a list as JSON lines, or as the records of a JSON text sequence (RFC 7464). */
import { jsonBody, type RequestBody } from './body.js';

/** Encodes each item as a line of its own. `textOf` returns the JSON text of an item. */
export function linesBody<T>(
  items: readonly T[],
  mediaType: string,
  textOf: (item: T) => unknown = textOfItem,
): RequestBody {
  const start = /json-seq\b/i.test(mediaType) ? '\u001E' : '';
  const content = items.map((item) => `${start}${String(textOf(item))}\n`).join('');
  return { mediaType, content, replayable: true };
}

/** @throws {ApiRequestError} for a bigint or a circular reference. */
function textOfItem(item: unknown): unknown {
  return jsonBody(item ?? null).content;
}
