import { type Primitive } from "./parameters.js";
/**
* Reads the base URL of a client.
*
* @throws {ApiRequestError} if it is not an absolute http URL, or contains a user name or password: `fetch`
* rejects those, and logs would show them.
*/
export declare function parseBaseUrl(text: string): URL;
/** Parses a URL; `undefined` if it is invalid. */
export declare function readUrl(text: string, base?: URL): URL | undefined;
/** Appends to the path and the query of the base URL, without doubling a slash. */
export declare function joinUrl(base: URL, path: string, query: readonly string[]): URL;
/** A value that `list`, `label` or `matrix` has encoded. */
export interface EncodedPath {
	readonly encoded: string;
}
export type PathValues = Readonly<Record<string, Primitive | EncodedPath | null | undefined>>;
/**
* Replaces the parameters of a path template by their values.
*
* @throws {ApiRequestError} if a value is missing or empty, or makes a segment `.` or `..`, which URL parsers
* resolve to another path.
*/
export declare function expandPath(template: string, values: PathValues): string;
/** Style `simple` for lists and objects: `3,4,5`, `R,100,G,200`, exploded `R=100,G=200`. */
export declare function list(name: string, value: unknown, explode?: boolean): EncodedPath;
/** Keeps reserved characters and what is percent-encoded already; `?` and `#` would end the path. */
export declare function reserved({ encoded }: EncodedPath): EncodedPath;
/** Style `label`: `.5`, `.3,4,5`, exploded `.3.4.5` or `.R=100.G=200`. */
export declare function label(name: string, value: unknown, explode?: boolean): EncodedPath;
/** Style `matrix`: `;color=3,4,5`, exploded `;color=3;color=4;color=5` or `;R=100;G=200`. */
export declare function matrix(name: string, value: unknown, explode?: boolean): EncodedPath;
