import { type QueryPart } from "./parameters.js";
import type { Context, Key } from "./validation.js";
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
export declare function jsonBody(value: undefined, mediaType?: string): undefined;
export declare function jsonBody(value: unknown, mediaType?: string): RequestBody;
/** Encodes an object as `application/x-www-form-urlencoded`. */
export declare function formBody(value: object, encoding?: FormEncoding, mediaType?: string): RequestBody;
/** Returns the pairs of a form, which can also be a whole query. */
export declare function formText(value: object | undefined, encoding?: FormEncoding): QueryPart;
/** Returns text of any media type as a body. */
export declare function textBody(value: string, mediaType?: string): RequestBody;
/** Bytes, a file or a stream. A call that sends a stream is never retried, because it can be read once. */
export type BinaryContent = Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ReadableStream<Uint8Array>;
/** Returns the content unchanged. For a range such as `image/*`, sends the media type of the `Blob`, if it has one. */
export declare function binaryBody(value: BinaryContent, mediaType?: string): RequestBody;
/** Reports a value that is not binary: `fetch` would send it as a string. */
export declare function binaryContent(out: Context, key: Key, value: unknown): void;
/** Refuses a body: `fetch` sends none with GET and HEAD. @throws {ApiRequestError} if there is one. */
export declare function noBody(operation: string, value: unknown): undefined;
/** Returns 128 random bits as digits and hyphens, which need no escape in JSON or in a regular expression. */
export declare function secretMark(): string;
