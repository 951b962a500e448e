/** The last stage of the pipeline: writes the files of a package, all or none. */
import type { BuiltPackage } from './built-package.ts';
import { manifestHead } from './emit/manifest.ts';
import { nothingWritten, writeOutput } from './emit/write.ts';
import type { GenerateResult } from './options.ts';
import { filesIn, type RunState } from './run.ts';

/** Writes nothing after an error, or after a warning under `strict`. */
export async function finish(run: RunState, { api, files }: BuiltPackage): Promise<GenerateResult> {
  if (api === null || files === null || !run.ok) return { ...run.result(), api, ...nothingWritten };
  const { spec, force } = run.options;
  const manifest = manifestHead(api, spec);
  const request = { out: run.out, files, manifest, force, inputs: run.inputs() };
  const report = await run.stage('write', () => writeOutput(request, run.diagnostics), filesIn(files));
  if (run.ok) run.memory.save();
  return { ...run.result(), api, ...report };
}
