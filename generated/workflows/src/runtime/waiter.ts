/** Waits for a state: repeats a long-poll until an acceptor, the time or the signal ends it. */
import { anySignal, sleep } from './abort.js';
import type { ApiPromise, ApiResponse } from './api-promise.js';
import { send } from './call.js';
import {
  ApiConnectionError,
  ApiError,
  ApiRequestError,
  ApiStatusError,
  ApiTimeoutError,
} from './errors.js';
import { clampWindow, type Poll } from './long-poll.js';
import type { RequestOptions } from './settings.js';
import type { Transport } from './transport.js';
import type {
  AnyOutcome,
  Waiter,
  WaiterAcceptor,
  WaiterOptions,
  WaiterOutcome,
} from './waiter-definition.js';
import { WaiterError, reportOf, successOf } from './waiter-errors.js';
import { delayAfterAnswer, delayAfterFailure, onWake, turnAfter } from './waiter-pace.js';
import {
  elapsedIn,
  observe,
  remainingIn,
  startSession,
  type ResultSession,
  type Session,
} from './waiter-session.js';
import { warnOnce } from './warning.js';

/** Waits for the success. @throws {WaiterError} at any other end. */
export async function waitUntil<Parameters, Result, Success, Failure>(
  transport: Transport,
  waiter: Waiter<Parameters, Result, Success, Failure>,
  parameters: Parameters,
  options: Partial<WaiterOptions<Result>> = {},
): Promise<Success> {
  const session = startSession({ transport, waiter, parameters, options });
  // The type was made from the list that the state was found in.
  return successOf(await runWait(session), session) as Success;
}

/** Waits for any end, and returns it. @throws {WaiterError} only where the calls themselves fail. */
export async function tryWaitUntil<Parameters, Result, Success, Failure>(
  transport: Transport,
  waiter: Waiter<Parameters, Result, Success, Failure>,
  parameters: Parameters,
  options: Partial<WaiterOptions<Result>> = {},
): Promise<WaiterOutcome<Result, Success, Failure>> {
  const outcome = await runWait(startSession({ transport, waiter, parameters, options }));
  // The types were made from the lists that the states were found in.
  return outcome as WaiterOutcome<Result, Success, Failure>;
}

/** Runs the wait to its end. @throws {ApiRequestError} before any request, {WaiterError} where the calls fail. */
export async function runWait<Parameters, Result>(
  session: Session<Parameters, Result>,
): Promise<AnyOutcome<Result>> {
  const { ending, transport } = session;
  transport.underWay.add(ending);
  try {
    let next: AnyOutcome<Result> | number = 0;
    while (typeof next === 'number') next = await takeTurn(session, next);
    return next;
  } finally {
    transport.underWay.delete(ending);
  }
}

/** A delay and a request: the end of the wait, or the delay before the next one. One that was aborted may be taken again. */
export async function takeTurn<Parameters, Result>(
  session: Session<Parameters, Result>,
  wantedMs: number,
): Promise<AnyOutcome<Result> | number> {
  const { delayMs, isLast } = turnAfter(wantedMs, session);
  await pause(session, delayMs);
  const restMs = remainingIn(session);
  if (session.signal.aborted || restMs <= 0) return overBy(session);
  const next = await ask(session, restMs);
  if (typeof next === 'object' || !isLast) return next;
  await pause(session, remainingIn(session));
  return overBy(session);
}

/** An abort ends it; what comes next sees that. */
async function pause<Result>({ clock, signal }: ResultSession<Result>, ms: number): Promise<void> {
  if (ms > 0) await sleep(ms, clock, signal);
}

/** What ended it without an answer: its signal, or else its time. */
function overBy<Result>({ signal, memory }: ResultSession<Result>): AnyOutcome<Result> {
  return signal.aborted
    ? { state: 'aborted', reason: signal.reason }
    : { state: 'timeout', value: memory.lastResponse };
}

/** One request: the end of the wait, or the delay before the next one. */
function ask<Parameters, Result>(
  session: Session<Parameters, Result>,
  restMs: number,
): Promise<AnyOutcome<Result> | number> {
  const { signal, options, memory, clock } = session;
  const windowMs = windowWithin(session, restMs);
  const awake = new AbortController();
  const stop = onWake(clock, () => awake.abort());
  const startedAt = clock.now();
  const poll = (): Poll => ({ windowMs, elapsedMs: clock.now() - startedAt });
  const call = begin(session, windowMs, {
    ...options,
    signal: anySignal([signal, awake.signal]),
    timeout: windowMs > 0 ? windowMs + session.graceMs : undefined,
    totalTimeout: restMs,
    // The wait has rules of its own for what to try again: those of the operation would multiply them.
    maxRetries: 0,
  });
  memory.attempts += 1;
  return call
    .withResponse()
    .then(
      (answer) => weigh(session, poll(), answer),
      // Nobody knows what became of a request during which the machine slept.
      (error: unknown) => (awake.signal.aborted ? 0 : recover(session, poll(), error)),
    )
    .finally(stop);
}

/** How long the server is asked to hold the request; 0: not at all. */
function windowWithin<Result>(session: ResultSession<Result>, restMs: number): number {
  const { memory, minMs, waiter } = session;
  if (waiter.fallback && restMs < minMs) return 0;
  // Something is kept of the time for the way back of the answer.
  return clampWindow(Math.min(memory.windowMs, restMs - Math.min(500, restMs / 10)), session);
}

