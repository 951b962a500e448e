/** `npm run test:histories -- [VERSIONS] [FILTER]`: lines of the package for each changed line of the document. */
import { existsSync } from 'node:fs';
import type { JsonMap } from './document.ts';
import { reviewedDocuments } from './documents.ts';
import { linesOfHistory, type Lines } from './lines.ts';
import { loadRoot } from './planned.ts';

/** At most so many changed lines for each changed line of the document. */
const mostOfSources = 0.7;
const mostOfAll = 1;

const [versions = '4', filter = ''] = process.argv.slice(2);
const editsOfVersion = 8;

function sum(left: Lines, right: Lines): Lines {
  return {
    document: left.document + right.document,
    sources: left.sources + right.sources,
    all: left.all + right.all,
  };
}

function report(title: string, { document, sources, all }: Lines): void {
  const ratio = (lines: number): string => (lines / Math.max(1, document)).toFixed(2);
  process.stdout.write(
    `${title}: ${document} lines of the document, src/ ${sources} (${ratio(sources)}), ` +
      `with API.md and the ledger ${all} (${ratio(all)})\n`,
  );
}

const nothing: Lines = { document: 0, sources: 0, all: 0 };
let [contract, prose] = [nothing, nothing];
for (const [spec] of reviewedDocuments.filter(([path]) => path.includes(filter) && existsSync(path))) {
  const root: JsonMap = JSON.parse(JSON.stringify(await loadRoot(spec)));
  for (const isProse of [false, true]) {
    const own = await linesOfHistory({
      root,
      seed: 1,
      versions: Number(versions),
      edits: editsOfVersion,
      isProse,
    });
    report(`${spec.split('/').at(-1) ?? spec}${isProse ? ', documentation alone' : ''}`, own);
    if (isProse) prose = sum(prose, own);
    else contract = sum(contract, own);
  }
}
report('All', contract);
report('Documentation alone', prose);
const isWithin =
  contract.sources <= contract.document * mostOfSources &&
  contract.all <= contract.document * mostOfAll &&
  prose.all <= prose.document * mostOfAll;
process.exitCode = isWithin && contract.document > 0 ? 0 : 1;
