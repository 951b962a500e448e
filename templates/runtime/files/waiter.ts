/** Turns a long-poll into a wait: it asks until a state is reached that settles the matter. */
import type { Transport } from './transport.js';
import type { Waiter, WaiterOptions, WaiterOutcome } from './waiter-definition.js';
import {
  WaiterAbortedError,
  WaiterError,
  WaiterFailureError,
  WaiterTimeoutError,
} from './waiter-errors.js';
import { runWait } from './waiter-loop.js';

export type { Waiter, WaiterOptions, WaiterOutcome, WaiterProgress } from './waiter-definition.js';

/** Waits for the success. @throws {WaiterError} at any other end. */
export async function waitUntil<Parameters, Result, Success extends Result, Failure extends Result>(
  transport: Transport,
  waiter: Waiter<Parameters, Result, Success, Failure>,
  parameters: Parameters,
  options: Partial<WaiterOptions<Result>> = {},
): Promise<Success> {
  const { outcome, report } = await runWait({ transport, waiter, parameters, options });
  switch (outcome.state) {
    case 'success':
      // The type was made from the list that the state was found in.
      return outcome.value as Success;
    case 'failure':
      throw new WaiterFailureError(report, outcome);
    case 'stopped':
      throw new WaiterError(`stopped at ${report.state ?? 'an unknown state'}`, report);
    case 'timeout':
      throw new WaiterTimeoutError(
        `not reached in time, last seen: ${report.state ?? 'nothing'}`,
        report,
      );
    case 'aborted':
      throw new WaiterAbortedError('aborted by its signal', report, { cause: outcome.reason });
  }
}

/** Waits for any end, and returns it. @throws {WaiterError} only where the calls themselves fail. */
export async function tryWaitUntil<
  Parameters,
  Result,
  Success extends Result,
  Failure extends Result,
>(
  transport: Transport,
  waiter: Waiter<Parameters, Result, Success, Failure>,
  parameters: Parameters,
  options: Partial<WaiterOptions<Result>> = {},
): Promise<WaiterOutcome<Result, Success, Failure>> {
  const { outcome } = await runWait({ transport, waiter, parameters, options });
  // The types were made from the lists that the states were found in.
  return outcome as WaiterOutcome<Result, Success, Failure>;
}
