/** Turns a wait on its way into what its errors tell of it. */
import type { WaiterReport } from './waiter-errors.js';
import { elapsedIn, type ResultSession } from './waiter-session.js';
import { serializeWait } from './waiter-token.js';

/** What the wait can tell by now. */
export function reportOf<Result>(session: ResultSession<Result>): WaiterReport<Result> {
  const { waiter, memory } = session;
  return {
    waiter: waiter.name,
    state: memory.state,
    attempts: memory.attempts,
    elapsedMs: elapsedIn(session),
    lastResponse: memory.lastResponse,
    observed: Object.fromEntries(memory.observed),
    resume: serializeWait(session),
  };
}
