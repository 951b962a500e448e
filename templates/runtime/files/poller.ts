/** Pollers: waits that run step by step, and that callers share, store and resume. */
import { anySignal, makeClosable, orAbort, type Closable } from './abort.js';
import { ApiRequestError } from './errors.js';
import type { Transport } from './transport.js';
import type { AnyOutcome, Waiter, WaiterOptions, WaiterProgress } from './waiter-definition.js';
import { WaiterAbortedError, reportOf, successOf } from './waiter-errors.js';
import {
  serializeWait,
  startSession,
  type ResultSession,
  type Session,
  type Wait,
  type WaiterToken,
} from './waiter-session.js';
import { takeTurn } from './waiter.js';

/** Status of a poller. `stopped`: the caller must act before the wait can succeed. */
export type PollerStatus =
  'notStarted' | 'running' | 'succeeded' | 'failed' | 'stopped' | 'timedOut';

/** Options of a poller. `restoreFrom`, the text of an earlier poller, contains the deadline. */
export type PollerOptions<Result> =
  | (WaiterOptions<Result> & { readonly restoreFrom?: undefined })
  | (Partial<WaiterOptions<Result>> & { readonly restoreFrom: string });

/** Options of one step. The signal ends only this caller's wait: other callers of the poller continue. */
export interface PollOptions {
  readonly signal?: AbortSignal | undefined;
}

/** A wait that sends requests only while a caller polls it. Several callers can share it. */
export interface Poller<Result, Success> extends Closable, AsyncIterable<Result> {
  readonly status: PollerStatus;
  /** The last result. */
  readonly state: Result | undefined;
  /** Calls the listener for every result. Returns a function that removes the listener. */
  readonly onProgress: (listener: (progress: WaiterProgress<Result>) => void) => () => void;
  /** Waits for the delay that is due, and sends one request. */
  readonly poll: (options?: PollOptions) => Promise<Result | undefined>;
  /** Polls to the end. @throws {WaiterError} unless it succeeds. */
  readonly pollUntilDone: (options?: PollOptions) => Promise<Success>;
  /** Returns a text for the option `restoreFrom`. It contains the parameters, but no credentials. */
  readonly serialize: () => string;
}

/** Creates a poller, which sends nothing yet. @throws {ApiRequestError} for an invalid option. */
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
    notifyAll(listeners, progress);
  };
  const requested = {
    transport,
    waiter,
    parameters: serializableParameters(parameters),
    options: { ...rest, onProgress },
  };
  const wait = restoreFrom === undefined ? requested : restoredWait(requested, restoreFrom);
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
    onProgress(listener) {
      // A function of its own, so that the same listener can be added twice.
      const added = (progress: WaiterProgress<Result>): void => listener(progress);
      listeners.add(added);
      return () => listeners.delete(added);
    },
    async poll({ signal } = {}) {
      await steps.takeStep(signal);
      return memory.lastResponse;
    },
    async pollUntilDone({ signal } = {}) {
      while (steps.outcome() === undefined) await steps.takeStep(signal);
      return steps.success<Success>();
    },
    serialize: () => serializeWait(session),
    [Symbol.asyncIterator]: () => changesOf(steps, () => ({ changes, state: memory.lastResponse })),
    ...makeClosable(async () => steps.close()),
  };
}

/** Yields each result with a new state. A loop that ends early leaves no request open. */
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
    if (end === undefined) await steps.takeStep(undefined);
  }
}

