/** Errors of waiters, and the end of a wait as a value or as an error. */
import { ApiError } from './errors.js';
import type { AnyOutcome } from './waiter-definition.js';
import { elapsedIn, serializeWait, type ResultSession } from './waiter-session.js';

/** What a wait knows when it ends. */
export interface WaiterReport<Result> {
  /** `ExecutionCompleted` */
  readonly waiter: string;
  /** The last state that was seen. */
  readonly state: string | undefined;
  /** How many requests were sent. */
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly lastResponse: Result | undefined;
  /** How often each state, status and error was seen. */
  readonly observed: Readonly<Record<string, number>>;
  /** A poller goes on from here, also in another process: its option `restoreFrom`. */
  readonly resume: string;
}

/** What an end knows besides. */
export interface WaiterErrorDetails {
  readonly cause?: unknown;
  readonly reason?: unknown;
  readonly value?: unknown;
}

/** A wait that did not end with a success; `cause` is the error of the call that ended it, where one did. */
export class WaiterError<Result = unknown> extends ApiError implements WaiterReport<Result> {
  static override readonly className: string = 'WaiterError';
  declare readonly waiter: string;
  declare readonly state: string | undefined;
  declare readonly attempts: number;
  declare readonly elapsedMs: number;
  declare readonly observed: Readonly<Record<string, number>>;
  /** No log shows it by itself. */
  declare readonly lastResponse: Result | undefined;
  /** From here a poller goes on, with its option `restoreFrom`; parameters are in it, so no log shows it. */
  declare readonly resume: string;

  constructor(message: string, report: WaiterReport<Result>, details: WaiterErrorDetails = {}) {
    super(`${report.waiter}: ${message}`, { ...report, ...details });
  }
}

/** A state was reached from which success cannot be. */
export class WaiterFailureError<Value = unknown> extends WaiterError<Value> {
  static override readonly className: string = 'WaiterFailureError';
  /** What the value says about why. */
  declare readonly reason: unknown;
  /** Narrowed to the states of failure; no log shows it by itself. */
  declare readonly value: Value;

  constructor(
    report: WaiterReport<Value>,
    { value, reason }: { readonly value: Value; readonly reason: unknown },
  ) {
    const words = typeof reason === 'string' && reason !== '' ? `: ${reason.slice(0, 200)}` : '';
    super(`ended as ${report.state}${words}`, report, { value, reason });
  }
}

/** The time of the wait is over; what was waited for goes on. */
export class WaiterTimeoutError<Result = unknown> extends WaiterError<Result> {
  static override readonly className: string = 'WaiterTimeoutError';
}

/** The caller's signal ended the wait; `cause` is its reason. What was waited for goes on. */
export class WaiterAbortedError<Result = unknown> extends WaiterError<Result> {
  static override readonly className: string = 'WaiterAbortedError';

  /** What the platform calls its own aborts, so that code that looks for this name goes on to work. */
  override get name(): string {
    return 'AbortError';
  }
}

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

/** What was waited for. @throws {WaiterError} at any other end. */
export function successOf<Result>(
  outcome: AnyOutcome<Result>,
  session: ResultSession<Result>,
): Result | undefined {
  if (outcome.state === 'success') return outcome.value;
  const report = reportOf(session);
  switch (outcome.state) {
    case 'failure':
      throw new WaiterFailureError(report, outcome);
    case 'stopped':
      throw new WaiterError(`stopped at ${report.state}`, report);
    case 'timeout':
      throw new WaiterTimeoutError(`not reached in time, last seen: ${report.state}`, report);
    case 'aborted':
      throw new WaiterAbortedError('aborted by its signal', report, { cause: outcome.reason });
  }
}
