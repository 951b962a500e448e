/** The pipeline, top to bottom: a document in, a package out. Read this file first. */
import type { Api } from './api/api.ts';
import { addDist, type BuiltPackage, finish } from './finish.ts';
import { changesPage } from './emit/changes-page.ts';
import type { RenderedFile } from './emit/files.ts';
import { formatFiles } from './emit/format.ts';
import { ledgerFile, readLedger } from './emit/ledger.ts';
import { readPrevious } from './emit/previous.ts';
import { print } from './emit/print.ts';
import { render } from './emit/render.ts';
import { verify } from './emit/verify.ts';
import { recover } from './emit/write-recover.ts';
import type { Ledger } from './naming/ledger.ts';
import type { GenerateOptions, GenerateResult, ProgressListener } from './options.ts';
import type { PackagePlan } from './plan/package-plan.ts';
import { plan } from './plan/plan.ts';
import { read } from './read.ts';
import { filesIn, operationsIn, type RunState, startRun } from './run.ts';
import { chooseTemplates } from './template/template.ts';
import { builtInTemplates } from '../templates/index.ts';

/** Writes the package. After an error, or a warning under `strict`, the folder is unchanged. */
export async function generate(
  options: GenerateOptions,
  progress?: ProgressListener,
): Promise<GenerateResult> {
  const run = startRun(options, progress);
  await recover(run.out, run.diagnostics);
  return finish(run, await addDist(run, await build(run)));
}

/** All stages up to the sources of the package. `given`: default is the ledger in the output folder. */
export async function build(run: RunState, given?: Ledger): Promise<BuiltPackage> {
  const { diagnostics, memory, options, out, stage } = run;
  const ledger = given ?? readLedger(out, diagnostics, options.out);
  const previous = await readPrevious(out);
  const { api, rendered } = await renderAll(run, ledger);
  if (rendered === null) return { api, files: null, previous };
  const { importExtension, package: isPackage = true } = options;
  const request = { files: rendered.files, plan: rendered.plan, isPackage, importExtension };
  const printAll = () => [...print(request), ledgerFile(rendered.plan.ledger)];
  const printed = await stage('print', printAll, filesIn(rendered.files));
  if (diagnostics.hasErrors) return { api, files: null, previous };
  const earlier = { previous, memory };
  const files = await stage('format', () => formatFiles(printed, earlier, diagnostics), filesIn(printed));
  await stage('verify', () => verify({ printed, files }, diagnostics), filesIn(files));
  if (diagnostics.hasErrors) return { api, files: null, previous };
  const changes = await stage('format', () => changesPage(previous, files, rendered.plan.api));
  return { api, files: changes === null ? files : [...files, changes], previous };
}

/** The package as data, before it is printed. */
export interface RenderedPackage {
  readonly plan: PackagePlan;
  readonly files: readonly RenderedFile[];
}

/** The stages up to `render`. `rendered` is `null` after an error. */
export async function renderAll(
  run: RunState,
  ledger: Ledger,
): Promise<{ api: Api | null; rendered: RenderedPackage | null }> {
  const { diagnostics, options, stage } = run;
  const described = await read(run, ledger);
  const templates = chooseTemplates(builtInTemplates(options.package), options.templates, diagnostics);
  if (described === null || diagnostics.hasErrors) return { api: described, rendered: null };
  const planned = await stage(
    'plan',
    () => plan({ api: described, templates, ledger }, diagnostics),
    operationsIn(described),
  );
  if (planned === null) return { api: described, rendered: null };
  const files = await stage(
    'render',
    () => render({ plan: planned, options, announce: run.announce }, diagnostics),
    filesIn(planned.files),
  );
  return { api: planned.api, rendered: { plan: planned, files } };
}
