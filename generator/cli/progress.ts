/** Shows the progress of a run in a terminal: output folder, stage, count and time, on one line. */
import type { ProgressListener, StageName } from '../options.ts';
import { coloursOf } from './environment.ts';
import type { Context } from './environment.ts';

export interface Progress {
  readonly listener: ProgressListener;
  /** Removes the progress. Call it before printing anything else. */
  readonly stop: () => void;
}

/** A stage that starts sooner is not shown: most runs end before a reader could read the line. */
const delayMs = 500;

/** Shows nothing without a terminal: logs contain results only. `label` identifies the run. */
export function showProgress(label: string, context: Context): Progress {
  const { output, environment } = context;
  const isShown = environment.isTerminal.stderr && !output.quiet && output.format !== 'json';
  return isShown ? progressLine(label, context) : silent;
}

const silent: Progress = { listener: () => undefined, stop: () => undefined };

/**
 * A stage that computes leaves no time to a timer, so the line is drawn when the stage starts. Between the steps of
 * other stages, the timer keeps the time on the line.
 */
function progressLine(label: string, context: Context): Progress {
  const { stderr, env } = context.environment;
  const { cyan } = coloursOf('stderr', context);
  const start = Date.now();
  let current = stageText('load');
  let isDrawn = false;
  const draw = (): void => {
    const elapsed = Date.now() - start;
    if (elapsed < delayMs) return;
    isDrawn = true;
    const text = `${label}: ${current}, ${(elapsed / 1000).toFixed(0)} s`;
    const shown = text.slice(0, columnsOf(stderr) - 1);
    stderr.write(`${toLineStart(env)}${cyan(shown)}`);
  };
  const clock = setInterval(draw, delayMs);
  return {
    listener: (stage, count) => {
      current = stageText(stage, count);
      draw();
    },
    stop: () => {
      clearInterval(clock);
      if (isDrawn) stderr.write(toLineStart(env));
    },
  };
}

/** Moves to the start of the line and erases it. A dumb terminal erases nothing, and gets a line for each text. */
function toLineStart(env: Context['environment']['env']): string {
  return env['TERM'] === 'dumb' ? '\n' : '\r\u001B[K';
}

/** A longer line would wrap, and only its last part would be erased. */
function columnsOf(stream: object): number {
  return 'columns' in stream && typeof stream.columns === 'number' && stream.columns > 1
    ? stream.columns
    : 80;
}

/** Returns `format, 1,204 files`. */
function stageText(stage: StageName, count?: { readonly total: number; readonly unit: string }): string {
  return count === undefined ? stage : `${stage}, ${count.total.toLocaleString('en')} ${count.unit}`;
}
