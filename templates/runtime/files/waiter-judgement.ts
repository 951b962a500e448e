/** Turns an answer into what it means for the wait: its end, or one more request. */
import type { WaiterAcceptor, WaiterOutcome } from './waiter-definition.js';
import { elapsedIn, observe, remainingIn, type ResultSession } from './waiter-session.js';
import { warnOnce } from './warning.js';

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

/** Remembers the result, and tells the caller; a callback that fails stops nothing and is told about once. */
export function note<Result>(session: ResultSession<Result>, result: Result, status: number): void {
  const { memory, waiter, options } = session;
  const state = String(waiter.state?.(result) ?? `status ${status}`);
  const changed = state !== memory.state;
  memory.state = state;
  memory.lastResponse = result;
  if (changed) memory.shortReturns = 0;
  observe(session, state);
  try {
    options.onProgress?.({
      state: result,
      attempt: memory.attempts,
      elapsedMs: elapsedIn(session),
      remainingMs: Math.max(0, remainingIn(session)),
      changed,
    });
  } catch (cause) {
    warnOnce(session, { kind: 'progress', message: `${waiter.name}: onProgress failed`, cause });
  }
}

/** The end, or that the answer is normal for now; `undefined`: nothing is said of it. */
export function verdictOn<Result>(
  session: ResultSession<Result>,
  { status, result: value, error }: Judged<Result>,
): AnyOutcome<Result> | 'retry' | undefined {
  const { memory, waiter } = session;
  const acceptor = acceptorsOf(session).find(
    ({ when, onStatus, limit = Infinity }) =>
      memory.tolerated < limit &&
      (onStatus ? onStatus(status) : value !== undefined && when?.(value, status)) === true,
  );
  memory.tolerated = acceptor?.limit ? memory.tolerated + 1 : 0;
  if (acceptor === undefined) return undefined;
  if (acceptor.state === 'retry') return acceptor.state;
  if (acceptor.state !== 'failure') return { state: acceptor.state, value };
  const reason = acceptor.reason ?? waiter.reason;
  return { state: 'failure', value, reason: value === undefined ? error : reason?.(value) };
}

/** The first that matches decides: the caller's own, those of the waiter, its lists, and what stops it. */
function acceptorsOf<Result>({
  waiter,
  options,
  memory,
}: ResultSession<Result>): readonly WaiterAcceptor<Result>[] {
  const isIn = (states: readonly string[]) => () => states.includes(memory.state ?? '');
  return [
    ...(options.acceptors ?? []),
    ...(waiter.acceptors ?? []),
    { state: 'success', when: isIn(waiter.success) },
    { state: 'failure', when: isIn(waiter.failure) },
    { state: 'stopped', when: (result) => options.stopWhen?.(result) === true },
  ];
}

/** A state that the API got after this client was made is neither a success nor a reason to stop. */
export function warnOfNewState<Result>(session: ResultSession<Result>, result: Result): void {
  const { pending, state, name } = session.waiter;
  const told = state?.(result);
  if (told === undefined || pending?.includes(String(told)) !== false) return;
  const message = `${name}: the state ${JSON.stringify(told).slice(0, 100)} is new; the wait goes on`;
  warnOnce(session, { kind: 'state', message });
}
