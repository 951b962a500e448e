/** A document as it is written → diagnostics on what its version does not allow, found beside the rest of a run. */
import { Worker } from 'node:worker_threads';
import type { JsonObject } from '../api/json.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import { ownModule } from '../own-file.ts';
import type { WrittenDocument } from './document.ts';
import type { CheckedFamily, CheckRequest } from './validate/schema-check.ts';
import type { Finding } from './validate/schema-findings.ts';

export interface ValidationOptions {
  /** This very text was checked before and nothing was found: nothing is done. */
  readonly knownValid: boolean;
  /** How long a check may take; `null`: as long as is sensible. */
  readonly budgetMs: number | null;
}

/** In process a document of this size takes less time than starting a thread for it. */
const smallText = 200_000;

const usualBudgetMs = 10_000;

const mostFindings = 50;

/** Never rejects: the check is advice, and a document that defeats it is said to be unchecked. */
export async function startValidation(
  written: WrittenDocument,
  options: ValidationOptions,
): Promise<readonly Report[]> {
  if (options.knownValid) return [];
  const family = checkedFamily(written.version);
  const place = written.placeOf('');
  if (family === null) {
    return [{ code: 'CW1051', message: `clientwright has no schema for version ${written.version}.`, place }];
  }
  const root = withPatchVersion(written.root, family);
  const findings = await check(root, family, options.budgetMs ?? usualBudgetMs);
  if (findings !== null) return reportsOf(findings, written);
  return [{ code: 'CW1051', message: 'The validation of the document took too long.', place }];
}

function checkedFamily(version: string): CheckedFamily | null {
  const family = version.slice(0, 3);
  return family === '2.0' || family === '3.0' || family === '3.1' ? family : null;
}

/** The schemas ask for `3.1.0` where `3.1` is written; that is not worth a finding. */
function withPatchVersion(root: JsonObject, family: CheckedFamily): JsonObject {
  return family === '2.0' ? { ...root, swagger: '2.0' } : { ...root, openapi: `${family}.0` };
}

/** `null`: not finished in time. */
async function check(
  root: JsonObject,
  family: CheckedFamily,
  budgetMs: number,
): Promise<readonly Finding[] | null> {
  const text = JSON.stringify(root);
  if (text.length > smallText) return checkInWorker({ text, family }, budgetMs);
  const { checkSchema } = await import('./validate/schema-check.ts');
  return checkSchema(root, family);
}

function checkInWorker(request: CheckRequest, budgetMs: number): Promise<readonly Finding[] | null> {
  const file = ownModule('generator/load/validate/schema-check-worker');
  const worker = new Worker(file, { workerData: request, resourceLimits: { maxOldGenerationSizeMb: 2048 } });
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(null), budgetMs);
    const finish = (findings: readonly Finding[] | null) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(findings);
    };
    worker.once('message', finish);
    worker.once('error', () => finish(null));
  });
}

function reportsOf(findings: readonly Finding[], { placeOf }: WrittenDocument): readonly Report[] {
  const shown = findings.slice(0, mostFindings);
  const reports = shown.map(({ pointer, message }): Report => ({
    code: 'CW1050',
    message,
    place: placeOf(pointer),
  }));
  const others = findings.length - shown.length;
  if (others === 0) return reports;
  return [
    ...reports,
    { code: 'CW1050', message: `The document has ${others} more findings of this kind.`, place: placeOf('') },
  ];
}
