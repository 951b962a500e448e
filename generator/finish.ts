/** The last stages of the pipeline: `dist/` is added to the sources, and the files are written, all or none. */
import type { Api } from './api/api.ts';
import { distFiles } from './emit/dist.ts';
import type { OutputFile } from './emit/files.ts';
import { manifestHead } from './emit/manifest.ts';
import type { PreviousOutput } from './emit/previous.ts';
import { nothingWritten, writeOutput } from './emit/write.ts';
import type { GenerateResult } from './options.ts';
import { filesIn, type RunState } from './run.ts';

/** Writes nothing after an error, or after a warning under `strict`. */
export async function finish(run: RunState, { api, files, previous }: BuiltPackage): Promise<GenerateResult> {
  if (api === null || files === null || !run.ok) return { ...run.result(), api, ...nothingWritten };
  const { spec, force } = run.options;
  const manifest = manifestHead(api, spec);
  const request = { out: run.out, files, manifest, force, inputs: run.inputs(), previous };
  const report = await run.stage('write', () => writeOutput(request, run.diagnostics), filesIn(files));
  if (run.ok) run.memory.save();
  return { ...run.result(), api, ...report };
}

export interface BuiltPackage {
  readonly api: Api | null;
  /** `null` after an error. */
  readonly files: readonly OutputFile[] | null;
  readonly previous: PreviousOutput;
}

/** Returns the same package if the options do not ask for `dist/`. */
export async function addDist(run: RunState, built: BuiltPackage): Promise<BuiltPackage> {
  const { files, previous } = built;
  const { diagnostics, memory } = run;
  if (files === null || run.options.build !== true) return built;
  const make = () => distFiles(files, { previous, memory }, diagnostics);
  const dist = await run.stage('build', make, filesIn(files));
  return { ...built, files: diagnostics.hasErrors ? null : [...files, ...dist] };
}
