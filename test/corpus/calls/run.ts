/**
 * Calls every operation of every document of the corpus: `npm run test:corpus-calls -- [FILTER] [SHARD/SHARDS] [CHANGES]`.
 *
 * A part of `npm run test:corpus` that neither formats nor compiles, and thus takes a fraction of its time.
 * `SHARD` counts from 0. `CHANGES` is the number of changed values of each response (default: 8).
 */
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { argv, exit, stdout } from 'node:process';
import { ledgerFile, readLedger } from '../../../generator/emit/ledger.ts';
import { print } from '../../../generator/emit/print.ts';
import { renderAll } from '../../../generator/generate.ts';
import type { GenerateOptions } from '../../../generator/options.ts';
import { startRun } from '../../../generator/run.ts';
import { defaults } from '../../support/generated-package.ts';
import { importFiles } from '../../support/imported-package.ts';
import { ledgerNames } from '../pairs.ts';
import { readDocument } from './described-document.ts';
import type { CallablePackage } from './recorded-fetch.ts';
import { added, noCalls, sumsOf, textOfFaults, textOfSums, type CallSums } from './summary.ts';
import { triedDocument } from './tried-document.ts';

const corpus = join(import.meta.dirname, '../../../../shared/corpus');

interface Entry {
  readonly entry: string;
  readonly kind: string;
  readonly bytes: number;
}

if (!existsSync(corpus)) {
  stdout.write('The corpus is not here (../shared/corpus): nothing was called.\n');
  exit(0);
}

// Errors are what most calls end with: their stacks would take most of the time.
Error.stackTraceLimit = 0;

const [filter = '', shard = '0/1', changes = '8'] = argv.slice(2);
const [index = 0, shards = 1] = shard.split('/').map(Number);
const manifest: readonly Entry[] = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8'));
const entries = manifest
  .filter(({ entry, kind }) => typeof entry === 'string' && kind !== 'invalid-fixture')
  .filter(({ entry }) => entry.includes(filter))
  .filter((_, position) => position % shards === index)
  .toSorted((a, b) => a.bytes - b.bytes);

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
  const run = startRun(optionsFor(entry));
  const { api, rendered } = await renderAll(run, readLedger(run.out, run.diagnostics));
  if (rendered === null || api === null) {
    stdout.write(`refused with a diagnostic: ${entry}\n`);
    return null;
  }
  const printed = print({
    files: rendered.files,
    plan: rendered.plan,
    isPackage: true,
    importExtension: 'js',
  }).filter(({ path }) => path.endsWith('.ts'));
  const files = new Map<string, string>();
  for (const { path, text } of printed) files.set(path, await text());
  const names = ledgerNames(await ledgerFile(rendered.plan.ledger).text());
  const exports = await importFiles<CallablePackage>(files);
  const document = await readDocument(join(corpus, entry));
  return sumsOf(entry, await triedDocument({ exports, api, names, document, changes: Number(changes) }));
}

function optionsFor(entry: string): GenerateOptions {
  return {
    ...defaults,
    spec: join(corpus, entry),
    // A document of several files has a folder of its own below that of its kind.
    root: join(corpus, ...dirname(entry).split('/').slice(0, 2)),
    out: join(tmpdir(), 'nothing-is-written-here'),
    workingDirectory: import.meta.dirname,
  };
}
