/** Turns the end of a wait into its success, or into the error that says what it ended with instead. */
import {
  WaiterAbortedError,
  WaiterError,
  WaiterFailureError,
  WaiterTimeoutError,
  type WaiterReport,
} from './waiter-errors.js';
import type { AnyOutcome } from './waiter-judgement.js';

/** How a wait ended, and what was seen until then. */
export interface EndOfWait<Result> {
  readonly outcome: AnyOutcome<Result>;
  readonly report: WaiterReport<Result>;
}

/** What was waited for. @throws {WaiterError} at any other end. */
export function successOf<Result>({ outcome, report }: EndOfWait<Result>): Result | undefined {
  const seen = report.state ?? 'nothing';
  switch (outcome.state) {
    case 'success':
      return outcome.value;
    case 'failure':
      throw new WaiterFailureError(report, outcome);
    case 'stopped':
      throw new WaiterError(`stopped at ${seen}`, report);
    case 'timeout':
      throw new WaiterTimeoutError(`not reached in time, last seen: ${seen}`, report);
    case 'aborted':
      throw new WaiterAbortedError('aborted by its signal', report, { cause: outcome.reason });
  }
}
