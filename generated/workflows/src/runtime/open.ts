/** The types of values that have known members and may get others. */

/** One of the known members, which editors offer, or one that came later. */
export type Open<Known extends string | number | boolean> =
  Known | (Known extends string ? string & {} : Known extends number ? number & {} : never);

/**
 * The tag of a variant that came later: some text.
 *
 * To the compiler it is one that no known tag is equal to, so that a known tag still tells which variant it is.
 */
declare enum LaterTag {
  later = '',
}

/** A variant of a union that came later than the document: of its members, only the tag is known. */
export type LaterVariant<Tag extends string> = { readonly [Name in Tag]: LaterTag } & {
  readonly [key: string]: unknown;
};
