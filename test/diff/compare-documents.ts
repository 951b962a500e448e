/** Two documents → the report of their differences, as a run makes it. */
import { diff } from '../../generator/diff-run.ts';
import type { Change } from '../../generator/diff/change.ts';
import type { ReviewPolicy } from '../../generator/diff/policy.ts';
import type { DiffReport } from '../../generator/diff/report.ts';
import type { GenerateOptions } from '../../generator/options.ts';
import { defaults, withFolder } from '../support/generated-package.ts';

export const today = '2026-11-29';

export interface ComparisonRequest {
  readonly policy?: Partial<ReviewPolicy>;
  readonly options?: Partial<GenerateOptions>;
}

/** The documents are values or texts. */
export async function compareDocuments(
  before: unknown,
  after: unknown,
  { policy, options }: ComparisonRequest = {},
): Promise<DiffReport> {
  const texts = new Map([
    ['old.json', textOf(before)],
    ['new.json', textOf(after)],
  ]);
  return withFolder(texts, async (folder) => {
    const of = (spec: string): GenerateOptions => ({
      ...defaults,
      spec,
      workingDirectory: folder,
      ...options,
    });
    const result = await diff({
      before: of('old.json'),
      after: of('new.json'),
      names: { before: 'old.json', after: 'new.json' },
      policy: { severity: new Map(), ignored: [], today, ...policy },
    });
    if (result.report === null) throw new Error(JSON.stringify(result.diagnostics));
    return result.report;
  });
}

function textOf(document: unknown): string {
  return typeof document === 'string' ? document : JSON.stringify(document, null, 2);
}

/** `response Order.status: Value "held" added` */
export function linesOf(changes: readonly Change[]): readonly string[] {
  return changes
    .filter(({ severity }) => severity !== 'docs')
    .map(({ direction, subject, path, message }) => {
      const way = direction === null ? '' : `${direction} `;
      return `${way}${subject}${path === '' ? '' : ` ${path}`}: ${message}`;
    });
}
