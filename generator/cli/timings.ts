/** What each stage took → a small table. */
import type { Timing } from '../options.ts';
import type { Context } from './context.ts';

/** On the standard error stream, as it is no part of the result. */
export function printTimings(timings: readonly Timing[], { environment, output }: Context): void {
  if (!output.timings || output.format === 'json') return;
  environment.stderr.write(timingTable(timings));
}

/** `normalise      12 ms      10 ms CPU`, a line a stage and their sum. */
function timingTable(timings: readonly Timing[]): string {
  const total = {
    stage: 'total',
    wallMs: timings.reduce((sum, { wallMs }) => sum + wallMs, 0),
    cpuMs: timings.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  };
  return [...timings, total].map(timingLine).join('');
}

function timingLine({ stage, wallMs, cpuMs }: { stage: string; wallMs: number; cpuMs: number }): string {
  return `  ${stage.padEnd(10)}${milliseconds(wallMs)}${milliseconds(cpuMs)} CPU\n`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`.padStart(11);
}
