/** Waits for a state: repeats a call until an acceptor, the deadline or the signal ends the wait. */
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
import { delayAfterAnswer, delayAfterFailure, onWake, nextRequestAfter } from './waiter-pace.js';
import {
  elapsedIn,
  observe,
  remainingIn,
  startSession,
  type ResultSession,
  type Session,
} from './waiter-session.js';
import { warnOnce } from './warning.js';

/** Waits for a success. @throws {WaiterError} for any other outcome. */
export async function waitUntil<Parameters, Result, Success, Failure>(
  transport: Transport,
  waiter: Waiter<Parameters, Result, Success, Failure>,
  parameters: Parameters,
  options: Partial<WaiterOptions<Result>> = {},
): Promise<Success> {
  const session = startSession({ transport, waiter, parameters, options });
  // The generator makes the type from the same list of states.
  return successOf(await runWait(session), session) as Success;
}

/** Waits for any outcome, and returns it. @throws {WaiterError} only if the calls fail. */
export async function tryWaitUntil<Parameters, Result, Success, Failure>(
  transport: Transport,
  waiter: Waiter<Parameters, Result, Success, Failure>,
  parameters: Parameters,
  options: Partial<WaiterOptions<Result>> = {},
): Promise<WaiterOutcome<Result, Success, Failure>> {
  const outcome = await runWait(startSession({ transport, waiter, parameters, options }));
  // The generator makes the types from the same lists of states.
  return outcome as WaiterOutcome<Result, Success, Failure>;
}

/** Runs a wait to its end. @throws {WaiterError} if the calls fail. */
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

/** Waits for the delay, and sends one request. Returns the outcome, or the delay before the next request. */
export async function takeTurn<Parameters, Result>(
  session: Session<Parameters, Result>,
  wantedMs: number,
): Promise<AnyOutcome<Result> | number> {
  const { delayMs, isLast } = nextRequestAfter(wantedMs, session);
  await pause(session, delayMs);
  const restMs = remainingIn(session);
  if (session.signal.aborted || restMs <= 0) return endWithoutAnswer(session);
  const next = await sendPoll(session, restMs);
  if (typeof next === 'object' || !isLast) return next;
  await pause(session, remainingIn(session));
  return endWithoutAnswer(session);
}

/** Waits. An abort ends it early; the caller checks the signal. */
async function pause<Result>({ clock, signal }: ResultSession<Result>, ms: number): Promise<void> {
  if (ms > 0) await sleep(ms, clock, signal);
}

/** Returns the outcome of a wait that its signal or its deadline ended. */
function endWithoutAnswer<Result>({ signal, memory }: ResultSession<Result>): AnyOutcome<Result> {
  return signal.aborted
    ? { state: 'aborted', reason: signal.reason }
    : { state: 'timeout', value: memory.lastResponse };
}

/** Sends one request. Returns the outcome, or the delay before the next request. */
function sendPoll<Parameters, Result>(
  session: Session<Parameters, Result>,
  restMs: number,
): Promise<AnyOutcome<Result> | number> {
  const { signal, options, memory, clock } = session;
  const windowMs = windowWithin(session, restMs);
  const awake = new AbortController();
  const stop = onWake(clock, () => awake.abort());
  const startedAt = clock.now();
  const poll = (): Poll => ({ windowMs, elapsedMs: clock.now() - startedAt });
  const call = startRequest(session, windowMs, {
    ...options,
    signal: anySignal([signal, awake.signal]),
    timeout: windowMs > 0 ? windowMs + session.graceMs : undefined,
    totalTimeout: restMs,
    // The wait retries by its own rules. Retries of the operation would multiply them.
    maxRetries: 0,
  });
  memory.attempts += 1;
  return call
    .withResponse()
    .then(
      (answer) => handleAnswer(session, poll(), answer),
      // The machine slept during the request, so its error says nothing: send it again.
      (error: unknown) => (awake.signal.aborted ? 0 : handleFailure(session, poll(), error)),
    )
    .finally(stop);
}

/** Returns the window of the next request; 0 for a request that the server does not hold. */
function windowWithin<Result>(session: ResultSession<Result>, restMs: number): number {
  const { memory, minMs, waiter } = session;
  if (waiter.fallback && restMs < minMs) return 0;
  // Keeps some of the time for the response to arrive.
  return clampWindow(Math.min(memory.windowMs, restMs - Math.min(500, restMs / 10)), session);
}

function startRequest<Parameters, Result>(
  { waiter, parameters, transport }: Session<Parameters, Result>,
  windowMs: number,
  options: RequestOptions,
): ApiPromise<Result | undefined> {
  const { fallback, withWindow } = waiter;
  if (fallback && windowMs === 0) return fallback(transport, parameters, options);
  // Without its long-poll: that would raise a grace that is shorter than its own.
  const { longPoll: _, ...operation } = waiter.call.operation();
  return send(transport, operation, withWindow?.(parameters, windowMs) ?? parameters, options);
}

function handleAnswer<Result>(
  session: ResultSession<Result>,
  poll: Poll,
  { data: result, status }: ApiResponse<Result | undefined>,
): AnyOutcome<Result> | number {
  const { memory } = session;
  memory.errors = 0;
  memory.cuts = 0;
  if (result !== undefined) recordResult(session, result, status);
  const decision = decisionOn(session, { status, result });
  if (typeof decision === 'object') return decision;
  if (decision === undefined && result !== undefined) warnOfNewState(session, result);
  return delayAfterAnswer(poll, session);
}

function handleFailure<Result>(
  session: ResultSession<Result>,
  poll: Poll,
  error: unknown,
): AnyOutcome<Result> | number {
  const isTimeOver = error instanceof ApiTimeoutError && error.phase === 'total';
  if (session.signal.aborted || isTimeOver) return endWithoutAnswer(session);
  if (!(error instanceof ApiError) || error instanceof ApiRequestError) throw error;
  const answer = error instanceof ApiStatusError ? error : undefined;
  const code = error instanceof ApiConnectionError ? error.code : undefined;
  observe(session, answer ? `status ${answer.status}` : (code ?? error.name));
  const decision = answer && decisionOn(session, { status: answer.status, error });
  if (typeof decision === 'object') return decision;
  const delayMs =
    decision === 'retry'
      ? delayAfterAnswer(poll, session)
      : delayAfterFailure({ ...poll, error, answer }, session);
  if (delayMs !== undefined) return delayMs;
  throw new WaiterError(error.message, reportOf(session), { cause: error });
}

/** A response: its status, and its result or its error. */
export interface Answer<Result> {
  readonly status: number;
  readonly result?: Result | undefined;
  readonly error?: unknown;
}

/** Stores the result and calls `onProgress`. An error of the callback is reported once as a warning. */
export function recordResult<Result>(
  session: ResultSession<Result>,
  result: Result,
  status: number,
): void {
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

/** Returns the outcome, or `retry` to continue; `undefined` if no acceptor matches. */
export function decisionOn<Result>(
  session: ResultSession<Result>,
  { status, result: value, error }: Answer<Result>,
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

/** Returns the acceptors in order of precedence: those of the caller, of the waiter, its lists, and `stopWhen`. */
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

/** Warns of a state that the document does not name. The wait continues. */
export function warnOfNewState<Result>(session: ResultSession<Result>, result: Result): void {
  const { pending, state, name } = session.waiter;
  const current = state?.(result);
  if (current === undefined || pending?.includes(String(current)) !== false) return;
  const message = `${name}: unknown state ${session.transport.hide(JSON.stringify(current)).slice(0, 100)}; the wait continues`;
  warnOnce(session, { kind: 'state', message });
}
