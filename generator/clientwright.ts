/** The entry of the package: the public API of templates, and a run of the generator from code. */
import type { CheckResult, GenerateOptions, GenerateResult, ProgressListener } from './options.ts';

export * from './index.ts';
export { defineConfig } from './config/define-config.ts';
export type { Config } from './config/config.ts';
export type {
  CheckResult,
  Difference,
  GenerateOptions,
  GenerateResult,
  ProgressListener,
  StageName,
  Timing,
} from './options.ts';
export { testTemplate, type TemplateTest } from './test-template.ts';

/** As `clientwright generate`; the generator is loaded when it is called, so that a configuration file loads fast. */
export async function generate(
  options: GenerateOptions,
  progress?: ProgressListener,
): Promise<GenerateResult> {
  const pipeline = await import('./generate.ts');
  return pipeline.generate(options, progress);
}

/** As `clientwright check`. */
export async function check(options: GenerateOptions, progress?: ProgressListener): Promise<CheckResult> {
  const pipeline = await import('./generate.ts');
  return pipeline.check(options, progress);
}
