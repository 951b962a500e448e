/**
 * Reads an object, changes one property, and sends it back: `npm run test:corpus-pairs -- [FILTER] [BYTES] [list]`.
 *
 * A pair is a GET, and a PUT or PATCH of the same path. A pair of one model has to compile and pass. Of two models,
 * a pair compiles unless the document describes a difference, which is the reason that is counted; `list` prints
 * every such pair. `BYTES` limits the size of documents.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { argv, exit, stdout } from 'node:process';
import { importFiles } from '../support/imported-package.ts';
import { withFolder } from '../support/generated-package.ts';
import { documentsOf } from '../support/corpus.ts';
import { differenceOf } from './pair-reasons.ts';
import { compiledPairs, pairsOf, programOf, schemasOf, type Pair } from './pairs.ts';
import { sendBack } from './sent-back.ts';
import { unwrittenPackage } from './unwritten-package.ts';

const compiler = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
const file = 'pairs.ts';

const [filter = '', bytes = 'Infinity', mode = ''] = argv.slice(2);
const counts = { documents: 0, pairs: 0, oneModel: 0, compiled: 0, passed: 0, untried: 0 };
const reasons = new Map<string, number>();
const faults: string[] = [];

for (const { entry } of documentsOf(filter).filter((each) => each.bytes <= Number(bytes))) {
  try {
    await tryPairs(entry);
  } catch (error) {
    stdout.write(`not read: ${entry}: ${String(error).slice(0, 300)}\n`);
  }
}
stdout.write(
  `${counts.documents} documents with ${counts.pairs} pairs of GET and PUT or PATCH, ${counts.oneModel} of one model: ` +
    `${counts.compiled} compile, ${counts.passed} pass, ${counts.untried} have no valid value; ` +
    `${counts.pairs - counts.compiled} are described as different; ${faults.length} faults\n`,
);
for (const [reason, count] of [...reasons].toSorted(([, a], [, b]) => b - a))
  stdout.write(`  ${count}: ${reason}\n`);
for (const fault of faults) stdout.write(`fault: ${fault}\n`);
exit(faults.length === 0 ? 0 : 1);

async function tryPairs(entry: string): Promise<void> {
  const made = await unwrittenPackage(entry);
  if (made === null) return;
  const { api, names, files } = made;
  const pairs = pairsOf(api, names);
  if (pairs.length === 0) return;
  const withPairs = new Map([...files, [`src/${file}`, programOf(pairs)]]);
  const printed = await withFolder(withPairs, async (folder) => {
    const { stdout: text } = spawnSync(compiler, ['-p', folder, '--noEmit'], { encoding: 'utf8' });
    return text;
  });
  const compiled = new Set(compiledPairs(pairs, file, printed));
  const others = printed.split('\n').filter((line) => /: error /.test(line) && !line.includes(file));
  if (others.length > 0) faults.push(`${entry}: ${others[0] ?? ''}`);
  for (const pair of pairs) if (!compiled.has(pair)) explain(entry, pair, { api, printed, pairs });
  const exports = await importFiles<Parameters<typeof sendBack>[0]>(files);
  const sentBack = (isOne: boolean): ReturnType<typeof sendBack> =>
    sendBack(exports, { pairs: [...compiled].filter(({ isOneModel }) => isOneModel === isOne), api, names });
  const [one, two] = [await sentBack(true), await sentBack(false)];
  faults.push(...one.faults.map((fault) => `${entry}: ${fault}`));
  // Of two models, that of the body may have limits that the other one has not.
  for (const fault of two.faults)
    if (/ApiRequestError: .* invalid parameters: \/body/.test(fault)) count('a limit of the body alone');
    else faults.push(`${entry}: ${fault}`);
  counts.documents += 1;
  counts.pairs += pairs.length;
  counts.oneModel += pairs.filter(({ isOneModel }) => isOneModel).length;
  counts.compiled += compiled.size;
  counts.passed += one.passed + two.passed;
  counts.untried += one.untried + two.untried;
}

function count(reason: string): void {
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
}

interface Tried {
  readonly api: Parameters<typeof differenceOf>[2];
  readonly printed: string;
  readonly pairs: readonly Pair[];
}

/** A pair that does not compile has a difference in the document, or is a fault. */
function explain(entry: string, pair: Pair, { api, printed, pairs }: Tried): void {
  const { received, sent, isOneModel, calls } = pair;
  const difference = isOneModel ? null : differenceOf(received, sent, api, schemasOf(api));
  const line = pairs.indexOf(pair) + 1;
  const error = printed.split('\n').find((each) => each.includes(`${file}(${line},`)) ?? '';
  const label = `${entry}: ${calls.join(' → ')}`;
  if (difference === null) {
    faults.push(`${label}: ${error}`);
    return;
  }
  const kind = difference.replace(/^[^:]*: /, '').replace(/^(?:"[^"]*"|\d+) is/, 'a value is');
  count(kind);
  if (mode === 'list') stdout.write(`${label}: ${difference}\n`);
}
