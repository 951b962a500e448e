/** Adds to operations what the extensions say of waiting, once all models are known. */
import type { Model, Operation, Waiter } from '../../api/api.ts';
import { quote } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { reportAt } from '../scope.ts';
import type { Source } from '../source.ts';
import { readLongPoll, withElapsed } from './long-poll.ts';
import { readWaiters } from './waiters.ts';

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
    const input = { operation, source, operations, sources, lookup };
    const longPoll = readLongPoll(scope, input);
    const responses = longPoll === null ? operation.responses : withElapsed(operation.responses, longPoll);
    return { ...operation, responses, longPoll, waiters: readWaiters(scope, input) };
  });
  reportRepeatedNames(scope, waiting);
  return waiting;
}

/** Two waiters of one name, whatever its case, or of one method would be told apart by nothing. */
function reportRepeatedNames(scope: Scope, operations: readonly Operation[]): void {
  const names = new Set<string>();
  for (const { waiters } of operations) {
    const methods = new Set<string>();
    for (const waiter of waiters) {
      reportRepeated(scope, waiter, { taken: names, text: waiter.name });
      reportRepeated(scope, waiter, { taken: methods, text: waiter.method });
    }
  }
}

function reportRepeated(
  scope: Scope,
  { place }: Waiter,
  { taken, text }: { readonly taken: Set<string>; readonly text: string },
): void {
  const key = text.toLowerCase();
  if (taken.has(key))
    reportAt(scope, place, { code: 'CW2051', message: `Another waiter has the name ${quote(text)}.` });
  taken.add(key);
}
