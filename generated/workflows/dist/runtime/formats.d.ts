import type { Context, Key } from "./validation.js";
/** Requires a string in one format. */
export type FormatCheck = (out: Context, key: Key, value: unknown) => value is string;
/** Makes the check of a format from a regular expression or a function. */
export declare function format(name: string, form: {
	test(text: string): boolean;
}): FormatCheck;
/** RFC 9562 in its general form: any version, any variant. Repeats are written out: V8 takes three times as long to count more than three. */
export declare const uuid: FormatCheck;
/** RFC 3339 `full-date`. Days must exist in their month. */
export declare const date: FormatCheck;
/** RFC 3339 `full-time`. A leap second is valid only at the end of a day in UTC. */
export declare const time: FormatCheck;
/** RFC 3339 `date-time`. */
export declare const dateTime: FormatCheck;
/** RFC 3339, appendix A: units in order without gaps; weeks only alone. */
export declare const duration: FormatCheck;
/** RFC 5321 `Mailbox`. */
export declare const mailbox: RegExp;
export declare const email: FormatCheck;
/** RFC 3986, with a scheme. */
export declare const uri: FormatCheck;
export declare const ipv4: FormatCheck;
/** RFC 4291, section 2.2, without a zone. */
export declare const ipv6: FormatCheck;
/** RFC 6901, section 3. */
export declare const jsonPointer: FormatCheck;
/** ECMA-262 with the `u` flag, which JSON Schema requires of patterns. */
export declare const regex: FormatCheck;
/** RFC 3986, section 3. */
export declare function isUri(text: string): boolean;
