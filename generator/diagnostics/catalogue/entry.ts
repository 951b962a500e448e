/** The shape of an entry of the catalogue. */

/** An `error` stops the run before anything is written; a `warning` does so under `--strict`. */
export type Severity = 'error' | 'warning' | 'info';

/** Describes one code. `cause` and `fix` are full sentences; `fix` is an imperative. */
export interface CatalogueEntry {
  readonly severity: Severity;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
}
