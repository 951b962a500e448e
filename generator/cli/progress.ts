/** Shows the progress of a run in a terminal: output folder, stage, count and time. */
import type { Ora } from 'ora';
import type { ProgressListener, StageName } from '../options.ts';
import { coloursOf } from './environment.ts';
import type { Context } from './environment.ts';

export interface Progress {
  readonly listener: ProgressListener;
  /** Removes the progress. Call it before printing anything else. */
  readonly stop: () => void;
}

/** A run that ends sooner shows no progress: a spinner for an instant only flickers. */
const delayMs = 1000;

/** Shows nothing without a terminal: logs contain results only. `label` identifies the run. */
export function showProgress(label: string, context: Context): Progress {
  const { output, environment } = context;
  const isShown = environment.isTerminal.stderr && !output.quiet && output.format !== 'json';
  return isShown ? spinner(label, context) : silent;
}

const silent: Progress = { listener: () => undefined, stop: () => undefined };

/** Imports `ora` when the spinner appears: the import takes as long as a small run. */
function spinner(label: string, context: Context): Progress {
  const start = performance.now();
  let current = stageText('load');
  let shown: Ora | null = null;
  let stopped = false;
  const update = (): void => {
    if (shown !== null) shown.text = `${label}: ${current}, ${secondsSince(start)} s`;
  };
  const show = async (): Promise<void> => {
    const { default: ora } = await import('ora');
    if (stopped) return;
    shown = ora(spinnerOptions(context)).start();
    update();
  };
  const delay = setTimeout(() => void show(), delayMs);
  const clock = setInterval(update, 1000);
  return {
    listener: (stage, count) => {
      current = stageText(stage, count);
      update();
    },
    stop: () => {
      stopped = true;
      clearTimeout(delay);
      clearInterval(clock);
      shown?.stop();
    },
  };
}

/** Returns `format, 1,204 files`. */
function stageText(stage: StageName, count?: { readonly total: number; readonly unit: string }): string {
  return count === undefined ? stage : `${stage}, ${count.total.toLocaleString('en')} ${count.unit}`;
}

function secondsSince(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(0);
}

function spinnerOptions(context: Context): object {
  const isPlain = coloursOf('stderr', context).cyan('x') === 'x';
  return {
    stream: context.environment.stderr,
    discardStdin: false,
    isEnabled: true,
    ...(isPlain ? { color: false } : {}),
  };
}
