/** Runs of the pipeline that write nothing. */
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { compareOutput } from './emit/compare.ts';
import { addDist } from './finish.ts';
import { build } from './generate.ts';
import { read } from './read.ts';
import type { CheckResult, GenerateOptions, ProgressListener, ReadResult } from './options.ts';
import { filesIn, startRun } from './run.ts';

/** Compares the package with the output folder. */
export async function check(options: GenerateOptions, progress?: ProgressListener): Promise<CheckResult> {
  const run = startRun(options, progress);
  const { files } = await addDist(run, await build(run));
  const compare = () => compareOutput(run.out, files ?? [], run.diagnostics);
  const differences = files === null ? [] : await run.stage('compare', compare, filesIn(files));
  const result = run.result();
  if (result.ok) run.memory.save();
  return { ...result, ok: result.ok && differences.length === 0, differences };
}

/** Texts of the package's files without `dist/`, by path; none after an error. */
export async function renderPackage(
  options: GenerateOptions,
): Promise<{ files: ReadonlyMap<string, string>; diagnostics: readonly Diagnostic[] }> {
  const run = startRun(options);
  const { files } = await build(run);
  const texts = (files ?? []).map(({ path, text }) => [path, text] as const);
  return { files: new Map(texts), diagnostics: run.result().diagnostics };
}

/** Loads and normalises only, for `--dump api` and for comparisons of two documents. */
export async function readApi(options: GenerateOptions, progress?: ProgressListener): Promise<ReadResult> {
  const run = startRun(options, progress);
  const api = await read(run);
  return { ...run.result(), api };
}
