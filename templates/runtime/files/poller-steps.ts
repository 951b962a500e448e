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
