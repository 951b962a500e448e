/** Changes as annotations of a pull request, beside the line of the document. */
import type { Annotation } from '../../diagnostics/print-github.ts';
import type { ChangeSeverity } from '../change.ts';
import type { DiffReport } from '../report.ts';
import { rowsOf, severityWords } from './rows.ts';

/** GitHub shows ten annotations of each severity. Compatible changes and documentation get none. */
export function annotationsOf(report: DiffReport, folder: string): readonly Annotation[] {
  return rowsOf(report.changes)
    .filter(({ severity, change }) => severity in levels && change.allowance === null)
    .map(({ severity, where, message, advice, reach, notes, change }) => {
      const details = [...(reach === '' ? [] : [reach]), ...notes].join(', ');
      const text = `${where}: ${message}${details === '' ? '' : ` (${details})`}.`;
      return {
        severity: levels[severity] ?? 'info',
        title: `API change: ${severityWords[severity]}`,
        message: advice === null ? text : `${text} ${advice}`,
        file: change.document === null ? null : folder + change.document.file,
        line: change.document?.line ?? null,
        column: null,
      };
    });
}

const levels: Readonly<Partial<Record<ChangeSeverity, Annotation['severity']>>> = {
  source: 'error',
  wire: 'error',
  soft: 'warning',
};
