/** Turns a wait into an object that is asked step by step, watched, put away and taken up again. */
import { closable, type Closable } from './closable.js';
import { restoredWait } from './poller-restore.js';
import { sharedSteps, type Steps } from './poller-steps.js';
import { storable } from './storable.js';
import type { Transport } from './transport.js';
import type { Waiter, WaiterOptions, WaiterProgress } from './waiter-definition.js';
import type { AnyOutcome } from './waiter-judgement.js';
import { startSession } from './waiter-session.js';
import { serializeWait } from './waiter-token.js';

/** How far a wait has come; `stopped`: a state that needs someone to act. */
export type PollerStatus =
  'notStarted' | 'running' | 'succeeded' | 'failed' | 'stopped' | 'timedOut';

/** As those of a wait; the text of an earlier one says how long this one may take. */
export type PollerOptions<Result> =
  | (WaiterOptions<Result> & { readonly restoreFrom?: undefined })
  | (Partial<WaiterOptions<Result>> & { readonly restoreFrom: string });

/** Ends the caller's part alone: others that wait at the same poller go on. */
export interface PollOptions {
  readonly signal?: AbortSignal | undefined;
}

/** A wait that sends nothing by itself: it goes on while somebody asks it to, and may be asked again. */
export interface Poller<Result, Success> extends Closable, AsyncIterable<Result> {
  readonly status: PollerStatus;
  /** The last result. */
  readonly state: Result | undefined;
  /** Told about every result; what it returns ends that. */
  readonly onProgress: (tell: (progress: WaiterProgress<Result>) => void) => () => void;
  /** One request, and the delay that is due before it. */
  readonly poll: (options?: PollOptions) => Promise<Result | undefined>;
  /** Goes on to the end. @throws {WaiterError} at any end but the success. */
  readonly pollUntilDone: (options?: PollOptions) => Promise<Success>;
  /** A text without credentials, for the option `restoreFrom`; the parameters are in it. */
  readonly serialize: () => string;
}

/** Begins nothing yet. @throws {ApiRequestError} at an option that makes no sense. */
export function startPoller<Parameters, Result, Success, Failure>(
  transport: Transport,
  waiter: Waiter<Parameters, Result, Success, Failure>,
  parameters: Parameters,
  options: Partial<WaiterOptions<Result>> & { readonly restoreFrom?: string | undefined } = {},
): Poller<Result, Success> {
  const { restoreFrom, ...rest } = options;
  const listeners = new Set([options.onProgress ?? (() => undefined)]);
  let changes = 0;
  const onProgress = (progress: WaiterProgress<Result>): void => {
    if (progress.changed) changes += 1;
    tellAll(listeners, progress);
  };
  const wanted = { ...rest, onProgress };
  const given = { transport, waiter, parameters: storable(parameters), options: wanted };
  const wait = restoreFrom === undefined ? given : restoredWait(given, restoreFrom);
  const session = startSession(wait);
  const steps = sharedSteps(session);
  const { memory } = session;
  return {
    get status() {
      return statusOf(steps.outcome(), memory.attempts);
    },
    get state() {
      return memory.lastResponse;
    },
    onProgress(tell) {
      const listener = (progress: WaiterProgress<Result>): void => tell(progress);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async poll({ signal } = {}) {
      await steps.next(signal);
      return memory.lastResponse;
    },
    async pollUntilDone({ signal } = {}) {
      while (steps.outcome() === undefined) await steps.next(signal);
      return steps.success<Success>();
    },
    serialize: () => serializeWait(session),
    [Symbol.asyncIterator]: () => changesOf(steps, () => ({ changes, state: memory.lastResponse })),
    ...closable(async () => steps.close()),
  };
}

/** Results whose state is another one than before, up to the last; whoever breaks off leaves no request behind. */
async function* changesOf<Result>(
  steps: Steps<Result>,
  latest: () => { readonly changes: number; readonly state: Result | undefined },
): AsyncGenerator<Result, void, undefined> {
  for (let seen = 0; ;) {
    const { changes, state } = latest();
    if (changes > seen && state !== undefined) {
      seen = changes;
      yield state;
    }
    const end = steps.outcome();
    if (end?.state === 'timeout' || end?.state === 'aborted') steps.success();
    if (end !== undefined && latest().changes === seen) return;
    if (end === undefined) await steps.next(undefined);
  }
}

/** One that fails keeps nothing from the others; the wait tells about it once. */
function tellAll<Result>(
  listeners: ReadonlySet<(progress: WaiterProgress<Result>) => void>,
  progress: WaiterProgress<Result>,
): void {
  const failures: unknown[] = [];
  for (const tell of listeners) {
    try {
      tell(progress);
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw failures[0];
}

function statusOf(outcome: AnyOutcome<unknown> | undefined, attempts: number): PollerStatus {
  switch (outcome?.state) {
    case 'success':
      return 'succeeded';
    case 'failure':
      return 'failed';
    case 'stopped':
    case 'aborted':
      return 'stopped';
    case 'timeout':
      return 'timedOut';
    case undefined:
      return attempts === 0 ? 'notStarted' : 'running';
  }
}
