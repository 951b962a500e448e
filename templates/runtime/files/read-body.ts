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

/** Reads the start of a body, and cancels the rest. */
export async function readStart(response: Pick<Response, 'body'>): Promise<Blob> {
  return (await readUpTo(response, longestStart)).slice(0, longestStart);
}

/** Reads a whole body. @throws {ApiResponseError} if it is longer than the call allows. */
export async function readWhole(response: Received, context: ReadContext): Promise<Blob> {
  const { maxResponseBytes: most } = context;
  const content = await readUpTo(response, most);
  if (content.size <= most) return content;
  const message = `the body is longer than maxResponseBytes, ${most}`;
  throw new ApiResponseError(message, { ...context, response, kind: 'size' });
}

/** Reads until the body ends or has more bytes, and cancels the rest. */
async function readUpTo({ body }: Pick<Response, 'body'>, most: number): Promise<Blob> {
  const reader = body?.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let size = 0; size <= most;) {
    const piece = await reader?.read();
    if (piece?.value === undefined) break;
    pieces.push(piece.value);
    size += piece.value.length;
  }
  await reader?.cancel();
  return new Blob(pieces);
}
