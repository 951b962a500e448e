/** Turns a wait into a text from which another process can go on with it: no credential is in it. */
import { remainingIn, type AnySession } from './waiter-session.js';

/** What the text says; `v` changes when an older client could not read it. */
export interface WaiterToken {
  readonly v: 1;
  /** The id of the operation. */
  readonly op: string;
  readonly waiter: string;
  readonly input: unknown;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  readonly window: number;
}

/** JSON, as short as it can be. */
export function serializeWait(session: AnySession): string {
  const { waiter, parameters, clock, memory } = session;
  const token: WaiterToken = {
    v: 1,
    op: waiter.call.operation().id,
    waiter: waiter.name,
    input: parameters,
    deadline: Math.round(clock.date() + remainingIn(session)),
    window: memory.windowMs,
  };
  return JSON.stringify(token);
}
