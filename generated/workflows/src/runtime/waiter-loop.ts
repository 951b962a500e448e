/** Turns a wait into its end: one request after the other, each held for as long as the server may. */
import { anySignal, sleep } from './abort.js';
import type { ApiResponse } from './api-promise.js';
import { ApiTimeoutError } from './connection-errors.js';
import type { RequestOptions } from './operation.js';
import { ApiRequestError } from './request-error.js';
import { send } from './send.js';
import { ApiStatusError } from './status-error.js';
import { onWake } from './suspend.js';
import type { EndOfWait } from './waiter-end.js';
import { WaiterError } from './waiter-errors.js';
import {
  accept,
  judge,
  note,
  tellProgress,
  warnOfNewState,
  type AnyOutcome,
} from './waiter-judgement.js';
import { delayAfterAnswer, delayAfterFailure, toleratedDelay, turnAfter } from './waiter-pace.js';
import {
  elapsedIn,
  reportOf,
  remainingIn,
  startSession,
  type Session,
  type Wait,
} from './waiter-session.js';
import { clampWindow, type FailedPoll, type Poll } from './window.js';

/** Runs the wait to its end. @throws {ApiRequestError} before any request, {WaiterError} where the calls fail. */
export async function runWait<Parameters, Result>(
  wait: Wait<Parameters, Result>,
): Promise<EndOfWait<Result>> {
  const session = startSession(wait);
  for (;;) {
    const outcome = await takeTurn(wait, session);
    if (outcome !== undefined) return { outcome, report: reportOf(session) };
  }
}

/** A delay and a request: the end of the wait, or `undefined`. One that was aborted may be taken again. */
export async function takeTurn<Parameters, Result>(
  wait: Wait<Parameters, Result>,
  session: Session<Result>,
): Promise<AnyOutcome<Result> | undefined> {
  const { memory, limits, transport } = session;
  const isHeld = limits.maxMs > 0 && wait.waiter.fallback === undefined;
  const wantedMs = Math.max(0, memory.nextAt - transport.clock.now());
  const { delayMs, isLast } = turnAfter(wantedMs, session, isHeld);
  await pause(session, delayMs);
  const next = endByItself(session) ?? (await takeStep(wait, session));
  if (typeof next === 'object') return next;
  memory.nextAt = transport.clock.now() + next;
  if (!isLast) return undefined;
  await pause(session, remainingIn(session));
  return endByItself(session) ?? timeout(session);
}

/** An abort ends it; what comes next sees that. */
async function pause(
  { transport, signal }: Pick<Session<never>, 'transport' | 'signal'>,
  ms: number,
): Promise<void> {
  if (ms > 0) await sleep(ms, transport.clock, signal);
}

async function takeStep<Parameters, Result>(
  wait: Wait<Parameters, Result>,
  session: Session<Result>,
): Promise<AnyOutcome<Result> | number> {
  const request = nextRequest(wait, session);
  const startedMs = elapsedIn(session);
  const answer = await ask(session, request);
  if (answer === 'asleep') return 0;
  const poll = { windowMs: request.windowMs, elapsedMs: elapsedIn(session) - startedMs };
  return 'error' in answer
    ? recover(wait, session, { ...poll, error: answer.error })
    : weigh(wait, session, { ...poll, answer });
}

function endByItself<Result>(session: Session<Result>): AnyOutcome<Result> | undefined {
  const { signal } = session;
  if (signal.aborted) return { state: 'aborted', reason: signal.reason };
  return remainingIn(session) <= 0 ? timeout(session) : undefined;
}

function timeout<Result>({ memory }: Session<Result>): AnyOutcome<Result> {
  return { state: 'timeout', value: memory.lastResponse };
}

interface AnsweredPoll<Result> extends Poll {
  readonly answer: ApiResponse<Result | undefined>;
}

