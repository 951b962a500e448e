/** Turns a wait into its end: one request after the other, each held for as long as the server may. */
import { anySignal, sleep } from './abort.js';
import type { ApiPromise, ApiResponse } from './api-promise.js';
import { ApiTimeoutError } from './connection-errors.js';
import type { RequestOptions } from './operation.js';
import { ApiRequestError } from './request-error.js';
import { send } from './send.js';
import { ApiStatusError } from './status-error.js';
import { onWake } from './suspend.js';
import { WaiterError } from './waiter-errors.js';
import { judge, note, tellProgress, warnOfNewState, type AnyOutcome } from './waiter-judgement.js';
import { delayAfterAnswer, delayAfterFailure, toleratedDelay, turnAfter } from './waiter-pace.js';
import { reportOf } from './waiter-report.js';
import { elapsedIn, remainingIn, type ResultSession, type Session } from './waiter-session.js';
import { clampWindow, type FailedPoll, type Poll } from './window.js';

/** Runs the wait to its end. @throws {ApiRequestError} before any request, {WaiterError} where the calls fail. */
export async function runWait<Parameters, Result>(
  session: Session<Parameters, Result>,
): Promise<AnyOutcome<Result>> {
  for (;;) {
    const outcome = await takeTurn(session);
    if (outcome !== undefined) return outcome;
  }
}

/** A delay and a request: the end of the wait, or `undefined`. One that was aborted may be taken again. */
export async function takeTurn<Parameters, Result>(
  session: Session<Parameters, Result>,
): Promise<AnyOutcome<Result> | undefined> {
  const { memory, transport } = session;
  const isHeld = session.maxMs > 0 && session.waiter.fallback === undefined;
  const wantedMs = Math.max(0, memory.nextAt - transport.clock.now());
  const { delayMs, isLast } = turnAfter(wantedMs, session, isHeld);
  await pause(session, delayMs);
  const next = endByItself(session) ?? (await takeStep(session));
  if (typeof next === 'object') return next;
  memory.nextAt = transport.clock.now() + next;
  if (!isLast) return undefined;
  await pause(session, remainingIn(session));
  return endByItself(session) ?? timeout(session);
}

/** An abort ends it; what comes next sees that. */
async function pause<Result>(
  { transport, signal }: ResultSession<Result>,
  ms: number,
): Promise<void> {
  if (ms > 0) await sleep(ms, transport.clock, signal);
}

async function takeStep<Parameters, Result>(
  session: Session<Parameters, Result>,
): Promise<AnyOutcome<Result> | number> {
  const request = nextRequest(session);
  const startedMs = elapsedIn(session);
  const answer = await ask(session, request);
  if (answer === 'asleep') return 0;
  const poll = { windowMs: request.windowMs, elapsedMs: elapsedIn(session) - startedMs };
  if (!('error' in answer)) return weigh(session, { ...poll, ...answer });
  const { error } = answer;
  const refusal = error instanceof ApiStatusError ? error : undefined;
  return recover(session, { ...poll, error, answer: refusal });
}

function endByItself<Result>(session: ResultSession<Result>): AnyOutcome<Result> | undefined {
  if (session.signal.aborted) return aborted(session);
  return remainingIn(session) <= 0 ? timeout(session) : undefined;
}

function aborted<Result>({ signal }: ResultSession<Result>): AnyOutcome<Result> {
  return { state: 'aborted', reason: signal.reason };
}

function timeout<Result>({ memory }: ResultSession<Result>): AnyOutcome<Result> {
  return { state: 'timeout', value: memory.lastResponse };
}

type AnsweredPoll<Result> = Poll & ApiResponse<Result | undefined>;

function weigh<Result>(
  session: ResultSession<Result>,
  poll: AnsweredPoll<Result>,
): AnyOutcome<Result> | number {
  const { data: result, status } = poll;
  session.memory.errors = 0;
  session.memory.cuts = 0;
  if (result !== undefined) {
    note(session, result, status);
    tellProgress(session, result);
  }
  const judgement = judge(session, { status, result });
  if (typeof judgement === 'object') return judgement;
  if (judgement === undefined && result !== undefined) warnOfNewState(session, result);
  return delayAfterAnswer(poll, session);
}

function recover<Result>(
  session: ResultSession<Result>,
  failed: FailedPoll,
): AnyOutcome<Result> | number {
  const { error, answer } = failed;
  if (session.signal.aborted) return aborted(session);
  if (error instanceof ApiTimeoutError && error.phase === 'total') return timeout(session);
  const judgement = answer && judge(session, { status: answer.status, error });
  if (typeof judgement === 'object') return judgement;
  const delayMs =
    judgement === 'retry' ? toleratedDelay(failed, session) : delayAfterFailure(failed, session);
  if (delayMs !== undefined) return delayMs;
  const message = error instanceof Error ? error.message : 'a call failed';
  throw new WaiterError(message, reportOf(session), { cause: error });
}

/** One request of the wait. */
interface PollRequest<Result> {
  readonly begin: (options: RequestOptions) => ApiPromise<Result | undefined>;
  /** 0: the server is not asked to hold it. */
  readonly windowMs: number;
}

function nextRequest<Parameters, Result>(
  session: Session<Parameters, Result>,
): PollRequest<Result> {
  const { waiter, parameters, transport } = session;
  const { fallback, withWindow } = waiter;
  const restMs = remainingIn(session);
  const operation = waiter.call.operation();
  const { longPoll } = operation;
  if (fallback && restMs < session.minMs)
    return { begin: (options) => fallback(transport, parameters, options), windowMs: 0 };
  if (!longPoll || !withWindow)
    return { begin: (options) => send(transport, operation, parameters, options), windowMs: 0 };
  const windowMs = clampWindow(
    Math.min(session.memory.windowMs, restMs - reserveOf(restMs)),
    session,
  );
  const held = { ...operation, longPoll: { ...longPoll, graceMs: session.graceMs } };
  const asked = withWindow(parameters, windowMs);
  return { begin: (options) => send(transport, held, asked, options), windowMs };
}

/** What is kept of the time for the way back of the answer. */
function reserveOf(restMs: number): number {
  return Math.min(500, restMs / 10);
}

/** `asleep`: nobody knows what became of it, as the machine slept meanwhile. */
type Answer<Result> = ApiResponse<Result | undefined> | { readonly error: unknown } | 'asleep';

/** The wait has rules of its own for what to try again: retries of the operation would multiply. */
async function ask<Parameters, Result>(
  session: Session<Parameters, Result>,
  { begin, windowMs }: PollRequest<Result>,
): Promise<Answer<Result>> {
  const { signal, options } = session;
  const awake = new AbortController();
  const stop = onWake(session.transport.clock, () => awake.abort());
  session.memory.attempts += 1;
  try {
    return await begin({
      signal: anySignal([signal, awake.signal]),
      headers: options.headers,
      validation: options.validation,
      timeout: windowMs > 0 ? Math.ceil(windowMs + session.graceMs) : undefined,
      totalTimeout: Math.max(1, Math.ceil(remainingIn(session))),
      maxRetries: 0,
    }).withResponse();
  } catch (error) {
    if (signal.aborted) return { error };
    if (error instanceof ApiRequestError) throw error;
    return awake.signal.aborted ? 'asleep' : { error };
  } finally {
    stop();
  }
}
