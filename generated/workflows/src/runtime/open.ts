/** The type of a value that has known members and may get others. */

/** One of the known members, which editors offer, or one that came later. */
export type Open<Known extends string | number | boolean> =
  Known | (Known extends string ? string & {} : Known extends number ? number & {} : never);
