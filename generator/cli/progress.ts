/** The stages of a run → a spinner on a terminal, a line now and then in a log, or nothing. */
import type { Ora } from 'ora';
import type { ProgressListener, StageName } from '../options.ts';
import type { Context } from './context.ts';
import { coloursOf } from './context.ts';

/** The listener is for the pipeline, the end for who called it. */
export interface Progress {
  readonly listener: ProgressListener;
  /** Takes the spinner away; to be called before anything else is printed. */
  readonly stop: () => void;
}

/** A spinner that comes and goes at once only flickers. */
const spinnerDelayMs = 300;
/** A log needs a sign of life, not a line for each stage of a fast run. */
const lineDelayMs = 2000;

/** `label` names the run: its output folder. */
export function showProgress(label: string, context: Context): Progress {
  if (context.output.quiet || context.output.format === 'json') return silent;
  return context.environment.isTerminal.stderr ? spinner(label, context) : lines(label, context);
}

const silent: Progress = { listener: () => undefined, stop: () => undefined };

/** `ora` is loaded only once it is needed: that takes as long as a small run. */
function spinner(label: string, context: Context): Progress {
  let stage: StageName = 'load';
  let stopped = false;
  let shown: Ora | null = null;
  const show = async (): Promise<void> => {
    const { default: ora } = await import('ora');
    if (stopped) return;
    shown = ora({ ...spinnerOptions(context), text: stageText(label, stage) }).start();
  };
  const timer = setTimeout(() => void show(), spinnerDelayMs);
  return {
    listener: (next) => {
      stage = next;
      if (shown !== null) shown.text = stageText(label, stage);
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      shown?.stop();
    },
  };
}

function spinnerOptions(context: Context): object {
  const plain = coloursOf('stderr', context).cyan('x') === 'x';
  return {
    stream: context.environment.stderr,
    discardStdin: false,
    isEnabled: true,
    ...(plain ? { color: false } : {}),
  };
}

function lines(label: string, { environment }: Context): Progress {
  let last = performance.now();
  return {
    listener: (stage) => {
      const now = performance.now();
      if (now - last < lineDelayMs) return;
      last = now;
      environment.stderr.write(`${stageText(label, stage)}\n`);
    },
    stop: () => undefined,
  };
}

function stageText(label: string, stage: StageName): string {
  return `${label}: ${stage}`;
}
