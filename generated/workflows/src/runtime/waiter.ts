/** Turns a long-poll into a wait: it asks until a state is reached that settles the matter. */
import type { Transport } from './transport.js';
import type { Waiter, WaiterOptions, WaiterOutcome } from './waiter-definition.js';
import { successOf } from './waiter-end.js';
import { runWait } from './waiter-loop.js';
import { startSession } from './waiter-session.js';

export type {
  WaiterAcceptor,
  Waiter,
  WaiterOptions,
  WaiterOutcome,
  WaiterProgress,
} from './waiter-definition.js';

/** Waits for the success. @throws {WaiterError} at any other end. */
export async function waitUntil<Parameters, Result, Success, Failure>(
  transport: Transport,
  waiter: Waiter<Parameters, Result, Success, Failure>,
  parameters: Parameters,
  options: Partial<WaiterOptions<Result>> = {},
): Promise<Success> {
  const session = startSession({ transport, waiter, parameters, options });
  // The type was made from the list that the state was found in.
  return successOf(await runWait(session), session) as Success;
}

/** Waits for any end, and returns it. @throws {WaiterError} only where the calls themselves fail. */
export async function tryWaitUntil<Parameters, Result, Success, Failure>(
  transport: Transport,
  waiter: Waiter<Parameters, Result, Success, Failure>,
  parameters: Parameters,
  options: Partial<WaiterOptions<Result>> = {},
): Promise<WaiterOutcome<Result, Success, Failure>> {
  const outcome = await runWait(startSession({ transport, waiter, parameters, options }));
  // The types were made from the lists that the states were found in.
  return outcome as WaiterOutcome<Result, Success, Failure>;
}
