/** What the catalogue says of a code. */
import type { Severity } from '../severity.ts';

/** Severity, and the three things that a person asks: what it is, why it happens, how to mend it. */
export interface CatalogueEntry {
  readonly severity: Severity;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
}
