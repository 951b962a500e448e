/** Reads bodies of responses up to a limit, which counts the bytes after decompression. */
import { ApiResponseError, type HideSecrets } from './errors.js';

/** Bytes of an error body that are read. */
const longestStart = 65_536;

/** The part of a response that a decoder reads. */
export type Received = Pick<Response, 'status' | 'headers' | 'body' | 'text' | 'blob'>;

/** The part of a call that limits its response. */
export interface ReadContext {
  /** Id of the operation. */
  readonly id: string;
  readonly attempt: number;
  readonly maxResponseBytes: number;
  readonly hide: HideSecrets;
}

/** Bytes of a body, as they arrived. */
export type Pieces = Uint8Array<ArrayBuffer>[];

/** Reads the start of a body, and cancels the rest. */
export function readStart(response: Received): Promise<Pieces> {
  return readUpTo(longestStart, response);
}

/** Reads a whole body. @throws {ApiResponseError} if it is longer than the call allows. */
export function readWhole(response: Received, context: ReadContext): Promise<Pieces> {
  return readUpTo(context.maxResponseBytes, response, context);
}

/** Decodes the bytes of a text. A blob would take ten times as long. */
export function decodedText(pieces: Pieces, decoder: TextDecoder = new TextDecoder()): string {
  const texts = pieces.map((piece) => decoder.decode(piece, { stream: true }));
  return texts.join('') + decoder.decode();
}

/** Reads that many bytes at most, and cancels the rest. @throws {ApiResponseError} with a context, if there are more. */
async function readUpTo(most: number, response: Received, context?: ReadContext): Promise<Pieces> {
  const reader = response.body?.getReader();
  const pieces: Pieces = [];
  let left = most;
  while (left >= 0) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) break;
    pieces.push(value.subarray(0, left));
    left -= value.length;
  }
  await reader?.cancel();
  if (left >= 0 || !context) return pieces;
  const message = `the body exceeds maxResponseBytes, ${most}`;
  throw new ApiResponseError(message, { ...context, response, kind: 'size' });
}
