/** Turns the end of a wait into its success, or into the error that says what it ended with instead. */
import {
  WaiterAbortedError,
  WaiterError,
  WaiterFailureError,
  WaiterTimeoutError,
} from './waiter-errors.js';
import type { AnyOutcome } from './waiter-judgement.js';
import { reportOf } from './waiter-report.js';
import type { ResultSession } from './waiter-session.js';

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
