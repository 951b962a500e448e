/** Lists that only look as if they came in pages → a message on each, the first time that it is generated. */
import type { Api } from '../api/api.ts';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { Ledger } from '../naming/ledger.ts';
import { camelCase, splitWords } from '../naming/words.ts';

/** Lists in the ledger were reported when they were new, and somebody has committed them. They are not reported again. */
export function reportNewLists(
  { api, ledger }: { readonly api: Api; readonly ledger: Ledger },
  diagnostics: DiagnosticCollector,
): void {
  for (const { id, pagination, place } of api.operations) {
    if (pagination?.isDetected !== true || ledger.names.has(`operation.pages.call:${id}`)) continue;
    const method = camelCase(splitWords(pagination.method));
    const message = `${JSON.stringify(id)} appears to be paginated: ${JSON.stringify(method)} returns all items.`;
    diagnostics.report({ code: 'CW2061', message, place });
  }
}
