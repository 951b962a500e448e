/**
* Checks of single values. Validators call them; each adds the issues that it finds.
*
* `object` and `array` test the type themselves: a call of `anyRecord` or `anyArray` would add 5 % to the
* time of a small body.
*/
import type { Check, Context, Key } from "./validation.js";
/** Deepest nesting that is validated. A deeper body could exhaust the stack. */
export declare const deepest = 500;
/** An object whose members are not validated yet. */
export type Members<T> = { readonly [K in keyof T]?: unknown };
/** Requires an object that is not an array, and enters it. Members of both types can then be read by name. */
export declare function object<
	T,
	U = T
>(out: Context, key: Key, value: unknown): value is Members<T> & Members<U>;
/** Requires an object that is not an array. Does not check its members. */
export declare function anyRecord(out: Context, key: Key, value: unknown): value is object;
/** Requires an array. Does not check its items. */
export declare function anyArray(out: Context, key: Key, value: unknown): value is readonly unknown[];
/** Returns true if a property with a default must be checked: it is present, or its default is not filled in later. */
export declare function isPresentOrRequired(out: Context, value: unknown): boolean;
export declare function string(out: Context, key: Key, value: unknown): value is string;
/** Requires a finite number: JSON.parse reads 1e400 as Infinity. */
export declare function number(out: Context, key: Key, value: unknown): value is number;
/** Requires a safe integer: beyond ±(2^53−1), JSON.parse may already have changed the value. */
export declare function integer(out: Context, key: Key, value: unknown): value is number;
export declare function boolean(out: Context, key: Key, value: unknown): void;
/** Requires a Blob (a File is one), an ArrayBuffer or a view of one. */
export declare function bytes(out: Context, key: Key, value: unknown): void;
/** Requires any value but `undefined`. */
export declare function present(out: Context, key: Key, value: unknown): void;
export declare function nullValue(out: Context, key: Key, value: unknown): void;
/** Reports any value but `undefined`. */
export declare function never(out: Context, key: Key, value: unknown): void;
/** Accepts every value. */
export declare function anything(): void;
/** Requires one fixed string, number or boolean. */
export declare function literal(out: Context, key: Key, value: unknown, expected: string | number | boolean): void;
/** Requires one of the values, or another one of their type, which the API may have added later. */
export declare function member(out: Context, key: Key, value: unknown, values: readonly unknown[]): void;
/** Requires one of the values. */
export declare function knownMember(out: Context, key: Key, value: unknown, values: readonly unknown[]): void;
export declare function oneOfThese(values: readonly unknown[]): string;
/** Requires an array, and checks every item. */
export declare function array(out: Context, key: Key, value: unknown, check: Check): value is readonly unknown[];
/** Requires an object, and checks the value of every key. */
export declare function record(out: Context, key: Key, value: unknown, check: Check): value is object;
/** Adds an issue. Returns `false`, so that a check can return the result. */
export declare function report(out: Context, key: Key, expected: string, value: unknown): false;
/** Starts to check the members of a value. Returns `false`, with an issue, if it is nested too deeply. */
export declare function enterValue(out: Context, key: Key, value: unknown): boolean;
/** Ends the check of the members of a value: adds `key` to the path of the issues that were found in it. */
export declare function leaveValue(out: Context, key: Key): void;
/** Checks of the positions of a tuple. */
export interface Positions {
	readonly items: readonly Check[];
	/** Number of positions that must be present. */
	readonly required: number;
	readonly rest: Check;
}
/** Requires an array, and checks each position. Further items must pass `rest`. */
export declare function tuple(out: Context, key: Key, value: unknown, { items, required, rest }: Positions): value is readonly unknown[];
