/** Shows the progress of a run in a terminal: output folder, stage, count and time, on one line. */
import { visibleText } from '../diagnostics/visible-text.ts';
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
  let current = stageText('load');
  const line = liveLine((seconds) => `${label}: ${current}, ${seconds} s`, context);
  return {
    listener: (stage, count, template) => {
      current = template === undefined ? stageText(stage, count) : templateText(stage, template);
      if (template === undefined) line.draw();
      else line.drawNow();
    },
    stop: line.stop,
  };
}

/** Progress of several runs at once. */
export interface FleetProgress {
  readonly start: (label: string) => ProgressListener;
  readonly end: (label: string) => void;
  /** Call it before printing anything else. */
  readonly hide: () => void;
  readonly show: () => void;
  readonly stop: () => void;
}

/** Shows `3 of 50 done, 12 s: generated/orders: format, generated/stock: load`. */
export function showFleetProgress(total: number, context: Context): FleetProgress {
  const current = new Map<string, string>();
  let done = 0;
  const line = liveLine((seconds) => {
    const stages = [...current].map(([label, stage]) => `${label}: ${stage}`).join(', ');
    return `${done} of ${total} done, ${seconds} s: ${stages}`;
  }, context);
  return {
    start: (label) => {
      current.set(label, 'load');
      return (stage, count) => {
        current.set(label, stageText(stage, count));
        line.draw();
      };
    },
    end: (label) => {
      current.delete(label);
      done += 1;
      line.draw();
    },
    hide: line.hide,
    show: line.show,
    stop: line.stop,
  };
}

interface LiveLine {
  readonly draw: () => void;
  /** Draws although the run has just started: the next call may never return. */
  readonly drawNow: () => void;
  readonly hide: () => void;
  readonly show: () => void;
  readonly stop: () => void;
}

const silent: LiveLine = {
  draw: () => undefined,
  drawNow: () => undefined,
  hide: () => undefined,
  show: () => undefined,
  stop: () => undefined,
};

/**
 * A stage that computes leaves no time to a timer, so the line is drawn when the stage starts. Between the steps of
 * other stages, the timer keeps the time on the line.
 */
function liveLine(text: (seconds: string) => string, context: Context): LiveLine {
  const { output, environment } = context;
  if (!environment.isTerminal.stderr || output.quiet || output.format === 'json') return silent;
  const { stderr, env } = environment;
  const { cyan } = coloursOf('stderr', context);
  const start = Date.now();
  let [isDrawn, isHidden] = [false, false];
  const draw = (): void => {
    if (Date.now() - start >= delayMs) drawNow();
  };
  const drawNow = (): void => {
    const elapsed = Date.now() - start;
    if (isHidden) return;
    isDrawn = true;
    const shown = text((elapsed / 1000).toFixed(0)).slice(0, columnsOf(stderr) - 1);
    stderr.write(`${toLineStart(env)}${cyan(shown)}`);
  };
  const hide = (): void => {
    isHidden = true;
    if (isDrawn) stderr.write(toLineStart(env));
    isDrawn = false;
  };
  const show = (): void => {
    isHidden = false;
  };
  const clock = setInterval(draw, delayMs);
  return {
    draw,
    drawNow,
    hide,
    show,
    stop: () => {
      clearInterval(clock);
      hide();
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

/** Returns `render, template "routes"`. */
function templateText(stage: StageName, template: string): string {
  return `${stage}, template ${JSON.stringify(visibleText(template))}`;
}

/** Returns `format, 1,204 files`. */
function stageText(stage: StageName, count?: { readonly total: number; readonly unit: string }): string {
  return count === undefined ? stage : `${stage}, ${count.total.toLocaleString('en')} ${count.unit}`;
}
