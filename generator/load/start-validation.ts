/** Validates a document against the schema of its version, and drops the findings that another stage reported. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { hashText } from '../api/hash.ts';
import type { JsonObject } from '../api/json.ts';
import type { Place } from '../api/place.ts';
import type { DiagnosticCode } from '../diagnostics/catalogue.ts';
import type { Diagnostic, DiagnosticCollector, Report } from '../diagnostics/diagnostic.ts';
import { ownModule } from '../own-file.ts';
import type { WrittenDocument } from './document.ts';
import { checkedFamilies, type CheckedFamily, type CheckRequest } from './validate/schema-check.ts';
import type { Finding } from './validate/schema-findings.ts';

interface ValidationOptions {
  /** This very text was checked before and nothing was found: nothing is done. */
  readonly knownValid: boolean;
  /** How long a check may take; `null`: as long as is sensible. */
  readonly budgetMs: number | null;
  /** What `checkedText` returns, where it is known: a large document takes long to print. */
  readonly text?: string;
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
  const place = written.placeOf('');
  const text = options.text ?? checkedText(written);
  const findings = await check(written, text, options.budgetMs ?? usualBudgetMs);
  if (findings !== null) return reportsOf(findings, written);
  return [{ code: 'CW1051', message: 'The validation of the document took too long.', place }];
}

/** Loading accepts no other version. */
function checkedFamily(version: string): CheckedFamily {
  return checkedFamilies.find((family) => version.startsWith(family)) ?? '3.2';
}

/** The schemas ask for `3.1.0` where `3.1` is written; that is not worth a finding. */
function withPatchVersion(root: JsonObject, family: CheckedFamily): JsonObject {
  return family === '2.0' ? { ...root, swagger: '2.0' } : { ...root, openapi: `${family}.0` };
}

/** The document as it is checked. */
function checkedText({ root, version }: WrittenDocument): string {
  return JSON.stringify(withPatchVersion(root, checkedFamily(version)));
}

/** `null`: not finished in time. */
async function check(
  { root, version }: WrittenDocument,
  text: string,
  budgetMs: number,
): Promise<readonly Finding[] | null> {
  const family = checkedFamily(version);
  if (text.length > smallText) return checkInWorker({ text, family }, budgetMs);
  const { checkSchema } = await import('./validate/schema-check.ts');
  return checkSchema(withPatchVersion(root, family), family);
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

/** A fault is reported once: by the stage that knows its consequence. */
export function unreportedFindings(
  findings: readonly Report[],
  reported: readonly Diagnostic[],
): readonly Report[] {
  if (findings.length === 0) return findings;
  const known = new Set(reported.filter(({ code }) => sameFaults.has(code)).map(({ place }) => keyOf(place)));
  const leftOut = new Set(reported.filter(({ code }) => code === 'CW2002').map(({ place }) => keyOf(place)));
  return findings.filter(
    ({ place = null }) =>
      !known.has(keyOf(place)) && !ancestorsOf(place).some((ancestor) => leftOut.has(keyOf(ancestor))),
  );
}

/** Codes that repeat a schema finding at the same place: the value is not what it has to be. */
const sameFaults: ReadonlySet<DiagnosticCode> = new Set([
  'CW1025',
  'CW2002',
  'CW2005',
  'CW2006',
  'CW2007',
  'CW2010',
]);

/** Without the whole document: a finding about that is no fault of its parts. */
function ancestorsOf(place: Place | null): readonly Place[] {
  if (place === null) return [];
  const steps = place.pointer.split('/').slice(1);
  return steps.slice(1).map((_, index) => ({
    ...place,
    pointer: `/${steps.slice(0, index + 1).join('/')}`,
  }));
}

function keyOf(place: Place | null): string {
  return place === null ? '' : `${place.file}#${place.pointer}`;
}

/** Starts at once and needs no other stage, so that a thread can check a large document beside the rest of a run. */
export async function validate(
  written: WrittenDocument,
  workingDirectory: string,
): Promise<readonly Report[]> {
  const text = checkedText(written);
  const verdict = recallVerdict(`${checkVersion} ${written.version} ${text}`, workingDirectory);
  if (verdict.isKnownValid) return [];
  const findings = await startValidation(written, { knownValid: false, budgetMs: null, text });
  if (findings.length === 0) verdict.remember();
  return findings;
}

/** Reports each fault that no other stage has reported: those name the consequence of a fault. */
export function reportFindings(findings: readonly Report[], diagnostics: DiagnosticCollector): void {
  for (const finding of unreportedFindings(findings, diagnostics.all)) diagnostics.report(finding);
}

interface Verdict {
  readonly isKnownValid: boolean;
  /** To be called once nothing was found; a cache that cannot be written is no fault. */
  readonly remember: () => void;
}

/** A new number makes all that was remembered void: for when the check itself finds more. */
const checkVersion = 4;

/** Kept where tools of a project keep such things, and nowhere else: without `node_modules` nothing is kept. */
function recallVerdict(checked: string, workingDirectory: string): Verdict {
  const modules = join(workingDirectory, 'node_modules');
  if (!existsSync(modules)) return { isKnownValid: false, remember: () => undefined };
  const folder = join(modules, '.cache', 'clientwright');
  const file = join(folder, `valid-${hashText(checked)}`);
  return { isKnownValid: existsSync(file), remember: () => markValid(folder, file) };
}

function markValid(folder: string, file: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, '');
  } catch {
    // A folder that cannot be written to: the next run checks again.
  }
}
