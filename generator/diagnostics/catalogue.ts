/** The catalogue of diagnostic codes: severity, title, cause and fix of each. */
import { commandEntries } from './catalogue/command.ts';
import { loadEntries } from './catalogue/load.ts';
import { normaliseEntries } from './catalogue/normalise.ts';
import { outputEntries, planEntries } from './catalogue/output.ts';

export type { CatalogueEntry } from './catalogue/entry.ts';

/** 1xxx load, 2xxx normalise, 3xxx names, 4xxx templates, 5xxx output, 6xxx command and configuration, 9xxx internal. */
export const catalogue = {
  ...loadEntries,
  ...normaliseEntries,
  ...planEntries,
  ...outputEntries,
  ...commandEntries,
} as const;

export type DiagnosticCode = keyof typeof catalogue;
