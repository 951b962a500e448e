/** Turns a wait into its end: one request after the other, each held for as long as the server may. */
import { anySignal, sleep } from './abort.js';
import { ApiError } from './api-error.js';
import type { ApiPromise, ApiResponse } from './api-promise.js';
import { ApiConnectionError, ApiTimeoutError } from './connection-errors.js';
import type { RequestOptions } from './settings.js';
import { ApiRequestError } from './request-error.js';
import { send } from './send.js';
import { ApiStatusError } from './status-error.js';
import { onWake } from './suspend.js';
import { WaiterError } from './waiter-errors.js';
import { note, verdictOn, warnOfNewState, type AnyOutcome } from './waiter-judgement.js';
import { delayAfterAnswer, delayAfterFailure, turnAfter } from './waiter-pace.js';
import { reportOf } from './waiter-report.js';
import { observe, remainingIn, type ResultSession, type Session } from './waiter-session.js';
import { clampWindow, type Poll } from './window.js';

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
