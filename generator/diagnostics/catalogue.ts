/** Every code that a diagnostic can have, with what it means, why it happens and how to mend it. */
import type { Severity } from './diagnostic.ts';

export interface CatalogueEntry {
  readonly severity: Severity;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
}

/** 1xxx load, 2xxx normalise, 3xxx names and plan, 4xxx templates, 5xxx emit and write, 6xxx configuration. */
export const catalogue = {
  CW9001: {
    severity: 'error',
    title: 'Internal error',
    cause: 'The generator met a case that it believes cannot happen.',
    fix: 'Please report it, with the smallest document that shows it.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

export type DiagnosticCode = keyof typeof catalogue;
