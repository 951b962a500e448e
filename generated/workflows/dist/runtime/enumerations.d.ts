/** Open enums and unions: the API may add members and variants after this client was generated. */
/**
* A text that the API added after this client was generated. It can be read and sent back.
*
* No text is assignable to it, so a typo does not compile. `later('text')` makes one.
*/
export declare enum Later {
	later = "…"
}
/** An integer or number that the API added after this client was generated. */
export declare enum LaterNumber {
	later = 5e-324
}
/** A known member, or one that the API added later. */
export type Open<Known extends string | number> = Known | (Known extends string ? Later : LaterNumber);
/** A variant of a union that the API added later. Only its tag is known. */
export type LaterVariant<Tag extends string> = { readonly [Name in Tag]: Later } & {
	readonly [key: string]: unknown;
};
/** Returns a value as a member that the API added later: for tests, mocks, and members that are newer than this client. */
export declare function later(value: string): Later;
export declare function later(value: number): LaterNumber;
/** Returns true if a value is one of the known members of an enum. */
export declare function isKnown<Known extends string | number | boolean>(values: readonly Known[], value: unknown): value is Known;
