/**
 * `npm run test:review -- [EDITS] [SEED] [DOCUMENT] [KIND]`: prints every name that an edit takes away.
 *
 * By default 10,000 edits of six documents, of all kinds. `DOCUMENT` and `KIND` are parts of names.
 */
import { existsSync } from 'node:fs';
import { reviewedDocuments } from './documents.ts';
import { runHistory, type EditFault } from './history.ts';
import { loadRoot } from './planned.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const editsOfHistory = 20;
/** Every tenth history edits the whole document, the others a part of it. */
const [wholeEvery, pathsOfPart] = [10, 25];
const [total = '10000', seedText = '1', filter = '', kind = ''] = process.argv.slice(2);

const faults: EditFault[] = [];
const kinds = new Map<string, number>();
let edits = 0;
const chosen = reviewedDocuments.filter(([spec]) => spec.includes(filter) && existsSync(spec));
if (chosen.length === 0) print('No document is there.');
for (const [spec, overlays] of chosen) {
  const root = await loadRoot(spec, overlays);
  const document = spec.split('/').at(-1) ?? spec;
  let own = 0;
  for (let seed = Number(seedText); own < Number(total) / chosen.length; seed += 1) {
    const result = runHistory({
      document,
      root,
      seed,
      edits: editsOfHistory,
      kind,
      ...(seed % wholeEvery === 0 ? {} : { paths: pathsOfPart }),
    });
    own += result.edits;
    faults.push(...result.faults);
    for (const { edit, step, kind: fault, message } of result.faults)
      print(`  ${document} ${seed}:${step} ${edit}, ${fault}: ${message.slice(0, 300)}`);
    for (const [kind, count] of result.byKind) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  }
  edits += own;
  print(`${document}: ${own} edits`);
}
const stepsOf = (some: readonly EditFault[]): number =>
  new Set(some.map(({ document, seed, step }) => `${document} ${seed} ${step}`)).size;
for (const [edit, found] of Map.groupBy(faults, (fault) => fault.edit))
  print(`${edit}: ${stepsOf(found)} of ${kinds.get(edit) ?? 0} edits`);
const failed = stepsOf(faults);
print(`\n${edits} edits of ${chosen.length} documents: ${failed} took a name away.`);
process.exitCode = failed === 0 && chosen.length > 0 ? 0 : 1;
