/** Header options. A later layer overrides an earlier one, ignoring case. `null` removes a header. */
export type HeaderOptions = Readonly<Record<string, string | null | undefined>>;
/** Applies one layer to the headers. @throws {ApiRequestError} with the name of the header, never its value. */
export declare function applyHeaders(headers: Headers, layer: HeaderOptions): void;
/** Returns the trimmed value: a value read from a file often has a line end. */
export declare function checkedValue(source: string, value: string): string;
/** Adds a cookie to the header. `append` would separate cookies by a comma. */
export declare function addCookie(headers: Headers, name: string, value: string): void;
