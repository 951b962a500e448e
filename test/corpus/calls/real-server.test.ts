/** Documents of OpenAPI 3.2 against an HTTP server: every operation is called, every response is answered. */
import { describe, expect, it } from 'vitest';
import { pathOf, usableDocuments } from '../../support/corpus.ts';
import { importFiles } from '../../support/imported-package.ts';
import { unwrittenPackage } from '../unwritten-package.ts';
import { answeringServer } from './answering-server.ts';
import { readDocument } from './described-document.ts';
import type { CallablePackage } from './recorded-fetch.ts';
import { sumsOf, type CallSums } from './summary.ts';
import { triedDocument } from './tried-document.ts';

async function calledOverHttp(entry: string): Promise<CallSums & { readonly described: number }> {
  const made = await unwrittenPackage(entry);
  if (made === null) throw new Error(`refused with a diagnostic: ${entry}`);
  const { api, names, files } = made;
  const exports = await importFiles<CallablePackage>(files);
  const document = await readDocument(pathOf(entry));
  await using wire = await answeringServer();
  const sums = sumsOf(entry, await triedDocument({ exports, api, names, document, changes: 2, wire }));
  return { ...sums, described: api.operations.length };
}

const documents = usableDocuments
  .filter(({ openapi }) => openapi.startsWith('3.2'))
  .map(({ entry }) => entry);

describe.skipIf(documents.length === 0)('OpenAPI 3.2 (skipped where ../shared/corpus is absent)', () => {
  it.each(documents)('%s is called as it describes', async (entry) => {
    const { described, operations, untried, faults } = await calledOverHttp(entry);
    expect({ operations, untried, faults }).toEqual({ operations: described, untried: 0, faults: [] });
  });
});
