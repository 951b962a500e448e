import type { BasicCredential } from "./security.js";
/**
* Returns true in a page or one of its workers. There, a custom header costs a preflight request, and the
* target of a redirect cannot be read.
*/
export declare function isBrowser(): boolean;
/** Returns a trimmed variable; `undefined` if it is empty or the platform has no environment. */
export declare function environmentValue(name: string): string | undefined;
/** Returns a variable that must be one of the values. @throws {ApiRequestError} naming the variable otherwise. */
export declare function environmentChoice<Value extends string>(name: string, values: readonly Value[]): Value | undefined;
/** Reads a user name and a password from two variables; `undefined` if one of them is missing. */
export declare function environmentLogin(usernameVariable: string, passwordVariable: string): BasicCredential | undefined;
