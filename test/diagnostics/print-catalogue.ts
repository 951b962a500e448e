/** Prints `docs/diagnostics.md` from the catalogue. */
import type { CatalogueEntry } from '../../generator/diagnostics/catalogue.ts';

const groups: ReadonlyMap<string, string> = new Map([
  ['1', 'Loading a document'],
  ['2', 'Reading operations and schemas'],
  ['3', 'Names and files'],
  ['4', 'Templates'],
  ['5', 'Writing and comparing the package'],
  ['6', 'Command line and configuration'],
  ['9', 'Internal errors'],
]);

/** Sorted by code, one section a stage. */
export function printCatalogue(catalogue: Readonly<Record<string, CatalogueEntry>>): string {
  const entries = Object.entries(catalogue).sort(([a], [b]) => (a < b ? -1 : 1));
  const sections = [...groups].map(([digit, title]) => {
    const own = entries.filter(([code]) => code.startsWith(`CW${digit}`));
    return own.length === 0 ? '' : `## ${title}\n\n${own.map(printEntry).join('\n')}`;
  });
  return [introduction, ...sections.filter((section) => section !== '')].join('\n');
}

const introduction = `# Diagnostics

Every message of clientwright has a code. This page explains each code: what it means, its cause, and how to fix it.

- An **error** stops the run before anything is written.
- A **warning** reports a part of the document that is ignored or changed. \`--strict\` turns warnings into errors.
- An **info** reports a choice that you may want to know about.

By default, the command groups warnings by code, counts infos, and shows new findings first. \`--verbose\`, \`--format json\` and \`--format github\` show every message.
`;

function printEntry([code, { severity, title, cause, fix }]: [string, CatalogueEntry]): string {
  return `### ${code}

**${title}** (${severity})

- Cause: ${cause}
- Fix: ${fix}
`;
}
