/** Pollers: waits that callers take step by step, share, store and resume. */
import { anySignal, closable, orAbort, type Closable } from './abort.js';
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

/** The steps of a wait, each taken once, however many ask for it at the same time. */
export interface Steps<Result> {
  readonly outcome: () => AnyOutcome<Result> | undefined;
  /** What the end is to a caller. @throws {WaiterError} where it is no success. */
  readonly success: <Success>() => Success;
  readonly next: (signal: AbortSignal | undefined) => Promise<void>;
  readonly close: () => void;
}

interface Step {
  readonly done: Promise<unknown>;
  readonly abort: () => void;
  callers: number;
}

/** Takes the next turn each time, when it is due: an end, if it is one to those who still wait. */
function turnsOf<Parameters, Result>(
  session: Session<Parameters, Result>,
): (own: AbortSignal) => Promise<AnyOutcome<Result> | undefined> {
  const { clock } = session;
  let nextAt = 0;
  return async (own) => {
    const signal = anySignal([session.signal, own]);
    const next = await takeTurn({ ...session, signal }, Math.max(0, nextAt - clock.now()));
    // That nobody waited any longer is no end: somebody may ask again.
    if (own.aborted) return undefined;
    if (typeof next === 'object') return next;
    nextAt = clock.now() + next;
    return undefined;
  };
}

/** Nothing is taken yet. */
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
    // Whoever asks again after a failure has all attempts again; nobody else hears of it here.
    begun.done.catch(() => {
      session.memory.errors = 0;
    });
    return begun;
  };
  const leave = (left: Step): void => {
    left.callers -= 1;
    if (left.callers > 0) return;
    finish(left);
    left.abort();
  };
  const next = async (given: AbortSignal | undefined): Promise<void> => {
    const signal = anySignal([given, closing.signal]);
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
      leave(joined);
    }
  };
  return {
    outcome: () => outcome,
    // The type was made from the list that the state was found in.
    success: <Success>() => (outcome && successOf(outcome, session)) as Success,
    next,
    close: () => closing.abort(new ApiRequestError('The poller is closed.')),
  };
}

function aborted<Result>(
  session: ResultSession<Result>,
  { reason }: AbortSignal,
): WaiterAbortedError {
  return new WaiterAbortedError('aborted by its signal', reportOf(session), { cause: reason });
}

/** The wait as it goes on. @throws {ApiRequestError} at the text of another wait, or of another version. */
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
  // A deadline that is over leaves time for nothing, and says so as any other one does.
  const maxWaitMs = Math.max(1, Math.round(Number(deadline) - transport.clock.date()));
  const windowMs = options.windowMs ?? (Number(window) > 0 ? Number(window) : undefined);
  return { ...wait, options: { ...options, maxWaitMs, windowMs } };
}

function tokenIn(text: string): Partial<Record<keyof WaiterToken, unknown>> {
  try {
    return new Object(JSON.parse(text));
  } catch {
    throw refused('is no text of a poller');
  }
}

function refused(what: string): ApiRequestError {
  return new ApiRequestError(`The option restoreFrom ${what}.`, { option: 'restoreFrom' });
}

/** The same text for the same values, however they were ordered, and as JSON has them. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** The same, but that JSON writes the digits of a `bigint` as text; nothing else sees a difference. */
export function storable<Parameters>(parameters: Parameters): Parameters {
  const toJSON = (): unknown =>
    JSON.parse(
      JSON.stringify(parameters, (_, item: unknown) =>
        typeof item === 'bigint' ? String(item) : item,
      ),
    );
  // Not enumerable: whatever makes a copy for a request leaves it behind.
  return Object.defineProperty({ ...parameters }, 'toJSON', { value: toJSON });
}
