/** `npm run test:diff`: updates of the corpus; prints calls of which report and compiler disagree, and hunks without a cause. */
import type { JsonMap } from '../../review/edits/document.ts';
import { loadRoot } from '../../review/edits/planned.ts';
import { isCorpusThere, pathOf, usableDocuments } from '../../support/corpus.ts';
import { hunksOf } from './hunks.ts';
import { judge, updateOf } from './oracle.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const [updates = '1', filter = '', firstSeed = '1'] = process.argv.slice(2);
if (!isCorpusThere) print('No corpus is there.');

const sum = { updates: 0, compared: 0, broken: 0, disagreements: 0, hunks: 0, unexplained: 0, refused: 0 };
for (const { entry } of usableDocuments.filter((each) => each.entry.includes(filter))) {
  for (let seed = Number(firstSeed); seed < Number(firstSeed) + Number(updates); seed += 1)
    await tryUpdate(entry, seed);
}
print(JSON.stringify(sum));
process.exitCode = sum.disagreements + sum.unexplained === 0 ? 0 : 1;

async function tryUpdate(entry: string, seed: number): Promise<void> {
  try {
    const root: JsonMap = JSON.parse(JSON.stringify(await loadRoot(pathOf(entry))));
    const update = updateOf(root, seed);
    const { compared, broken, disagreements } = await judge(update);
    sum.updates += 1;
    sum.compared += compared;
    sum.broken += broken;
    sum.disagreements += disagreements.length;
    const hunks = await hunksOf(update);
    const unexplained = hunks.filter(({ cause }) => cause !== 'document');
    sum.hunks += hunks.length;
    sum.unexplained += unexplained.length;
    for (const { file, cause, hunk } of unexplained) print(`${entry} ${seed} ${file} ${cause}: ${hunk}`);
    for (const one of disagreements)
      print(`${entry} ${seed} [${update.edits.join(', ')}] ${JSON.stringify(one)}`);
  } catch (error) {
    sum.refused += 1;
    print(
      `${entry} ${seed} refused: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}`,
    );
  }
}
