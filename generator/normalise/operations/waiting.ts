/** Adds to operations what the extensions say of waiting, once all models are known. */
import type { Model, Operation } from '../../api/api.ts';
import { quote } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { reportAt } from '../scope.ts';
import type { Source } from '../source.ts';
import { readLongPoll } from './long-poll.ts';
import { readWaiters } from './waiter.ts';

export interface WaitingInput {
  readonly operations: readonly Operation[];
  /** Where each operation is written, by its id. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly models: readonly Model[];
}

export function withWaiting(
  scope: Scope,
  { operations, sources, models }: WaitingInput,
): readonly Operation[] {
  const byId = new Map(models.map((model) => [model.id, model.schema]));
  const lookup = (id: string) => byId.get(id);
  const waiting = operations.map((operation) => {
    const source = sources.get(operation.id);
    if (source === undefined) return operation;
    const input = { operation, source, operations, lookup };
    return { ...operation, longPoll: readLongPoll(scope, input), waiters: readWaiters(scope, input) };
  });
  reportRepeatedNames(scope, waiting);
  return waiting;
}

/** Waiters become classes and options of one client: their names are compared without case. */
function reportRepeatedNames(scope: Scope, operations: readonly Operation[]): void {
  const seen = new Set<string>();
  for (const waiter of operations.flatMap(({ waiters }) => waiters)) {
    const key = waiter.name.toLowerCase();
    if (seen.has(key)) {
      reportAt(scope, waiter.place, {
        code: 'CW2051',
        message: `Another waiter is called ${quote(waiter.name)}.`,
      });
    }
    seen.add(key);
  }
}
