/** Messages between the command and the processes in which it works on several APIs. */
import type { RunFlags } from '../config/run-options.ts';
import type { Run } from '../config/runs.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CheckResult, Count, GenerateResult, StageName } from '../options.ts';

/** Work of a process on one API. */
export interface WorkerTask {
  readonly stage: 'generate' | 'check';
  readonly flags: RunFlags;
  /** Folder that relative paths of the command line start from. */
  readonly cwd: string;
  /** Without templates: they are functions, which a message cannot contain. */
  readonly run: Run;
  /** `true`: the process loads the configuration for its templates. */
  readonly hasTemplates: boolean;
}

/** A result without the API model, which no report needs. */
export type WorkerResult = GenerateResult | CheckResult;

export type WorkerMessage =
  { readonly kind: 'stage'; readonly stage: StageName; readonly count?: Count } | WorkerAnswer;

/** The last message about a task. */
export type WorkerAnswer =
  | { readonly kind: 'done'; readonly result: WorkerResult; readonly seconds: number }
  /** The work threw, or could not start. */
  | { readonly kind: 'failed'; readonly diagnostics: readonly Diagnostic[] };

export function taskOf(
  run: Run,
  { stage, flags, cwd }: Pick<WorkerTask, 'stage' | 'flags' | 'cwd'>,
): WorkerTask {
  const { options } = run;
  return {
    stage,
    flags,
    cwd,
    run: { ...run, options: { ...options, templates: [] } },
    hasTemplates: options.templates.length > 0,
  };
}

/** Only this program is on the other side, so the parts of a message are not looked at. */
export function isWorkerTask(message: unknown): message is WorkerTask {
  return typeof message === 'object' && message !== null && 'hasTemplates' in message;
}

export function isWorkerMessage(message: unknown): message is WorkerMessage {
  return typeof message === 'object' && message !== null && 'kind' in message;
}
