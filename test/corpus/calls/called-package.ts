/** A document as text → the sums of the calls of its package, compared with what a document describes. */
import type { JsonObject } from '../../../generator/api/json.ts';
import { generatePackage } from '../../support/generated-package.ts';
import { importFiles } from '../../support/imported-package.ts';
import { ledgerNames } from '../pairs.ts';
import { documentOf, type DescribedDocument } from './described-document.ts';
import type { CallablePackage } from './recorded-fetch.ts';
import { sumsOf, type CallSums } from './summary.ts';
import { triedDocument } from './tried-document.ts';

interface Called {
  readonly spec: string;
  readonly specFile?: string;
  readonly document: DescribedDocument;
}

/** Calls the package of one text, and compares it with what a document describes. */
export async function called({ spec, specFile = 'spec.json', document }: Called): Promise<CallSums> {
  const { files, result } = await generatePackage({ spec, specFile, options: { build: false } });
  const ledger = files.get('.clientwright/names.json');
  if (result.api === null || ledger === undefined) throw new Error(JSON.stringify(result.diagnostics));
  const exports = await importFiles<CallablePackage>(files);
  const tried = { exports, api: result.api, names: ledgerNames(ledger), document, changes: 24 };
  return sumsOf(specFile, await triedDocument(tried));
}

export function compared(written: JsonObject, described = written): Promise<CallSums> {
  return called({ spec: JSON.stringify(written), document: documentOf(described) });
}
