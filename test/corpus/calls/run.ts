/**
 * Calls the operations of every document of the corpus:
 * `npm run test:corpus-calls -- [FILTER] [SHARD/SHARDS] [CHANGES] [OPERATIONS] [SEED]`.
 *
 * A part of `npm run test:corpus` that neither formats nor compiles, and thus takes a fraction of its time.
 * `FILTER` is a part of the path of documents, or the absolute path of any document. `SHARD` counts from 0.
 * `CHANGES` is the number of changed values of each response (default: 8). `OPERATIONS` limits the operations of a
 * document to a sample, which `SEED` chooses (default: all).
 */
import { argv, exit, stdout } from 'node:process';
import { importFiles } from '../../support/imported-package.ts';
import { documentsOf, pathOf } from '../../support/corpus.ts';
import { unwrittenPackage } from '../unwritten-package.ts';
import { readDocument } from './described-document.ts';
import type { CallablePackage } from './recorded-fetch.ts';
import { sampledPaths } from './sampled-paths.ts';
import { added, noCalls, sumsOf, textOfFaults, textOfSums, type CallSums } from './summary.ts';
import { triedDocument } from './tried-document.ts';

// Errors are what most calls end with: their stacks would take most of the time.
Error.stackTraceLimit = 0;

const [filter = '', shard = '0/1', changes = '8', operations = 'Infinity', seed = '1'] = argv.slice(2);
const [index = 0, shards = 1] = shard.split('/').map(Number);
const entries = documentsOf(filter).filter((_, position) => position % shards === index);
if (entries.length === 0) {
  stdout.write('No document is there (../shared/corpus): nothing was called.\n');
  exit(filter === '' ? 0 : 1);
}

let sums = noCalls;
let documents = 0;
for (const { entry } of entries) {
  const found = await calledOrNull(entry);
  if (found === null) continue;
  documents += 1;
  sums = added(sums, found);
  // The largest documents come last, and take as long as all others.
  if (documents % 25 === 0)
    stdout.write(`${documents} of ${entries.length} documents so far: ${textOfSums(sums)}`);
  if (found.faults.length > 0) stdout.write(`${entry}\n${textOfFaults(found.faults, 6)}`);
}
stdout.write(`${documents} documents: ${textOfSums(sums)}`);
exit(sums.faults.length === 0 ? 0 : 1);

/** `null`: the generator refuses the document, or it cannot be read here, which is printed. */
async function calledOrNull(entry: string): Promise<CallSums | null> {
  try {
    return await called(entry);
  } catch (error) {
    stdout.write(`not read: ${entry}: ${String(error).slice(0, 300)}\n`);
    return null;
  }
}

async function called(entry: string): Promise<CallSums | null> {
  const document = await readDocument(pathOf(entry));
  const paths = sampledPaths(document, { operations: Number(operations), seed });
  const made = await unwrittenPackage(entry, paths === null ? undefined : { paths });
  if (made === null) {
    stdout.write(`refused with a diagnostic: ${entry}\n`);
    return null;
  }
  const { api, names, files } = made;
  const exports = await importFiles<CallablePackage>(files);
  return sumsOf(entry, await triedDocument({ exports, api, names, document, changes: Number(changes) }));
}
