/** A document → the files of its package as they are printed: neither formatted nor written. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Api } from '../../generator/api/api.ts';
import type { Selection } from '../../generator/api/selection.ts';
import { ledgerFile, readLedger } from '../../generator/emit/ledger.ts';
import { print } from '../../generator/emit/print.ts';
import { renderAll } from '../../generator/generate.ts';
import { startRun } from '../../generator/run.ts';
import { defaults } from '../support/generated-package.ts';
import { pathOf, rootOf } from '../support/corpus.ts';
import { ledgerNames, type Names } from './pairs.ts';

export interface UnwrittenPackage {
  readonly api: Api;
  readonly names: Names;
  readonly files: ReadonlyMap<string, string>;
}

/** `null`: the generator refuses the document with a diagnostic. */
export async function unwrittenPackage(entry: string, include?: Selection): Promise<UnwrittenPackage | null> {
  const run = startRun({
    ...defaults,
    spec: pathOf(entry),
    root: rootOf(entry),
    out: join(tmpdir(), 'nothing-is-written-here'),
    workingDirectory: import.meta.dirname,
    ...(include === undefined ? {} : { include }),
  });
  const { api, rendered } = await renderAll(run, readLedger(run.out, run.diagnostics));
  if (rendered === null || api === null) return null;
  const { files, plan } = rendered;
  const found = new Map<string, string>();
  for (const { path, text } of print({ files, plan, isPackage: true, importExtension: 'js' }))
    found.set(path, await text());
  return { api, names: ledgerNames(await ledgerFile(plan.ledger).text()), files: found };
}
