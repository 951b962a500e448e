import type { Context, Key } from "./validation.js";
/** Counts code points. */
export declare function minLength(out: Context, key: Key, value: string, limit: number): void;
/** Counts code points. */
export declare function maxLength(out: Context, key: Key, value: string, limit: number): void;
export declare function pattern(out: Context, key: Key, value: string, expected: RegExp): void;
export declare function minimum(out: Context, key: Key, value: number, limit: number): void;
export declare function maximum(out: Context, key: Key, value: number, limit: number): void;
export declare function exclusiveMinimum(out: Context, key: Key, value: number, limit: number): void;
export declare function exclusiveMaximum(out: Context, key: Key, value: number, limit: number): void;
export declare function minItems(out: Context, key: Key, value: readonly unknown[], limit: number): void;
export declare function maxItems(out: Context, key: Key, value: readonly unknown[], limit: number): void;
export declare function minProperties(out: Context, key: Key, value: object, limit: number): void;
export declare function maxProperties(out: Context, key: Key, value: object, limit: number): void;
export declare function multipleOf(out: Context, key: Key, value: number, divisor: number): void;
/** Requires one fixed object or array. */
export declare function sameAs(out: Context, key: Key, value: unknown, expected: unknown): void;
/** Requires an array without equal items. */
export declare function uniqueItems(out: Context, key: Key, value: readonly unknown[]): void;
