/** The catalogue → `docs/diagnostics.md`, the page that explains every code. */
import type { CatalogueEntry } from '../../generator/diagnostics/catalogue.ts';

const groups: ReadonlyMap<string, string> = new Map([
  ['1', 'Loading a document'],
  ['2', 'Reading what it describes'],
  ['3', 'Names and files'],
  ['4', 'Templates'],
  ['5', 'Writing and comparing'],
  ['6', 'Command line and configuration'],
  ['9', 'Faults of clientwright itself'],
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

Every message of clientwright has a code. An **error** stops the run before anything is written; a **warning** does so under \`--strict\`; an **info** never does.
`;

function printEntry([code, { severity, title, cause, fix }]: [string, CatalogueEntry]): string {
  return `### ${code}

**${title}** (${severity})

- Cause: ${cause}
- Fix: ${fix}
`;
}
