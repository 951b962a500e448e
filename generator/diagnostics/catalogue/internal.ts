/** Codes of faults that are ours. */
import type { CatalogueEntry } from './entry.ts';

/** By code, ascending. */
export const internalEntries = {
  CW9001: {
    severity: 'error',
    title: 'Internal error',
    cause: 'The generator met a case that it believes cannot happen.',
    fix: 'Please report it, with the smallest document that shows it.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
