/**
 * `npm run test:diff -- [UPDATES] [FILTER] [SEED]`: random updates of the corpus, the smallest document first.
 *
 * Prints calls of which report and compiler disagree, models of which report and validators disagree, and hunks
 * without a cause.
 */
import type { JsonMap } from '../../review/edits/document.ts';
import { loadRoot } from '../../review/edits/planned.ts';
import { documentsOf, isCorpusThere, pathOf, rootOf } from '../../support/corpus.ts';
import { setup, teardown } from '../../support/temporary-folder.ts';
import { companions } from './companions.ts';
import { hunksOf, unexplained } from './hunks.ts';
import { generateUpdate, judge, updateOf } from './oracle.ts';
import { judgeWire } from './wire.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const [updates = '1', filter = '', firstSeed = '1'] = process.argv.slice(2);
if (!isCorpusThere) print('No corpus is there.');

const noVerdicts = { compared: 0, broken: 0, disagreements: 0 };
const sum = {
  documents: 0,
  updates: 0,
  refused: 0,
  code: { ...noVerdicts },
  wire: { ...noVerdicts },
  hunks: 0,
  unexplained: 0,
};
setup();
process.once('exit', teardown);
// Without a listener, a signal ends the process before it has left.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code));
const documents = documentsOf(filter);
for (const [index, { entry }] of documents.entries()) {
  for (let seed = Number(firstSeed); seed < Number(firstSeed) + Number(updates); seed += 1)
    await tryUpdate(entry, seed);
  sum.documents += 1;
  if (index % 20 === 19) print(JSON.stringify(sum));
}
print(JSON.stringify(sum));
process.exitCode = sum.code.disagreements + sum.wire.disagreements + sum.unexplained === 0 ? 0 : 1;

interface Verdict {
  readonly compared: number;
  readonly broken: number;
  readonly disagreements: readonly object[];
}

async function tryUpdate(entry: string, seed: number): Promise<void> {
  try {
    const root: JsonMap = JSON.parse(JSON.stringify(await loadRoot(pathOf(entry), [], rootOf(entry))));
    const update = await generateUpdate(updateOf(root, seed));
    const title = `${entry} ${seed} [${update.edits.join(', ')}]`;
    count('code', await judge(update), title);
    count('wire', await judgeWire(update), title);
    // Each document has another one, and every second only its own changes.
    const companion = companions[(sum.updates % 2) * (Math.floor(sum.updates / 2) % companions.length)];
    if (companion === undefined) throw new Error('There is no companion.');
    const hunks = await hunksOf(update, companion);
    const found = unexplained(hunks, companion);
    sum.updates += 1;
    sum.hunks += hunks.length;
    sum.unexplained += found.length;
    for (const { file, cause, hunk } of found)
      print(`${title} with ${companion.title} ${file} ${cause}: ${hunk}`);
  } catch (error) {
    sum.refused += 1;
    const message = error instanceof Error ? error.message : String(error);
    print(`${entry} ${seed} refused: ${message.split('\n')[0]}`);
  }
}

function count(verdict: 'code' | 'wire', { compared, broken, disagreements }: Verdict, title: string): void {
  const own = sum[verdict];
  own.compared += compared;
  own.broken += broken;
  own.disagreements += disagreements.length;
  for (const one of disagreements) print(`${title} ${verdict} ${JSON.stringify(one)}`);
}
