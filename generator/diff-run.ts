/** Compares two documents through the pipeline: both are planned and rendered, and nothing is written. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Place } from './api/place.ts';
import { compareSides } from './diff/compare.ts';
import type { Change, Location } from './diff/change.ts';
import { lineOfDeclaration } from './diff/hunk-cause.ts';
import { reportOf, type DiffReport, type DocumentVersion } from './diff/report.ts';
import { type Side, sideOf } from './diff/side.ts';
import type { Sources } from './diagnostics/source.ts';
import { outputPath } from './emit/files.ts';
import { readLedger } from './emit/ledger.ts';
import { manifestHead } from './emit/manifest.ts';
import { renderAll } from './generate.ts';
import type { Ledger } from './naming/ledger.ts';
import type { DiffOptions, DiffResult, GenerateOptions, ProgressListener } from './options.ts';
import { startRun, type RunResult, type RunState } from './run.ts';

/** Returns a report of `null` where one of the documents cannot be read. */
export async function diff(options: DiffOptions, progress?: ProgressListener): Promise<DiffResult> {
  const oldRun = startRun(options.before, progress);
  const committed = readLedger(oldRun.out, oldRun.diagnostics, options.before.out);
  const before = await readSide(oldRun, committed);
  if (before === null) return failed(oldRun.result());
  const newRun = startRun(options.after, progress);
  // Both sides have the names of the old package, as the run that updates it does.
  const after = await readSide(newRun, before.ledger);
  if (after === null) return failed(newRun.result());
  const report = await newRun.stage('compare', async () => {
    const compared = reportOf(compareSides(before.side, after.side), options.policy, {
      before: versionOf(before.side, options.names.before),
      after: versionOf(after.side, options.names.after),
      generator: manifestHead(null, options.after.spec).generator,
    });
    const sources = { before: oldRun.sources, after: newRun.sources };
    return withLocations(compared, { sources, side: after.side, options: options.after });
  });
  return { ...newRun.result(), report };
}

function failed(result: RunResult): DiffResult {
  return { ...result, ok: false, report: null };
}

interface ReadSide {
  readonly side: Side;
  readonly ledger: Ledger;
}

async function readSide(run: RunState, ledger: Ledger): Promise<ReadSide | null> {
  const { rendered: all } = await renderAll(run, ledger);
  if (all === null || run.diagnostics.hasErrors) return null;
  const { plan: planned, files } = all;
  const statements = files.flatMap(({ content }) => (content.kind === 'code' ? content.statements : []));
  return { side: sideOf(planned, statements), ledger: planned.ledger };
}

function versionOf({ api }: Side, name: string): DocumentVersion {
  return { name, version: api.version, sha256: manifestHead(api, name).spec.sha256 };
}

interface LocationRequest {
  readonly sources: { readonly before: Sources; readonly after: Sources };
  readonly side: Side;
  readonly options: GenerateOptions;
}

/** A report shows lines of the worst changes. All others are found by their pointer. */
const mostLocated = 500;

async function withLocations(report: DiffReport, request: LocationRequest): Promise<DiffReport> {
  const { createLocator } = await import('./diagnostics/locate-document.ts');
  const finders = [request.sources.after, request.sources.before].map((sources) => {
    const locators = new Map([...sources].map(([file, source]) => [file, createLocator(source)] as const));
    return (place: Place | null): Location | null => {
      const position = place === null ? null : (place.position ?? locators.get(place.file)?.(place.pointer));
      return place === null ? null : { file: place.file, line: position?.line ?? null };
    };
  });
  const [inNew = () => null, inOld = () => null] = finders;
  const lineIn = outputLines(request);
  const changes = report.changes.map(async (change, index): Promise<Change> => {
    if (index >= mostLocated) return change;
    const { before, after } = change.places;
    const isGone = change.kind.endsWith('-removed') && before !== null;
    const document = isGone ? inOld(before) : (inNew(after) ?? inOld(before));
    return { ...change, document, output: await lineIn(change) };
  });
  return { ...report, changes: await Promise.all(changes) };
}

/** Lines in the package that is on disk, where it has the file. */
function outputLines({ options }: LocationRequest): (change: Change) => Promise<Location | null> {
  const out = resolve(options.workingDirectory, options.out);
  const texts = new Map<string, Promise<string | null>>();
  const textOf = (file: string): Promise<string | null> => {
    const known = texts.get(file) ?? readFile(join(out, file), 'utf8').catch(() => null);
    texts.set(file, known);
    return known;
  };
  return async ({ output, subject, path, subjectKind }) => {
    if (output === null) return null;
    const file = outputPath(output.file, { isPackage: options.package ?? true });
    const text = await textOf(file);
    const name = subject.split('.').at(-1) ?? subject;
    const member = subjectKind === 'model' ? (/^[^.[]+/.exec(path)?.[0] ?? null) : null;
    const line = text === null ? null : lineOfDeclaration(text, name, member);
    return { file: `${options.out}/${file}`, line };
  };
}