function begin<Parameters, Result>(
  { waiter, parameters, transport }: Session<Parameters, Result>,
  windowMs: number,
  options: RequestOptions,
): ApiPromise<Result | undefined> {
  const { fallback, withWindow } = waiter;
  if (fallback && windowMs === 0) return fallback(transport, parameters, options);
  // By itself it would not take a grace that is shorter than its own.
  const { longPoll: _, ...operation } = waiter.call.operation();
  return send(transport, operation, withWindow?.(parameters, windowMs) ?? parameters, options);
}

function weigh<Result>(
  session: ResultSession<Result>,
  poll: Poll,
  { data: result, status }: ApiResponse<Result | undefined>,
): AnyOutcome<Result> | number {
  const { memory } = session;
  memory.errors = 0;
  memory.cuts = 0;
  if (result !== undefined) note(session, result, status);
  const verdict = verdictOn(session, { status, result });
  if (typeof verdict === 'object') return verdict;
  if (verdict === undefined && result !== undefined) warnOfNewState(session, result);
  return delayAfterAnswer(poll, session);
}

function recover<Result>(
  session: ResultSession<Result>,
  poll: Poll,
  error: unknown,
): AnyOutcome<Result> | number {
  const isTimeOver = error instanceof ApiTimeoutError && error.phase === 'total';
  if (session.signal.aborted || isTimeOver) return overBy(session);
  if (!(error instanceof ApiError) || error instanceof ApiRequestError) throw error;
  const answer = error instanceof ApiStatusError ? error : undefined;
  const code = error instanceof ApiConnectionError ? error.code : undefined;
  observe(session, answer ? `status ${answer.status}` : (code ?? error.name));
  const verdict = answer && verdictOn(session, { status: answer.status, error });
  if (typeof verdict === 'object') return verdict;
  const delayMs =
    verdict === 'retry'
      ? delayAfterAnswer(poll, session)
      : delayAfterFailure({ ...poll, error, answer }, session);
  if (delayMs !== undefined) return delayMs;
  throw new WaiterError(error.message, reportOf(session), { cause: error });
}

/** What is judged: the status of an answer, and its result or its error. */
export interface Judged<Result> {
  readonly status: number;
  readonly result?: Result | undefined;
  readonly error?: unknown;
}

/** Remembers the result, and tells the caller; a callback that fails stops nothing and is told about once. */
export function note<Result>(session: ResultSession<Result>, result: Result, status: number): void {
  const { memory, waiter, options } = session;
  const state = String(waiter.state?.(result) ?? `status ${status}`);
  const changed = state !== memory.state;
  memory.state = state;
  memory.lastResponse = result;
  if (changed) memory.shortReturns = 0;
  observe(session, state);
  try {
    options.onProgress?.({
      state: result,
      attempt: memory.attempts,
      elapsedMs: elapsedIn(session),
      remainingMs: Math.max(0, remainingIn(session)),
      changed,
    });
  } catch (cause) {
    warnOnce(session, { kind: 'progress', message: `${waiter.name}: onProgress failed`, cause });
  }
}

/** The end, or that the answer is normal for now; `undefined`: nothing is said of it. */
export function verdictOn<Result>(
  session: ResultSession<Result>,
  { status, result: value, error }: Judged<Result>,
): AnyOutcome<Result> | 'retry' | undefined {
  const { memory, waiter } = session;
  const acceptor = acceptorsOf(session).find(
    ({ when, onStatus, limit = Infinity }) =>
      memory.tolerated < limit &&
      (onStatus ? onStatus(status) : value !== undefined && when?.(value, status)) === true,
  );
  memory.tolerated = acceptor?.limit ? memory.tolerated + 1 : 0;
  if (acceptor === undefined) return undefined;
  if (acceptor.state === 'retry') return acceptor.state;
  if (acceptor.state !== 'failure') return { state: acceptor.state, value };
  const reason = acceptor.reason ?? waiter.reason;
  return { state: 'failure', value, reason: value === undefined ? error : reason?.(value) };
}

/** The first that matches decides: the caller's own, those of the waiter, its lists, and what stops it. */
function acceptorsOf<Result>({
  waiter,
  options,
  memory,
}: ResultSession<Result>): readonly WaiterAcceptor<Result>[] {
  const isIn = (states: readonly string[]) => () => states.includes(memory.state ?? '');
  return [
    ...(options.acceptors ?? []),
    ...(waiter.acceptors ?? []),
    { state: 'success', when: isIn(waiter.success) },
    { state: 'failure', when: isIn(waiter.failure) },
    { state: 'stopped', when: (result) => options.stopWhen?.(result) === true },
  ];
}

/** A state that the API got after this client was made is neither a success nor a reason to stop. */
export function warnOfNewState<Result>(session: ResultSession<Result>, result: Result): void {
  const { pending, state, name } = session.waiter;
  const told = state?.(result);
  if (told === undefined || pending?.includes(String(told)) !== false) return;
  const message = `${name}: the state ${JSON.stringify(told).slice(0, 100)} is new; the wait goes on`;
  warnOnce(session, { kind: 'state', message });
}
