/** Codes of names and of the plan. */
import type { CatalogueEntry } from './entry.ts';

/** By code, ascending. */
export const nameEntries = {
  CW3001: {
    severity: 'info',
    title: 'A name that could not be had',
    cause:
      'Another thing has the name, or it is reserved: for the platform (`Error`), for the package itself, or because JavaScript gives it a meaning (`then`).',
    fix: 'Nothing, if the longer name will do. To choose one, rename the thing in the document or an overlay, or change its name in `.clientwright/names.json`.',
  },
  CW3002: {
    severity: 'error',
    title: 'The name ledger cannot be read',
    cause:
      '`.clientwright/names.json` is not what the generator writes, or the two sides of a merge have different names for one thing.',
    fix: 'Restore it from version control, or mend it: an object of identities and names. Of two names, remove the line of the one that nobody is to write any more.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
