/** Turns a result into what it means for the wait: its end, or one more request. */
import type { Waiter, WaiterOutcome } from './waiter-definition.js';
import {
  elapsedIn,
  observe,
  remainingIn,
  warnOnce,
  type AnySession,
  type Session,
} from './waiter-session.js';

/** An outcome as long as no one looks at which of the results it is. */
export type AnyOutcome<Result> = WaiterOutcome<Result, Result, Result>;

/** Remembers the result; whatever went wrong before it is forgiven. */
export function note<Result>(session: Session<Result>, state: string, result: Result): void {
  const { memory } = session;
  memory.changed = state !== memory.state;
  memory.state = state;
  memory.lastResponse = result;
  memory.errors = 0;
  memory.cuts = 0;
  memory.tolerated = 0;
  if (memory.changed) memory.shortReturns = 0;
  observe(session, state);
}

/** Tells the caller; a callback that fails stops nothing and is told about once. */
export function tellProgress<Result>(session: Session<Result>, result: Result): void {
  const { name, options, memory } = session;
  try {
    options.onProgress?.({
      state: result,
      attempt: memory.attempts,
      elapsedMs: Math.round(elapsedIn(session)),
      remainingMs: Math.max(0, Math.round(remainingIn(session))),
      changed: memory.changed,
    });
  } catch (cause) {
    warnOnce(session, { kind: 'progress', message: `${name}: onProgress failed`, cause });
  }
}

/** What the result is by its state; `undefined`: it is no end. */
export function judge<Result>(
  { success, failure, reason }: Pick<Waiter<never, Result>, 'success' | 'failure' | 'reason'>,
  state: string,
  value: Result,
): AnyOutcome<Result> | undefined {
  if (success.includes(state)) return { state: 'success', value };
  if (failure.includes(state)) return { state: 'failure', value, reason: reason?.(value) };
  return undefined;
}

/** A state that the API got after this client was made is neither a success nor a reason to stop. */
export function warnOfNewState(
  session: AnySession,
  pending: readonly string[],
  state: string,
): void {
  if (pending.includes(state)) return;
  const message = `${session.name}: the state ${JSON.stringify(state).slice(0, 100)} is new; the wait goes on`;
  warnOnce(session, { kind: 'state', message });
}
