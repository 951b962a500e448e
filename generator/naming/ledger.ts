/** The ledger of names: what callers already write, kept from one run to the next. */

export interface Ledger {
  /** Identity of a symbol to its name. */
  readonly names: ReadonlyMap<string, string>;
  /** `GET /pets` to the id that the document gave to the operation there. */
  readonly operations: ReadonlyMap<string, string>;
  /** Place of an inline schema to the identity of the model that it became. */
  readonly models: ReadonlyMap<string, string>;
  /** Identity of such a model to a hash of its values. Absent in the first version of ledgers. */
  readonly shapes: ReadonlyMap<string, string>;
  /** Identity of a model to the direction that its plain name means, where that is `request`. */
  readonly directions: ReadonlyMap<string, string>;
  /**
   * `jobs.export 200` or `jobs.create request` to the media types that a call asks for or sends by default, where
   * they are not `application/json`. `null`: the ledger is older than these entries.
   */
  readonly mediaTypes: ReadonlyMap<string, string> | null;
  /** Identity of a model that was, to that of the model that callers get under its name. */
  readonly aliases: ReadonlyMap<string, string>;
}

export const emptyLedger: Ledger = {
  names: new Map(),
  operations: new Map(),
  models: new Map(),
  shapes: new Map(),
  directions: new Map(),
  mediaTypes: null,
  aliases: new Map(),
};
