/** Turns a wait on its way into what its errors tell of it. */
import type { WaiterReport } from './waiter-errors.js';
import { elapsedIn, type ResultSession } from './waiter-session.js';
import { serializeWait } from './waiter-token.js';

/** What the wait can tell by now. */
export function reportOf<Result>(session: ResultSession<Result>): WaiterReport<Result> {
  const { waiter, memory } = session;
  const { state, attempts, lastResponse, observed } = memory;
  return {
    waiter: waiter.name,
    state,
    attempts,
    elapsedMs: Math.round(elapsedIn(session)),
    lastResponse,
    observed: Object.fromEntries(observed),
    resume: serializeWait(session),
  };
}
