/** The pipeline, top to bottom: a document in, a package out. Read this file first. */
import type { Api } from './api/api.ts';
import { changesPage } from './emit/changes-page.ts';
import type { OutputFile, RenderedFile } from './emit/files.ts';
import { formatFiles } from './emit/format.ts';
import { ledgerFile, readLedger } from './emit/ledger.ts';
import { manifestHead } from './emit/manifest.ts';
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
import type { Ledger } from './naming/ledger.ts';
import type { GenerateOptions, GenerateResult, ProgressListener } from './options.ts';
import type { PackagePlan } from './plan/package-plan.ts';
import { plan } from './plan/plan.ts';
import { type RunState, startRun } from './run.ts';
import { chooseTemplates } from './template/choose.ts';
import { builtInTemplates } from '../templates/index.ts';

/** Writes the package. After an error, or a warning under `strict`, the folder is unchanged. */
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

/** All stages but the last. `files` is `null` after an error. `given`: default is the ledger in the output folder. */
export async function build(
  run: RunState,
  given?: Ledger,
): Promise<{ api: Api | null; files: readonly OutputFile[] | null }> {
  const { diagnostics, options, out, stage } = run;
  const ledger = given ?? readLedger(out, diagnostics, options.out);
  const previous = await readPrevious(out);
  const { api, rendered: all } = await renderAll(run, ledger);
  if (all === null) return { api, files: null };
  const { planned, rendered } = all;
  const { importExtension } = options;
  const printed = await stage('print', () => [
    ...print({ files: rendered, plan: planned, importExtension }),
    ledgerFile(planned.ledger),
  ]);
  if (diagnostics.hasErrors) return { api, files: null };
  const files = await stage('format', () => formatFiles(printed, previous, diagnostics));
  await stage('verify', () => verify({ printed, files, previous }, diagnostics));
  if (diagnostics.hasErrors) return { api, files: null };
  const changes = await stage('format', () => changesPage(previous, files, planned.api));
  return { api, files: changes === null ? files : [...files, changes] };
}

/** The package as data, before it is printed. */
export interface RenderedPackage {
  readonly planned: PackagePlan;
  readonly rendered: readonly RenderedFile[];
}

/** The stages up to `render`. `rendered` is `null` after an error. */
export async function renderAll(
  run: RunState,
  ledger: Ledger,
): Promise<{ api: Api | null; rendered: RenderedPackage | null }> {
  const { diagnostics, options, stage } = run;
  const described = await read(run, ledger.operations);
  const templates = chooseTemplates(builtInTemplates(), options.templates, diagnostics);
  if (described === null || diagnostics.hasErrors) return { api: described, rendered: null };
  const planned = await stage('plan', () => plan({ api: described, templates, ledger }, diagnostics));
  if (planned === null) return { api: described, rendered: null };
  const rendered = await stage('render', () => render({ plan: planned, options }, diagnostics));
  return { api: planned.api, rendered: { planned, rendered } };
}

/** The first two stages. `operationIds`: ids of the ledger, by method and path. */
export async function read(
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
