/** Reports where a run does not keep a name of the ledger, and which old names remain. */
import type { Api } from '../api/api.ts';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { Ledger } from '../naming/ledger.ts';
import { typeIdentity } from './match-models.ts';
import { wordsFor } from './report-names.ts';
import type { RefusedName } from './resolve-names.ts';

/** Names that a person wrote in the ledger, or that another declaration has taken from it. */
export function reportRefusedNames(refused: readonly RefusedName[], diagnostics: DiagnosticCollector): void {
  for (const { request, wanted, got, why } of refused) {
    const place = request.of?.place ?? null;
    const name = JSON.stringify(wanted);
    const subject = `the ${wordsFor(request)} (${JSON.stringify(request.identity)})`;
    if (why === 'no identifier')
      diagnostics.report({
        code: 'CW3003',
        place,
        message: `The ledger names ${subject} ${name}, which is not an identifier.`,
      });
    else
      diagnostics.report({
        code: 'CW3004',
        place,
        message: `The ledger names ${subject} ${name}, which is taken. Its name is ${JSON.stringify(got)}.`,
      });
  }
}

export interface LedgerChange {
  readonly before: Ledger;
  readonly names: ReadonlyMap<string, string>;
  readonly api: Api;
}

/** One message for a type or a method that is gone; the names inside it follow from it. */
export function reportReleasedNames(
  { before, names, api }: LedgerChange,
  diagnostics: DiagnosticCollector,
): void {
  for (const [identity, name] of before.names) {
    if (names.has(identity) || !/^(?:model\.type|operation\.method):/.test(identity)) continue;
    const message = `The name ${JSON.stringify(name)} is released: ${JSON.stringify(identity)} is gone.`;
    diagnostics.report({ code: 'CW3006', message });
  }
  for (const { id, isAlias, place } of api.models) {
    const name = isAlias === true ? names.get(typeIdentity + id) : undefined;
    if (name === undefined) continue;
    const message = `The type ${JSON.stringify(name)} is an alias: its schema has another name now.`;
    diagnostics.report({ code: 'CW3007', message, place });
  }
}
