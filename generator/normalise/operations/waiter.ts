/** Turns `x-waiters`, or its short form `x-terminal`, into `Waiter`s whose states are all decided. */
import type { Waiter } from '../../api/api.ts';
import { pascalCase, singularName, splitWords } from '../../naming/words.ts';
import { quote } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { placeOf } from '../scope.ts';
import { childOf, entriesOf, textAt } from '../source.ts';
import type { Extension } from './extension.ts';
import { milliseconds, pointerAt, reportExtension, reportOtherKeys, textsAt } from './extension.ts';
import type { Waiting } from './long-poll.ts';
import { schemaAt, stateValues, successSchema } from './state-values.ts';

export function readWaiters(scope: Scope, waiting: Waiting): readonly Waiter[] {
  const named = entriesOf(childOf(waiting.source, 'x-waiters'));
  const short = childOf(waiting.source, 'x-terminal');
  const all = short.value === undefined ? named : [...named, [nameOfShortForm(waiting), short] as const];
  return all.flatMap(([name, source]) => readWaiter({ scope, source, code: 'CW2051' }, name, waiting) ?? []);
}

const keys = [
  'method',
  'maxWaitMs',
  'minDelayMs',
  'maxDelayMs',
  'state',
  'reason',
  'success',
  'failure',
  'pending',
];

/** `null`, and reported, where the state cannot be found or is not decided. */
function readWaiter(extension: Extension, name: string, waiting: Waiting): Waiter | null {
  reportOtherKeys(extension, keys);
  const state = pointerAt(extension, 'state');
  const values = state === null ? null : valuesOf(state, waiting);
  if (state === null || values === null) {
    reportExtension(
      extension,
      `${quote(name)} needs a state: a pointer to an enum of strings in the answer.`,
      'state',
    );
    return null;
  }
  const lists = readLists(extension, values);
  const delays = readDelays(extension);
  if (lists === null || delays === null) return null;
  return {
    name,
    method: textAt(extension.source, 'method') ?? 'waitUntilCompleted',
    maxWaitMs: milliseconds(extension, 'maxWaitMs', null),
    ...delays,
    state,
    reason: readReason(extension, waiting),
    ...lists,
    place: placeOf(extension.scope, extension.source),
  };
}

/** `executions` → `ExecutionCompleted` */
function nameOfShortForm({ operation }: Waiting): string {
  const resource = operation.path.at(-2) ?? operation.path.at(-1) ?? 'operation';
  return pascalCase([...splitWords(singularName(resource)), 'completed']);
}

function valuesOf(state: readonly string[], { operation, lookup }: Waiting): readonly string[] | null {
  const answer = successSchema(operation);
  const schema = answer === null ? null : schemaAt(answer, state, lookup);
  return schema === null ? null : stateValues(schema, lookup);
}

type Lists = Pick<Waiter, 'success' | 'failure' | 'pending'>;

/** Every value in exactly one list: a value that a later document adds stops the run until somebody decides. */
function readLists(extension: Extension, values: readonly string[]): Lists | null {
  const lists = {
    success: textsAt(extension, 'success'),
    failure: textsAt(extension, 'failure'),
    pending: textsAt(extension, 'pending'),
  };
  const listed = [...lists.success, ...lists.failure, ...lists.pending];
  const unknown = [...new Set(listed.filter((value) => !values.includes(value)))];
  const undecided = values.filter((value) => listed.filter((one) => one === value).length !== 1);
  if (unknown.length > 0) reportExtension(extension, `${quoteAll(unknown)} is no value of the state.`);
  if (lists.success.length === 0) reportExtension(extension, 'success needs at least one value.');
  if (undecided.length > 0) {
    const undecidedExtension: Extension = { ...extension, code: 'CW2052' };
    reportExtension(undecidedExtension, `${quoteAll(undecided)} has to stand in exactly one list.`);
  }
  return unknown.length + undecided.length === 0 && lists.success.length > 0 ? lists : null;
}

function readDelays(extension: Extension): Pick<Waiter, 'minDelayMs' | 'maxDelayMs'> | null {
  const minDelayMs = milliseconds(extension, 'minDelayMs', 500);
  const maxDelayMs = milliseconds(extension, 'maxDelayMs', Math.max(10_000, minDelayMs));
  if (minDelayMs <= maxDelayMs) return { minDelayMs, maxDelayMs };
  reportExtension(extension, 'minDelayMs is greater than maxDelayMs.', 'minDelayMs');
  return null;
}

function readReason(extension: Extension, { operation, lookup }: Waiting): readonly string[] | null {
  const reason = pointerAt(extension, 'reason');
  const answer = successSchema(operation);
  if (reason === null || answer === null) return null;
  if (schemaAt(answer, reason, lookup) !== null) return reason;
  reportExtension(extension, 'reason leads to no property of the answer.', 'reason');
  return null;
}

function quoteAll(texts: readonly string[]): string {
  return texts.map(quote).join(', ');
}
