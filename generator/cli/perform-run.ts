/** One run of a stage: measured, and remembered if it left a whole package. */
import { hrtime } from 'node:process';
import type { RunFlags } from '../config/run-options.ts';
import type { Run } from '../config/runs.ts';
import type { Environment } from './environment.ts';
import { rememberRun } from './remembered-runs.ts';
import type { Findings } from './report.ts';

interface PerformedRun {
  readonly run: Run;
  readonly flags: RunFlags;
  readonly environment: Environment;
  /** `true`: the same run may end with hashes. */
  readonly isRemembered: boolean;
}

export async function performRun<Result extends Findings & { readonly ok: boolean }>(
  { run, flags, environment, isRemembered }: PerformedRun,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly seconds: number }> {
  const start = now();
  const result = await work();
  const seconds = now() - start;
  if (result.ok && isRemembered) await rememberRun(run, flags, { findings: result, environment });
  return { result, seconds };
}

/** Seconds of a clock that never goes back. Loading `performance` would take 4 ms. */
export function now(): number {
  return Number(hrtime.bigint()) / 1e9;
}
