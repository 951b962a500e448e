/** The entry of the package: the public API of templates, and a run of the generator from code. */
import type { ApiRun } from './config/run-options.ts';
import type { CheckResult, GenerateResult, ProgressListener } from './options.ts';

export * from './index.ts';
export { defineConfig, type Config } from './config/config.ts';
export type { ApiRun } from './config/run-options.ts';
export type {
  CheckResult,
  Count,
  Difference,
  GenerateResult,
  ProgressListener,
  StageName,
  Timing,
} from './options.ts';
export { testTemplate, type TemplateTest, type TemplateTestOptions } from './test-template.ts';

/** Does the same as `clientwright generate`. The call loads the generator, so that a configuration file loads fast. */
export async function generate(run: ApiRun, progress?: ProgressListener): Promise<GenerateResult> {
  const [pipeline, { readApiRun }] = await Promise.all([
    import('./generate.ts'),
    import('./config/run-options.ts'),
  ]);
  const read = readApiRun(run);
  if (read.ok) return pipeline.generate(read.options, progress);
  const nothing = { api: null, written: [], removed: [], unchanged: 0 };
  return { ...refused, diagnostics: read.diagnostics, ...nothing };
}

/** Does the same as `clientwright check`. */
export async function check(run: ApiRun, progress?: ProgressListener): Promise<CheckResult> {
  const [pipeline, { readApiRun }] = await Promise.all([
    import('./dry-run.ts'),
    import('./config/run-options.ts'),
  ]);
  const read = readApiRun(run);
  if (read.ok) return pipeline.check(read.options, progress);
  return { ...refused, diagnostics: read.diagnostics, differences: [] };
}

const refused = { ok: false, sources: new Map(), timings: [] };
