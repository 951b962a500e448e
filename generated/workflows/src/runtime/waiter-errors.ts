/** Errors of waits, and the conversion of an outcome to a value or an error. */
import { ApiError, type HideSecrets } from './errors.js';
import type { AnyOutcome } from './waiter-definition.js';
import { elapsedIn, serializeWait, type ResultSession } from './waiter-session.js';

/** State of a wait at its end. */
export interface WaiterReport<Result> {
  readonly hide?: HideSecrets | undefined;
  /** `ExecutionCompleted` */
  readonly waiter: string;
  /** The last state. */
  readonly state: string | undefined;
  /** Number of requests that were sent. */
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly lastResponse: Result | undefined;
  /** Number of times that each state, status and error was observed. */
  readonly observed: Readonly<Record<string, number>>;
  /** Text for the option `restoreFrom` of a poller, which continues the wait, also in another process. */
  readonly resume: string;
}

/** Further properties of a waiter error. */
export interface WaiterErrorDetails {
  readonly cause?: unknown;
  readonly reason?: unknown;
  readonly value?: unknown;
}

/** A wait did not succeed. `cause` is the error of the call that ended it, if any. */
export class WaiterError<Result = unknown> extends ApiError implements WaiterReport<Result> {
  static override readonly className: string = 'WaiterError';
  declare readonly waiter: string;
  declare readonly state: string | undefined;
  declare readonly attempts: number;
  declare readonly elapsedMs: number;
  declare readonly observed: Readonly<Record<string, number>>;
  /** Not enumerable: logs do not show it. */
  declare readonly lastResponse: Result | undefined;
  /** Text for the option `restoreFrom` of a poller. Not enumerable, because it contains parameters. */
  declare readonly resume: string;

  constructor(message: string, report: WaiterReport<Result>, details: WaiterErrorDetails = {}) {
    super(`${report.waiter}: ${message}`, { ...report, ...details });
  }
}

/** The wait reached a state of failure. */
export class WaiterFailureError<Value = unknown> extends WaiterError<Value> {
  static override readonly className: string = 'WaiterFailureError';
  /** Reason of the failure, if the result contains it. Enumerable if it is a text: logs show no other part of a body. */
  declare readonly reason: unknown;
  /** The result, narrowed to the states of failure. Not enumerable: logs do not show it. */
  declare readonly value: Value;

  constructor(
    report: WaiterReport<Value>,
    { value, reason }: { readonly value: Value; readonly reason: unknown },
  ) {
    const text = typeof reason === 'string' && reason;
    super(`ended as ${report.state}${text ? `: ${text}` : ''}`, report, {
      value,
      ...(text && { reason }),
    });
    if (!text) Object.defineProperty(this, 'reason', { value: reason });
  }
}

/** The wait timed out. The process on the server continues. */
export class WaiterTimeoutError<Result = unknown> extends WaiterError<Result> {
  static override readonly className: string = 'WaiterTimeoutError';
}

/** The caller's signal ended the wait; `cause` is its reason. The process on the server continues. */
export class WaiterAbortedError<Result = unknown> extends WaiterError<Result> {
  static override readonly className: string = 'WaiterAbortedError';

  /** Name of the platform's abort errors, for code that compares it. */
  override get name(): string {
    return 'AbortError';
  }
}

/** Returns the current state of a wait. */
export function reportOf<Result>(session: ResultSession<Result>): WaiterReport<Result> {
  const { waiter, memory, transport } = session;
  return {
    hide: transport.hide,
    waiter: waiter.name,
    state: memory.state,
    attempts: memory.attempts,
    elapsedMs: elapsedIn(session),
    lastResponse: memory.lastResponse,
    observed: Object.fromEntries(
      [...memory.observed].map(([seen, times]) => [transport.hide(seen), times]),
    ),
    resume: serializeWait(session),
  };
}

/** Returns the value of a success. @throws {WaiterError} for any other outcome. */
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
      throw new WaiterTimeoutError(`timed out; last state: ${report.state}`, report);
    case 'aborted':
      throw new WaiterAbortedError('aborted by its signal', report, { cause: outcome.reason });
  }
}