function weigh<Parameters, Result>(
  { waiter, options }: Wait<Parameters, Result>,
  session: Session<Result>,
  poll: AnsweredPoll<Result>,
): AnyOutcome<Result> | number {
  const { data: result, status } = poll.answer;
  const { memory } = session;
  memory.errors = 0;
  memory.cuts = 0;
  const told = result === undefined ? undefined : waiter.state?.(result);
  const state = told === undefined ? `status ${status}` : String(told);
  if (result !== undefined) {
    note(session, state, result);
    tellProgress(session, result);
  }
  const accepted = accept(session, waiter, { status, result });
  if (typeof accepted === 'object') return accepted;
  if (accepted === undefined && result !== undefined) {
    const outcome = judge(waiter, state, result);
    if (outcome !== undefined) return outcome;
    if (told !== undefined) warnOfNewState(session, waiter, state);
    if (options.stopWhen?.(result)) return { state: 'stopped', value: result };
  }
  return delayAfterAnswer(poll, session);
}

function recover<Parameters, Result>(
  { waiter }: Wait<Parameters, Result>,
  session: Session<Result>,
  failed: FailedPoll,
): AnyOutcome<Result> | number {
  const { error } = failed;
  if (session.signal.aborted) return { state: 'aborted', reason: session.signal.reason };
  if (error instanceof ApiTimeoutError && error.phase === 'total') return timeout(session);
  const accepted =
    error instanceof ApiStatusError
      ? accept(session, waiter, { status: error.status, error })
      : undefined;
  if (accepted === 'retry') return toleratedDelay(error, session);
  if (accepted !== undefined) return accepted;
  const delayMs = delayAfterFailure(failed, session);
  if (delayMs !== undefined) return delayMs;
  const message = error instanceof Error ? error.message : 'a call failed';
  throw new WaiterError(message, reportOf(session), { cause: error });
}

/** One request of the wait. */
interface PollRequest<Result> {
  readonly send: (options: RequestOptions) => Promise<ApiResponse<Result | undefined>>;
  /** 0: the server is not asked to hold it. */
  readonly windowMs: number;
}

function nextRequest<Parameters, Result>(
  { waiter, parameters, transport }: Wait<Parameters, Result>,
  session: Session<Result>,
): PollRequest<Result> {
  const { limits, memory } = session;
  const { fallback, withWindow } = waiter;
  const restMs = remainingIn(session);
  const operation = waiter.call.operation();
  const { longPoll } = operation;
  if (fallback && restMs < limits.minMs)
    return {
      send: (options) => fallback(transport, parameters, options).withResponse(),
      windowMs: 0,
    };
  if (longPoll === undefined || withWindow === undefined)
    return {
      send: (options) => send(transport, operation, parameters, options).withResponse(),
      windowMs: 0,
    };
  const windowMs = clampWindow(Math.min(memory.windowMs, restMs - reserveOf(restMs)), limits);
  const held = { ...operation, longPoll: { ...longPoll, graceMs: limits.graceMs } };
  const asked = withWindow(parameters, windowMs);
  return { send: (options) => send(transport, held, asked, options).withResponse(), windowMs };
}

/** What is kept of the time for the way back of the answer. */
function reserveOf(restMs: number): number {
  return Math.min(500, restMs / 10);
}

/** `asleep`: nobody knows what became of it, as the machine slept meanwhile. */
type Answer<Result> = ApiResponse<Result | undefined> | { readonly error: unknown } | 'asleep';

/** The wait has rules of its own for what to try again: retries of the operation would multiply. */
async function ask<Result>(
  session: Session<Result>,
  { send: begin, windowMs }: PollRequest<Result>,
): Promise<Answer<Result>> {
  const { transport, signal, limits, memory } = session;
  const { headers, validation } = session.options;
  const totalTimeout = Math.max(1, Math.ceil(remainingIn(session)));
  const timeout = windowMs > 0 ? Math.ceil(windowMs + limits.graceMs) : undefined;
  const awake = new AbortController();
  const stop = onWake(transport.clock, () => awake.abort());
  memory.attempts += 1;
  try {
    return await begin({
      signal: anySignal([signal, awake.signal]),
      headers,
      validation,
      timeout,
      totalTimeout,
      maxRetries: 0,
    });
  } catch (error) {
    if (error instanceof ApiRequestError && !signal.aborted) throw error;
    return awake.signal.aborted && !signal.aborted ? 'asleep' : { error };
  } finally {
    stop();
  }
}
