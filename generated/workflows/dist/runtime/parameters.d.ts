/** A value without members. */
export type Primitive = string | number | bigint | boolean | Date;
/** Returns one value as text. @throws {ApiRequestError} naming the parameter if the value has no text form. */
export declare function textOf(name: string, value: unknown): string;
/** Returns true for an object that is neither a list nor a date. */
export declare function isKeyed(value: unknown): value is object;
/** Returns the items or members that are not `undefined` or `null`. A single value is a list of one. */
export declare function entriesOf(value: unknown): [key: string, item: unknown][];
/** Percent-encodes all but the unreserved characters. @throws {ApiRequestError} for half a surrogate pair. */
export declare function encode(name: string, text: string): string;
/**
* Percent-encodes all but the unreserved and the reserved characters. Keeps what is percent-encoded already
* (RFC 6570, section 3.2.3).
*
* Encodes `#`, `&` and `+` too: they would end the query, begin another parameter or change the value.
*/
export declare function encodeReserved(name: string, text: string): string;
/** Encodes a text as the whole query. */
export declare function wholeQuery(name: string, value: unknown): QueryPart;
/** Part of a query such as `a=1&a=2`. An empty string is not sent. */
export type QueryPart = string;
export interface QueryStyle {
	/** Encodes each item or member as a pair. Default: that of the style in OpenAPI. */
	readonly explode?: boolean;
	/** Keeps reserved characters. */
	readonly allowReserved?: boolean;
}
/** Style `form`: `a=1&a=2`, not exploded `a=1,2`; objects `x=1&y=2`, not exploded `a=x,1,y,2`. */
export declare function form(name: string, value: unknown, style?: QueryStyle): QueryPart;
/** Style `spaceDelimited`: `a=1%202`. */
export declare function spaceDelimited(name: string, value: unknown, style?: QueryStyle): QueryPart;
/** Style `pipeDelimited`: `a=1%7C2`. */
export declare function pipeDelimited(name: string, value: unknown, style?: QueryStyle): QueryPart;
/** Style `deepObject`: `a[x]=1&a[y][0]=2`. No standard defines nested values; this is the common form. */
export declare function deepObject(name: string, value: unknown, style?: QueryStyle): QueryPart;
/** Encodes a parameter with `content` as JSON. */
export declare function jsonQuery(name: string, value: unknown): QueryPart;
/**
* The value as JSON in ASCII, for paths, headers and cookies; `undefined`: nothing to send.
*
* A header cannot carry other characters, and JSON can escape all of them.
*/
export declare function jsonText(value: unknown): string | undefined;
/** Encodes a single value in the style `form`. Smaller in a bundle than `form`, which handles lists and objects. */
export declare function pair(name: string, value: unknown): QueryPart;
/** Encodes a header: values are joined by commas, without `undefined` and `null`. */
export declare function headerText(name: string, value: unknown, explode?: boolean): string | undefined;
/** Encodes a cookie. Returns an empty string if there is nothing to send. */
export declare function cookie(name: string, value: unknown, explode?: boolean): string;
/** Encodes a cookie, and keeps the reserved characters that a cookie can contain (RFC 6265, section 4.1.1). */
export declare function reservedCookie(name: string, value: unknown, explode?: boolean): string;
/**
* Style `cookie`: nothing is escaped, and each value of a list or object is a cookie if it is exploded.
*
* @throws {ApiRequestError} if a value contains a character that would end the cookie.
*/
export declare function plainCookie(name: string, value: unknown, explode?: boolean): string;
