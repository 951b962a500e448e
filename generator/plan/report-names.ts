/** Reports names that differ from the document, names of the ledger that a run does not keep, and lists that only look like pages. */
import type { Api, Model } from '../api/api.ts';
import type { DiagnosticCollector, Report } from '../diagnostics/diagnostic.ts';
import type { Ledger } from '../naming/ledger.ts';
import { camelCase, splitWords } from '../naming/words.ts';
import type { SymbolRequest } from '../template/plan.ts';
import { typeIdentity } from './match-models.ts';
import type { ChangedName, RefusedName } from './resolve-names.ts';

/** Reports each declaration once: an operation may want a name for its function and for its method. */
export function reportChangedNames(changed: readonly ChangedName[], diagnostics: DiagnosticCollector): void {
  const reports = changed.map(reportOf).filter((report) => report !== null);
  const byMessage = new Map(reports.map((report) => [report.message, report]));
  for (const report of byMessage.values()) diagnostics.report(report);
}

/** Returns `null` where the name explains itself: `ErrorModel` in place of `Error`, or the types of a module. */
function reportOf({ request, wanted, got, why }: ChangedName): Report | null {
  if (request.isModule === true) return null;
  const subject = `The ${wordsFor(request)}`;
  const outcome = `is named ${JSON.stringify(got)}`;
  const common = { code: 'CW3001', place: request.of?.place ?? null } as const;
  switch (why.kind) {
    case 'unnamed':
      return { ...common, message: `${subject} has no ASCII letter or digit, and ${outcome}.` };
    case 'reserved':
      return null;
    case 'taken': {
      const message = `${subject} ${outcome}: ${JSON.stringify(wanted)} is the name of the ${wordsFor(why.by)}.`;
      const related = relatedTo(why.by, `${JSON.stringify(wanted)} is declared here.`);
      return { ...common, message, related };
    }
    case 'contested': {
      const message = `${subject} ${outcome}: the ${wordsFor(why.by)} could have the name ${JSON.stringify(wanted)} too.`;
      return { ...common, message, related: relatedTo(why.by, 'The other declaration.') };
    }
  }
}

function relatedTo({ of: part }: SymbolRequest, message: string): NonNullable<Report['related']> {
  return part === undefined ? [] : [{ message, place: part.place }];
}

/** A declaration without a part of the document belongs to the package. */
function wordsFor({ of: part, name }: SymbolRequest): string {
  return part === undefined
    ? `${JSON.stringify(name)} of the package itself`
    : `${part.what} ${JSON.stringify(part.name)}`;
}

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

interface LedgerChange {
  readonly before: Ledger;
  readonly names: ReadonlyMap<string, string>;
  readonly api: Api;
}

/** One message for a type or a method that is gone. What belongs to it follows from it, and is reported where it goes alone. */
export function reportReleasedNames(
  { before, names, api }: LedgerChange,
  diagnostics: DiagnosticCollector,
): void {
  for (const [identity, name] of before.names) {
    if (names.has(identity) || !isReleasedAlone(identity, names)) continue;
    const message = `The name ${JSON.stringify(name)} is released: ${JSON.stringify(identity)} is gone.`;
    diagnostics.report({ code: 'CW3006', message });
  }
  for (const model of api.models) {
    const report = reportOfAlias(model, { before, names });
    if (report !== null) diagnostics.report({ ...report, place: model.place });
  }
}

/** `null`: neither is the name an alias, nor was it one. */
function reportOfAlias(
  { id, isAlias }: Model,
  { before, names }: Pick<LedgerChange, 'before' | 'names'>,
): Report | null {
  const name = JSON.stringify(names.get(typeIdentity + id) ?? id);
  if (isAlias === true)
    return { code: 'CW3007', message: `The type ${name} is an alias: its schema has another name now.` };
  if (!before.aliases.has(id)) return null;
  const message = `The name ${name} is released: it was an alias, and ${JSON.stringify(id)} is a schema again.`;
  return { code: 'CW3006', message };
}

/** The values of an enumeration that is one no more, or the pages of a call that has other results. */
function isReleasedAlone(identity: string, names: ReadonlyMap<string, string>): boolean {
  if (/^(?:model\.type|operation\.method):/.test(identity)) return true;
  const [, kind = '', id = ''] = /^(model\.values|operation\.pages\.method):(.+)$/.exec(identity) ?? [];
  return names.has(`${kind === 'model.values' ? 'model.type' : 'operation.method'}:${id}`);
}

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
