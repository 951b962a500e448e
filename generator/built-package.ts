/** The stage between the sources of a package and the write: adds `dist/`. */
import type { Api } from './api/api.ts';
import { distFiles } from './emit/dist.ts';
import type { OutputFile } from './emit/files.ts';
import type { PreviousOutput } from './emit/previous.ts';
import { filesIn, type RunState } from './run.ts';

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