/** Calls every listener, also after one has failed, and then throws the first error. */
function notifyAll<Result>(
  listeners: ReadonlySet<(progress: WaiterProgress<Result>) => void>,
  progress: WaiterProgress<Result>,
): void {
  const failures: unknown[] = [];
  for (const listener of listeners) {
    try {
      listener(progress);
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

/** Steps of a wait. Callers that ask at the same time share one step. */
export interface Steps<Result> {
  readonly outcome: () => AnyOutcome<Result> | undefined;
  /** Returns the value of a success. @throws {WaiterError} for any other outcome. */
  readonly success: <Success>() => Success;
  readonly takeStep: (signal: AbortSignal | undefined) => Promise<void>;
  readonly close: () => void;
}

interface Step {
  readonly done: Promise<unknown>;
  readonly abort: () => void;
  callers: number;
}

/** Returns a function that takes the next turn when it is due. It returns the outcome once there is one. */
function turnsOf<Parameters, Result>(
  session: Session<Parameters, Result>,
): (own: AbortSignal) => Promise<AnyOutcome<Result> | undefined> {
  const { clock } = session;
  let nextAt = 0;
  return async (own) => {
    const signal = anySignal([session.signal, own]);
    const next = await takeTurn({ ...session, signal }, Math.max(0, nextAt - clock.now()));
    // All callers have left: this ends the request, but not the wait.
    if (own.aborted) return undefined;
    if (typeof next === 'object') return next;
    nextAt = clock.now() + next;
    return undefined;
  };
}

/** Prepares the steps of a wait. Sends nothing yet. */
export function sharedSteps<Parameters, Result>(
  session: Session<Parameters, Result>,
): Steps<Result> {
  const { ending, transport } = session;
  const turn = turnsOf(session);
  let outcome: AnyOutcome<Result> | undefined;
  let step: Step | undefined;
  const closing = new AbortController();
  const finish = (done: Step): void => {
    if (step !== done) return;
    step = undefined;
    transport.underWay.delete(ending);
  };
  const begin = (): Step => {
    const own = new AbortController();
    const take = async (): Promise<void> => {
      try {
        outcome = (await turn(own.signal)) ?? outcome;
      } finally {
        finish(begun);
      }
    };
    transport.underWay.add(ending);
    const begun: Step = { done: take(), abort: () => own.abort(), callers: 0 };
    // Resets the error count, so that a caller who retries gets the full number of attempts.
    begun.done.catch(() => {
      session.memory.errors = 0;
    });
    return begun;
  };
  const release = (joined: Step): void => {
    joined.callers -= 1;
    if (joined.callers > 0) return;
    finish(joined);
    joined.abort();
  };
  const next = async (callerSignal: AbortSignal | undefined): Promise<void> => {
    const signal = anySignal([callerSignal ?? closing.signal, closing.signal]);
    if (signal.aborted) throw aborted(session, signal);
    if (outcome !== undefined) return;
    step ??= begin();
    const joined = step;
    joined.callers += 1;
    try {
      await orAbort(joined.done, signal);
    } catch (error) {
      throw signal.aborted ? aborted(session, signal) : error;
    } finally {
      release(joined);
    }
  };
  return {
    outcome: () => outcome,
    // The generator makes the type from the same list of states.
    success: <Success>() => (outcome && successOf(outcome, session)) as Success,
    takeStep: next,
    close: () => closing.abort(new ApiRequestError('The poller is closed.')),
  };
}

function aborted<Result>(
  session: ResultSession<Result>,
  { reason }: AbortSignal,
): WaiterAbortedError {
  return new WaiterAbortedError('aborted by its signal', reportOf(session), { cause: reason });
}

/** Restores a wait from its text. @throws {ApiRequestError} if the text belongs to another wait or version. */
export function restoredWait<Parameters, Result>(
  wait: Wait<Parameters, Result>,
  text: string,
): Wait<Parameters, Result> {
  const { waiter, transport, parameters, options } = wait;
  const token = tokenIn(text);
  if (token.v !== 1) throw refused('is of another version');
  if (token.op !== waiter.call.operation().id || token.waiter !== waiter.name)
    throw refused('is of another operation');
  if (canonical(token.input) !== canonical(parameters)) throw refused('has other parameters');
  const { deadline, window } = token;
  if (!Number.isFinite(deadline)) throw refused('has no deadline');
  // A deadline in the past leaves 1 ms, so that the wait times out as usual.
  const maxWaitMs = Math.max(1, Math.round(Number(deadline) - transport.clock.date()));
  const windowMs = options.windowMs ?? (Number(window) > 0 ? Number(window) : undefined);
  return { ...wait, options: { ...options, maxWaitMs, windowMs } };
}

function tokenIn(text: string): Partial<Record<keyof WaiterToken, unknown>> {
  try {
    return new Object(JSON.parse(text));
  } catch {
    throw refused('is not the text of a poller');
  }
}

function refused(problem: string): ApiRequestError {
  return new ApiRequestError(`The option restoreFrom ${problem}.`, { option: 'restoreFrom' });
}

/** Returns the same JSON text for the same values in any order of keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** Copies the parameters, so that JSON encodes each `bigint` as a string of its digits. */
export function serializableParameters<Parameters>(parameters: Parameters): Parameters {
  const toJSON = (): unknown =>
    JSON.parse(
      JSON.stringify(parameters, (_, item: unknown) =>
        typeof item === 'bigint' ? String(item) : item,
      ),
    );
  // Not enumerable, so that copies for requests do not include it.
  return Object.defineProperty({ ...parameters }, 'toJSON', { value: toJSON });
}
