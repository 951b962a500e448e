/** Turns an answer into what it means for the wait: its end, or one more request. */
import type { WaiterAcceptor, Waiter, WaiterOutcome } from './waiter-definition.js';
import {
  elapsedIn,
  observe,
  remainingIn,
  warnOnce,
  type AnySession,
  type Session,
} from './waiter-session.js';

/** An outcome as long as no one looks at which of the results it is. */
export type AnyOutcome<Result> = WaiterOutcome<
  Result | undefined,
  Result | undefined,
  Result | undefined
>;

/** What is judged: the status of an answer, and its result or its error. */
export interface Judged<Result> {
  readonly status: number;
  readonly result?: Result | undefined;
  readonly error?: unknown;
}

/** Remembers the result; whatever went wrong before it is forgiven. */
export function note<Result>(session: Session<Result>, state: string, result: Result): void {
  const { memory } = session;
  memory.changed = state !== memory.state;
  memory.state = state;
  memory.lastResponse = result;
  if (memory.changed) {
    memory.changes += 1;
    memory.shortReturns = 0;
  }
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

/** What the acceptors say: the end, or that it is normal; `undefined`: none of them matches. */
export function accept<Result>(
  { options, memory }: Session<Result>,
  waiter: Pick<Waiter<never, Result>, 'acceptors' | 'reason'>,
  judged: Judged<Result>,
): AnyOutcome<Result> | 'retry' | undefined {
  const all: readonly WaiterAcceptor<Result>[] = [
    ...(options.acceptors ?? []),
    ...(waiter.acceptors ?? []),
  ];
  const acceptor = all.find(
    (one) => matches(one, judged) && memory.tolerated < (one.limit ?? Infinity),
  );
  memory.tolerated = acceptor?.limit === undefined ? 0 : memory.tolerated + 1;
  if (acceptor === undefined) return undefined;
  if (acceptor.state === 'retry') return 'retry';
  const { result: value, error } = judged;
  if (acceptor.state !== 'failure') return { state: acceptor.state, value };
  const reason = acceptor.reason ?? waiter.reason;
  return { state: 'failure', value, reason: value === undefined ? error : reason?.(value) };
}

function matches<Result>(
  { when, onStatus }: WaiterAcceptor<Result>,
  { status, result }: Judged<Result>,
): boolean {
  return onStatus?.(status) ?? (result !== undefined && when?.(result, status) === true);
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
  { pending }: Pick<Waiter<never, never>, 'pending'>,
  state: string,
): void {
  if (pending === undefined || pending.includes(state)) return;
  const message = `${session.name}: the state ${JSON.stringify(state).slice(0, 100)} is new; the wait goes on`;
  warnOnce(session, { kind: 'state', message });
}
