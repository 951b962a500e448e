/** Every code that a diagnostic can have, with what it means, why it happens and how to mend it. */
import { configurationEntries } from './catalogue/configuration.ts';
import { internalEntries } from './catalogue/internal.ts';
import { loadEntries } from './catalogue/load.ts';
import { nameEntries } from './catalogue/names.ts';
import { normaliseEntries } from './catalogue/normalise.ts';
import { outputEntries } from './catalogue/output.ts';
import { templateEntries } from './catalogue/templates.ts';

export type { CatalogueEntry } from './catalogue/entry.ts';

/** 1xxx load, 2xxx normalise, 3xxx names and plan, 4xxx templates, 5xxx emit and write, 6xxx configuration, 9xxx ours. */
export const catalogue = {
  ...loadEntries,
  ...normaliseEntries,
  ...nameEntries,
  ...templateEntries,
  ...outputEntries,
  ...configurationEntries,
  ...internalEntries,
} as const;

export type DiagnosticCode = keyof typeof catalogue;
