/** Names of the runtime that callers of operations need; the entry exports them. */
import type { Api, RuntimeName } from '../../generator/index.ts';
import { acceptChoices, bodyChoices, errors, successes } from './contents.ts';
import { plannedProperties } from './arguments.ts';
import { isStream } from './part-decoders.ts';

/** Only those of features that an operation has. */
export function runtimeExports({ operations }: Api): readonly RuntimeName[] {
  const contents = operations.flatMap(successes).flatMap(({ content }) => content);
  return [
    ...(operations.some((operation) => plannedProperties(operation).length === 0)
      ? (['NoParameters'] as const)
      : []),
    ...(operations.some((operation) => errors(operation).length > 0) ? errorNames : []),
    ...(operations.some((operation) => successes(operation).length > 1)
      ? (['ResponseByStatus'] as const)
      : []),
    ...(operations.some((operation) => acceptChoices(operation) !== null)
      ? (['AcceptOptions'] as const)
      : []),
    ...(operations.some((operation) => bodyChoices(operation).length > 0)
      ? (['ByContentType'] as const)
      : []),
    ...(contents.some(isStream) ? streamNames : []),
    ...(contents.some(({ format }) => format === 'binary') ? (['fileName'] as const) : []),
    ...(operations.some(({ pagination }) => pagination !== null) ? pageNames : []),
    ...(operations.some(({ waiters }) => waiters.length > 0) ? waiterNames : []),
  ];
}

const errorNames: readonly RuntimeName[] = ['ErrorOf', 'isErrorOf'];

const streamNames: readonly RuntimeName[] = ['EventStream', 'ItemStream', 'ServerSentEvent'];

const pageNames: readonly RuntimeName[] = ['AllItems', 'ListPage', 'PageAddress'];

const waiterNames: readonly RuntimeName[] = [
  'PollOptions',
  'Poller',
  'PollerOptions',
  'PollerStatus',
  'WaiterAcceptor',
  'WaiterAbortedError',
  'WaiterError',
  'WaiterFailureError',
  'WaiterOptions',
  'WaiterOutcome',
  'WaiterProgress',
  'WaiterTimeoutError',
];
