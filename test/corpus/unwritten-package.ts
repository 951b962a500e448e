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
  const rendered = await renderedDocument(entry, include);
  if (rendered === null) return null;
  const { api, files, plan } = rendered;
  const found = new Map<string, string>();
  for (const { path, text } of print({ files, plan, isPackage: true, importExtension: 'js' }))
    found.set(path, await text());
  return { api, names: await namesOf(plan), files: found };
}

/** The names alone: nothing is printed. `null`: the generator refuses the document with a diagnostic. */
export async function plannedNames(entry: string): Promise<Omit<UnwrittenPackage, 'files'> | null> {
  const rendered = await renderedDocument(entry);
  return rendered && { api: rendered.api, names: await namesOf(rendered.plan) };
}

type Rendered = NonNullable<Awaited<ReturnType<typeof renderAll>>['rendered']>;

async function renderedDocument(
  entry: string,
  include?: Selection,
): Promise<(Rendered & { readonly api: Api }) | null> {
  const run = startRun({
    ...defaults,
    spec: pathOf(entry),
    root: rootOf(entry),
    out: join(tmpdir(), 'nothing-is-written-here'),
    workingDirectory: import.meta.dirname,
    ...(include === undefined ? {} : { include }),
  });
  const { api, rendered } = await renderAll(run, readLedger(run.out, run.diagnostics));
  return rendered === null || api === null ? null : { ...rendered, api };
}

async function namesOf({ ledger }: Rendered['plan']): Promise<Names> {
  return ledgerNames(await ledgerFile(ledger).text());
}
