/** Reports names that differ from the document, with both declarations that want a name. */
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import type { SymbolRequest } from '../template/plan.ts';
import type { ChangedName } from './resolve-names.ts';

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
export function wordsFor({ of: part, name }: SymbolRequest): string {
  return part === undefined
    ? `${JSON.stringify(name)} of the package itself`
    : `${part.what} ${JSON.stringify(part.name)}`;
}
