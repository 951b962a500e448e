/** Compares two documents through the pipeline, and explains every hunk between a committed package and the one that its document generates now. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Place } from './api/place.ts';
import type { Sources } from './diagnostics/source.ts';
import type { Change, Location } from './diff/change.ts';
import { compareSides } from './diff/compare.ts';
import { explainHunk, lineOfDeclaration } from './diff/hunk-cause.ts';
import { type DiffReport, type DocumentVersion, reportOf } from './diff/report.ts';
import { type Side, sideOf } from './diff/side.ts';
import { hunksOf } from './emit/compare.ts';
import { outputPath } from './emit/files.ts';
import { readLedger } from './emit/ledger.ts';
import { manifestHead } from './emit/manifest.ts';
import { changesPath, ledgerPath, manifestPath } from './emit/output-path.ts';
import { type PreviousOutput, readPrevious } from './emit/previous.ts';
import { builtPaths } from './emit/write-plan.ts';
import { build, renderAll } from './generate.ts';
import type { Ledger } from './naming/ledger.ts';
import type {
  Cause,
  DiffOptions,
  DiffResult,
  ExplainedHunk,
  ExplainOptions,
  Explanation,
  GenerateOptions,
  ProgressListener,
} from './options.ts';
import { type RunResult, type RunState, startRun } from './run.ts';

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

type Texts = ReadonlyMap<string, string>;

/** Returns `null` where one of the packages cannot be generated; `check` reports why. */
export async function explain(options: ExplainOptions): Promise<Explanation | null> {
  const { committed, current } = options;
  const old = startRun(committed);
  const before = readLedger(old.out, old.diagnostics);
  const present = textsOf(await readPrevious(startRun(current).out));
  const recorded = await readPrevious(old.out);
  const written = textsOf(recorded);
  const unchanged = await packageOf(committed);
  const expected = await packageOf(current);
  const isSameLedger = written.get(ledgerPath) === present.get(ledgerPath);
  const keptNames = isSameLedger ? expected : await packageOf(current, before);
  if (unchanged === null || keptNames === null || expected === null) return null;
  const { report } = await diff({ ...options, before: committed, after: current });
  const changes = report?.changes ?? [];
  const tool = toolCause(recorded.manifest, options);
  const steps: readonly Step[] = [
    { from: present, to: written, explain: editCause, isEdit: true },
    { from: written, to: unchanged, explain: () => tool },
    { from: unchanged, to: keptNames, explain: (hunk, file) => documentCause({ hunk, file, changes }) },
    {
      from: keptNames,
      to: expected,
      explain: () => ({ cause: 'ledger', detail: 'names were changed in the ledger' }),
    },
  ];
  const hunks: ExplainedHunk[] = [];
  for (const step of steps) hunks.push(...(await hunksOfStep(step, expected)));
  return { hunks };
}

interface CauseAndDetail {
  readonly cause: Cause;
  readonly detail: string;
}

interface Step {
  readonly from: Texts;
  readonly to: Texts;
  readonly explain: (hunk: string, file: string) => CauseAndDetail;
  /** A file that is as expected was generated, not edited. */
  readonly isEdit?: boolean;
}

/** These follow from all other files. */
const derived: ReadonlySet<string> = new Set([manifestPath, changesPath]);

async function hunksOfStep(
  { from, to, explain: why, isEdit }: Step,
  expected: Texts,
): Promise<readonly ExplainedHunk[]> {
  const files = [...new Set([...from.keys(), ...to.keys()])].filter((file) => !derived.has(file)).toSorted();
  const found: ExplainedHunk[] = [];
  for (const file of files) {
    const text = from.get(file) ?? null;
    if (isEdit === true && (text === null || text === expected.get(file) || !to.has(file))) continue;
    for (const hunk of await hunksOf(text, to.get(file) ?? null))
      found.push({ file, hunk, ...why(hunk, file) });
  }
  return found;
}

/** Without `dist/`, which follows from the other files. */
function textsOf(output: PreviousOutput): Texts {
  const built = builtPaths(output, [], []);
  const files = [...output.files].filter(([path]) => !built.has(path));
  return new Map(files.map(([path, { text }]) => [path, text]));
}

async function packageOf(
  options: GenerateOptions,
  ledger?: ReturnType<typeof readLedger>,
): Promise<Texts | null> {
  const { files } = await build(startRun(options), ledger);
  return files === null ? null : new Map(files.map(({ path, text }) => [path, text]));
}

function editCause(): CauseAndDetail {
  return { cause: 'edit', detail: 'the file was edited by hand' };
}

interface DocumentHunk {
  readonly hunk: string;
  readonly file: string;
  readonly changes: readonly Change[];
}

function documentCause({ hunk, file, changes }: DocumentHunk): CauseAndDetail {
  const detail = explainHunk(hunk, file, changes);
  return detail === null
    ? { cause: 'unexplained', detail: 'no change of the document is known; report it as a bug' }
    : { cause: 'document', detail };
}

/** The old document generates something else than was committed: what was used to generate it has changed. */
function toolCause(
  manifest: { readonly generator: string; readonly toolHash: string } | null,
  { inputs, current }: ExplainOptions,
): CauseAndDetail {
  const { generator, toolHash } = manifestHead(null, current.spec);
  if (manifest !== null && manifest.generator !== generator)
    return { cause: 'generator', detail: `written by ${manifest.generator}; this is ${generator}` };
  const [template] = inputs.templates;
  if (template !== undefined) return { cause: 'template', detail: `${inputs.templates.join(', ')} changed` };
  // A new `out` has no package of the revision.
  if (inputs.configuration !== null)
    return { cause: 'configuration', detail: `${inputs.configuration} changed` };
  if (manifest === null) return { cause: 'generator', detail: `${generator} has not written the package` };
  const reason = manifest.toolHash === toolHash ? 'its sources changed' : 'its formatter changed';
  return { cause: 'generator', detail: `${generator}: ${reason}` };
}
