/** The pipeline, top to bottom: a document in, a package out. Read this file first. */
import type { Api } from './api/api.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { compareOutput } from './emit/compare.ts';
import { addDependencies } from './emit/dependencies.ts';
import type { OutputFile } from './emit/files.ts';
import { formatFiles } from './emit/format.ts';
import { ledgerFile, readLedger } from './emit/ledger.ts';
import { manifestHead } from './emit/manifest.ts';
import { packageIdentity } from './emit/package-identity.ts';
import { readPrevious } from './emit/previous.ts';
import { print } from './emit/print.ts';
import { render } from './emit/render.ts';
import { verify } from './emit/verify.ts';
import { recover } from './emit/write-recover.ts';
import { nothingWritten, writeOutput } from './emit/write.ts';
import { load } from './load/load.ts';
import { reportFindings, validate } from './load/validate/validate.ts';
import { normalise } from './normalise/normalise.ts';
import { represent } from './normalise/represent.ts';
import type {
  CheckResult,
  GenerateOptions,
  GenerateResult,
  ProgressListener,
  ReadResult,
} from './options.ts';
import { plan } from './plan/plan.ts';
import { type RunState, startRun } from './run.ts';
import { chooseTemplates } from './template/choose.ts';
import { builtInTemplates } from '../templates/index.ts';

/** Writes the package; after an error, or a warning under `strict`, the folder stays as it was. */
export async function generate(
  options: GenerateOptions,
  progress?: ProgressListener,
): Promise<GenerateResult> {
  const run = startRun(options, progress);
  await recover(run.out, run.diagnostics);
  const { api, files } = await build(run);
  if (files === null || !run.ok) return { ...run.result(), api, ...nothingWritten };
  const { out, inputs } = run;
  const manifest = manifestHead(api, options.spec);
  const request = { out, files, manifest, force: options.force, inputs: inputs() };
  const report = await run.stage('write', () => writeOutput(request, run.diagnostics));
  return { ...run.result(), api, ...report };
}

/** Compares the package with the output folder, and writes nothing. */
export async function check(options: GenerateOptions, progress?: ProgressListener): Promise<CheckResult> {
  const run = startRun(options, progress);
  const { files } = await build(run);
  const compare = () => compareOutput(run.out, files ?? [], run.diagnostics);
  const differences = files === null ? [] : await run.stage('compare', compare);
  const result = run.result();
  return { ...result, ok: result.ok && differences.length === 0, differences };
}

/** The files as they would be written, by path, in memory. */
export async function renderPackage(
  options: GenerateOptions,
): Promise<{ files: ReadonlyMap<string, string>; diagnostics: readonly Diagnostic[] }> {
  const run = startRun(options);
  const { files } = await build(run);
  const texts = (files ?? []).map(({ path, text }) => [path, text] as const);
  return { files: new Map(texts), diagnostics: run.result().diagnostics };
}

/** Loads and normalises only: the answer of `--dump api`. */
export async function readApi(options: GenerateOptions, progress?: ProgressListener): Promise<ReadResult> {
  const run = startRun(options, progress);
  const api = await read(run);
  return { ...run.result(), api };
}

/** `null`: an error stopped the run. */
async function build(run: RunState): Promise<{ api: Api | null; files: readonly OutputFile[] | null }> {
  const { diagnostics, options, out, stage } = run;
  const ledger = readLedger(out, diagnostics, options.out);
  const described = await read(run, ledger.operations);
  const previous = await readPrevious(out);
  const templates = chooseTemplates(builtInTemplates(), options.templates, diagnostics);
  if (described === null || diagnostics.hasErrors) return { api: described, files: null };
  const planned = await stage('plan', () => plan({ api: described, templates, ledger }, diagnostics));
  if (planned === null) return { api: described, files: null };
  const { api } = planned;
  const request = { api, plan: planned, package: packageIdentity(api, options) };
  const rendered = await stage('render', () =>
    addDependencies(render(request, diagnostics), planned, diagnostics),
  );
  const printed = await stage('print', () => [
    ...print({ files: rendered, plan: planned, importExtension: options.importExtension }),
    ledgerFile(planned.ledger),
  ]);
  if (diagnostics.hasErrors) return { api, files: null };
  const files = await stage('format', () => formatFiles(printed, previous, diagnostics));
  await stage('verify', () => verify({ printed, files, previous }, diagnostics));
  return { api, files: diagnostics.hasErrors ? null : files };
}

async function read(
  { options, diagnostics, sources, stage }: RunState,
  operationIds: ReadonlyMap<string, string> = new Map(),
): Promise<Api | null> {
  const document = await stage('load', () => load({ ...options, sources }, diagnostics));
  if (document === null) return null;
  const validation = validate(document.written, options.workingDirectory);
  const normalised = await stage('normalise', () =>
    normalise(document, { ...options, operationIds }, diagnostics),
  );
  const api = represent(normalised, options.types);
  await stage('validate', async () => reportFindings(await validation, diagnostics));
  return api;
}
