/**
* Header options. A later layer overrides an earlier one, ignoring case. `null` removes a header, `undefined`
* changes nothing.
*/
export type HeaderOptions = Readonly<Record<string, string | null | undefined>>;
/**
* Applies one layer to the headers, and adds the lower-case names that it sets or removes to `names`.
*
* @throws {ApiRequestError} with the name of the header, never its value.
*/
export declare function applyHeaders(headers: Headers, layer: HeaderOptions, names?: Set<string>): void;
/** Returns the trimmed value: a value read from a file often has a line end. */
export declare function checkedValue(source: string, value: string): string;
/** Adds a cookie to the header. `append` would separate cookies by a comma. */
export declare function addCookie(headers: Headers, name: string, value: string): void;
/** Returns true if the header has a cookie of the name. */
export declare function hasCookie(headers: Headers, name: string): boolean;
