/** Names that could not be had → messages that name both things in the words of the document. */
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import type { SymbolRequest } from '../template/plan.ts';
import type { ChangedName } from './resolve-names.ts';

/** Once for each thing: an operation may have the same trouble with its function and with its method. */
export function reportChangedNames(changed: readonly ChangedName[], diagnostics: DiagnosticCollector): void {
  const reports = new Map(changed.map(reportOf).map((report) => [report.message, report]));
  for (const report of reports.values()) diagnostics.report(report);
}

function reportOf({ request, wanted, got, why }: ChangedName): Report {
  const subject = `The ${wordsFor(request)}`;
  const outcome = `it is called ${JSON.stringify(got)}`;
  const common = { code: 'CW3001', place: request.of?.place ?? null } as const;
  switch (why.kind) {
    case 'unnamed':
      return { ...common, message: `${subject} has no letter that can stand in a name: ${outcome}.` };
    case 'reserved':
      return {
        ...common,
        message: `${subject} cannot be called ${JSON.stringify(wanted)}, which is reserved: ${outcome}.`,
      };
    case 'taken': {
      const message = `${subject} cannot be called ${JSON.stringify(wanted)}, as the ${wordsFor(why.by)} is: ${outcome}.`;
      return { ...common, message, related: relatedTo(why.by, `It is called ${JSON.stringify(wanted)}.`) };
    }
    case 'contested': {
      const message = `${subject} cannot be called ${JSON.stringify(wanted)}, because the ${wordsFor(why.by)} could be called the same: ${outcome}.`;
      return { ...common, message, related: relatedTo(why.by, 'The other one.') };
    }
  }
}

function relatedTo({ of: part }: SymbolRequest, message: string): NonNullable<Report['related']> {
  return part === undefined ? [] : [{ message, place: part.place }];
}

/** What a template declares by itself is a part of the package. */
function wordsFor({ of: part, name }: SymbolRequest): string {
  return part === undefined
    ? `${JSON.stringify(name)} of the package itself`
    : `${part.what} ${JSON.stringify(part.name)}`;
}
