/** Turns a wait into its end: one request after the other, each held for as long as the server may. */
import { sleep } from './abort.js';
import { ApiTimeoutError } from './connection-errors.js';
import type { Operation } from './operation.js';
import { ApiRequestError } from './request-error.js';
import { send } from './send.js';
import { WaiterError, type WaiterReport } from './waiter-errors.js';
import { judge, note, tellProgress, warnOfNewState, type AnyOutcome } from './waiter-judgement.js';
import { delayAfterAnswer, delayAfterFailure, turnAfter, type Turn } from './waiter-pace.js';
import {
  elapsedIn,
  reportOf,
  remainingIn,
  startSession,
  type Session,
  type Wait,
} from './waiter-session.js';
import { clampWindow, type FailedPoll } from './window.js';

/** How a wait ended, and what was seen until then. */
export interface EndOfWait<Result> {
  readonly outcome: AnyOutcome<Result>;
  readonly report: WaiterReport<Result>;
}

/** Runs the wait to its end. @throws {ApiRequestError} before any request, {WaiterError} where the calls fail. */
export async function runWait<Parameters, Result>(
  wait: Wait<Parameters, Result>,
): Promise<EndOfWait<Result>> {
  const session = startSession(wait);
  const isHeld = session.limits.maxMs > 0 && wait.waiter.fallback === undefined;
  let turn = turnAfter(0, session, isHeld);
  for (;;) {
    const next = await takeTurn(wait, session, turn);
    if (typeof next === 'object') return { outcome: next, report: reportOf(session) };
    turn = turnAfter(next, session, isHeld);
  }
}

/** A delay and a request: the end of the wait, or the milliseconds before the next one. */
async function takeTurn<Parameters, Result>(
  wait: Wait<Parameters, Result>,
  session: Session<Result>,
  { delayMs, isLast }: Turn,
): Promise<AnyOutcome<Result> | number> {
  await pause(session, delayMs);
  const next = endByItself(session) ?? (await takeStep(wait, session));
  if (typeof next === 'object' || !isLast) return next;
  await pause(session, remainingIn(session));
  return endByItself(session) ?? timeout(session);
}

/** An abort ends it; what comes next sees that. */
async function pause(
  { transport, signal }: Pick<Session<never>, 'transport' | 'signal'>,
  ms: number,
): Promise<void> {
  if (ms > 0) await sleep(ms, transport.clock, signal).catch(() => undefined);
}

async function takeStep<Parameters, Result>(
  wait: Wait<Parameters, Result>,
  session: Session<Result>,
): Promise<AnyOutcome<Result> | number> {
  const request = nextRequest(wait, session);
  const startedMs = elapsedIn(session);
  const answer = await ask(session, request);
  const poll = { windowMs: request.windowMs, elapsedMs: elapsedIn(session) - startedMs };
  return answer.ok
    ? (weigh(wait, session, answer.value) ?? delayAfterAnswer(poll, session))
    : recover(session, { ...poll, error: answer.error });
}

function endByItself<Result>(session: Session<Result>): AnyOutcome<Result> | undefined {
  const { signal } = session;
  if (signal.aborted) return { state: 'aborted', reason: signal.reason };
  return remainingIn(session) <= 0 ? timeout(session) : undefined;
}

function timeout<Result>({ memory }: Session<Result>): AnyOutcome<Result> {
  return { state: 'timeout', value: memory.lastResponse };
}

function weigh<Parameters, Result>(
  { waiter, options }: Wait<Parameters, Result>,
  session: Session<Result>,
  result: Result,
): AnyOutcome<Result> | undefined {
  const state = waiter.state(result);
  note(session, state, result);
  tellProgress(session, result);
  const outcome = judge(waiter, state, result);
  if (outcome !== undefined) return outcome;
  warnOfNewState(session, waiter.pending, state);
  return options.stopWhen?.(result) ? { state: 'stopped', value: result } : undefined;
}

function recover<Result>(
  session: Session<Result>,
  failed: FailedPoll,
): AnyOutcome<Result> | number {
  const { error } = failed;
  if (session.signal.aborted) return { state: 'aborted', reason: session.signal.reason };
  if (error instanceof ApiTimeoutError && error.phase === 'total') return timeout(session);
  const delayMs = delayAfterFailure(failed, session);
  if (delayMs !== undefined) return delayMs;
  const message = error instanceof Error ? error.message : 'a call failed';
  throw new WaiterError(message, reportOf(session), { cause: error });
}

/** One request of the wait. */
interface PollRequest<Parameters, Result> {
  readonly operation: Operation<Parameters, Result>;
  readonly parameters: Parameters;
  /** 0: the server is not asked to hold it. */
  readonly windowMs: number;
}

function nextRequest<Parameters, Result>(
  { waiter, parameters }: Wait<Parameters, Result>,
  session: Session<Result>,
): PollRequest<Parameters, Result> {
  const { limits, memory } = session;
  const restMs = remainingIn(session);
  const operation = waiter.call.operation();
  const { longPoll } = operation;
  if (longPoll === undefined) return { operation, parameters, windowMs: 0 };
  if (restMs < limits.minMs && waiter.fallback)
    return { operation: waiter.fallback.operation(), parameters, windowMs: 0 };
  const windowMs = clampWindow(Math.min(memory.windowMs, restMs - reserveOf(restMs)), limits);
  return {
    operation: { ...operation, longPoll: { ...longPoll, graceMs: limits.graceMs } },
    parameters: waiter.withWindow(parameters, windowMs),
    windowMs,
  };
}

/** What is kept of the time for the way back of the answer. */
function reserveOf(restMs: number): number {
  return Math.min(500, restMs / 10);
}

type Answer<Result> =
  { readonly ok: true; readonly value: Result } | { readonly ok: false; readonly error: unknown };

/** The wait has rules of its own for what to try again: retries of the operation would multiply. */
async function ask<Parameters, Result>(
  session: Session<Result>,
  { operation, parameters, windowMs }: PollRequest<Parameters, Result>,
): Promise<Answer<Result>> {
  const { transport, signal, limits, memory } = session;
  const { headers, validation } = session.options;
  const totalTimeout = Math.max(1, Math.ceil(remainingIn(session)));
  const timeout = windowMs > 0 ? Math.ceil(windowMs + limits.graceMs) : undefined;
  memory.attempts += 1;
  try {
    const options = { signal, headers, validation, timeout, totalTimeout, maxRetries: 0 };
    return { ok: true, value: await send(transport, operation, parameters, options) };
  } catch (error) {
    if (error instanceof ApiRequestError) throw error;
    return { ok: false, error };
  }
}
