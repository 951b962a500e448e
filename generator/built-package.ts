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
  if (files === null || run.options.build !== true) return built;
  const dist = await run.stage('build', () => distFiles(files, previous, run.diagnostics), filesIn(files));
  return { ...built, files: run.diagnostics.hasErrors ? null : [...files, ...dist] };
}
