/** The ledger of names: what callers already write, kept from one run to the next. */

export interface Ledger {
  /** Identity of a symbol to its name. */
  readonly names: ReadonlyMap<string, string>;
  /** `GET /pets` to the id that the document gave to the operation there. */
  readonly operations: ReadonlyMap<string, string>;
  /** Pointer of an inline schema to the identity of the model that it became. */
  readonly models: ReadonlyMap<string, string>;
}

export const emptyLedger: Ledger = { names: new Map(), operations: new Map(), models: new Map() };
