/** Reads bodies of responses up to a limit, which counts the bytes after decompression. */
import { type HideSecrets } from "./errors.js";
/** The part of a response that a decoder reads. */
export type Received = Pick<Response, "status" | "headers" | "body" | "text" | "blob">;
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
export declare function readStart(response: Received): Promise<Pieces>;
/** Reads a whole body. @throws {ApiResponseError} if it is longer than the call allows. */
export declare function readWhole(response: Received, context: ReadContext): Promise<Pieces>;
/** Decodes the bytes of a text. A blob would take ten times as long. */
export declare function decodedText(pieces: Pieces, decoder?: TextDecoder): string;
