/** Turns a wait into steps that several callers share, each of whom may leave without stopping the others. */
import { anySignal, orAbort } from './abort.js';
import { ApiRequestError } from './request-error.js';
import { successOf } from './waiter-end.js';
import { WaiterAbortedError } from './waiter-errors.js';
import type { AnyOutcome } from './waiter-judgement.js';
import { takeTurn } from './waiter-loop.js';
import { reportOf } from './waiter-report.js';
import type { ResultSession, Session } from './waiter-session.js';

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

/** Nothing is taken yet. */
export function sharedSteps<Parameters, Result>(
  session: Session<Parameters, Result>,
): Steps<Result> {
  const { clock } = session;
  let outcome: AnyOutcome<Result> | undefined;
  let step: Step | undefined;
  let nextAt = 0;
  const closing = new AbortController();
  const begin = (): Step => {
    const own = new AbortController();
    const signal = anySignal([session.signal, own.signal]);
    const take = async (): Promise<void> => {
      try {
        const next = await takeTurn({ ...session, signal }, Math.max(0, nextAt - clock.now()));
        // That nobody waited any longer is no end: somebody may ask again.
        if (own.signal.aborted) return;
        if (typeof next === 'object') outcome = next;
        else nextAt = clock.now() + next;
      } finally {
        if (step === begun) step = undefined;
      }
    };
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
    if (step === left) step = undefined;
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
