/** Adds long-polls and waiters to operations, from `x-long-poll`, `x-waiters`, `x-terminal` and `x-speakeasy-polling`. */
import type { Acceptor, Operation, Waiter } from '../../api/api.ts';
import { pascalCase, singularName, splitWords } from '../../naming/words.ts';
import { placeOf, quote, reportAt, type Scope } from '../scope.ts';
import { childOf, entriesOf, hasKey, itemsOf, objectOf, textAt } from '../source.ts';
import {
  answerAt,
  type Extension,
  type ExtensionInput,
  milliseconds,
  type OperationContext,
  partOf,
  pointerAt,
  reportExtension,
  reportOtherKeys,
  stateValues,
  textsAt,
  wholeNumber,
} from './extension.ts';
import { readCriteria } from './criteria.ts';
import { readLongPoll, withElapsed } from './long-poll.ts';
import { type Decision, decisionOf, readStateLists } from './waiter-states.ts';

/** Adds long-polls and waiters to operations. */
export function withWaiting(
  scope: Scope,
  { operations, sources, models }: ExtensionInput,
): readonly Operation[] {
  const byId = new Map(models.map((model) => [model.id, model.schema]));
  const lookup = (id: string) => byId.get(id);
  const extended = operations.map((operation) => {
    const source = sources.get(operation.id);
    if (source === undefined) return operation;
    const context = { operation, source, operations, sources, lookup };
    const longPoll = readLongPoll(scope, context);
    const responses = longPoll === null ? operation.responses : withElapsed(operation.responses, longPoll);
    return { ...operation, responses, longPoll, waiters: readWaiters(scope, context) };
  });
  reportRepeatedNames(scope, extended);
  return extended;
}

/** Reports waiters of the same name, ignoring case, and methods of the same name in one operation. */
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

/** Keys of a waiter that do not decide its states. */
const timeKeys = ['method', 'maxWaitMs', 'minDelayMs', 'maxDelayMs'];

/** Reads `x-waiters` and `x-terminal`; where an operation has neither, `x-speakeasy-polling`. */
function readWaiters(scope: Scope, context: OperationContext): readonly Waiter[] {
  const { source } = context;
  const short: Extension = { scope, source: childOf(source, 'x-terminal'), code: 'CW2051' };
  const isOwn = hasKey(source, 'x-waiters') || hasKey(source, 'x-terminal');
  if (!isOwn) return readPollings(scope, context);
  const decided = hasKey(source, 'x-terminal') ? textsAt(short, 'pending') : [];
  const waiters = partOf(short, childOf(source, 'x-waiters'));
  if (waiters.source.value !== undefined && objectOf(waiters.source) === null)
    reportExtension(waiters, 'x-waiters must be an object, with each waiter by its name.');
  const named = entriesOf(waiters.source).flatMap(
    ([name, each]) => readWaiter(partOf(short, each), { name, decided }, context) ?? [],
  );
  const terminal = hasKey(source, 'x-terminal')
    ? readShortForm(short, waiterName(context.operation, 'completed'), context)
    : null;
  // Beside named waiters, `x-terminal` may only list the states during which a wait continues.
  const isNew = terminal !== null && named.every(({ method }) => method !== terminal.method);
  return isNew ? [...named, terminal] : named;
}

interface Naming {
  readonly name: string;
  /** Pending states from `x-terminal`. */
  readonly decided: readonly string[];
}

function readWaiter(
  extension: Extension,
  { name, decided }: Naming,
  context: OperationContext,
): Waiter | null {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name))
    reportExtension(extension, `${quote(name)} must be a name such as ExecutionCompleted.`);
  if (!hasKey(extension.source, 'acceptors')) return readShortForm(extension, name, context);
  reportOtherKeys(extension, [...timeKeys, 'acceptors', 'pending']);
  const sources = itemsOf(childOf(extension.source, 'acceptors'));
  const acceptors = sources.map((source) => readAcceptor(partOf(extension, source), context));
  const known = acceptors.filter((acceptor) => acceptor !== null);
  if (known.length < acceptors.length) return null;
  const pending = [...textsAt(extension, 'pending'), ...decided];
  const decision = decisionOf(extension, { acceptors: known, pending }, context);
  return decision === null ? null : waiterOf(extension, name, decision);
}

const acceptorStates: readonly Acceptor['state'][] = ['success', 'failure', 'retry'];

function readAcceptor(extension: Extension, context: OperationContext): Acceptor | null {
  reportOtherKeys(extension, ['state', 'criteria', 'message', 'limit']);
  const state = acceptorStates.find((one) => one === textAt(extension.source, 'state'));
  if (state === undefined)
    reportExtension(extension, `state must be one of ${acceptorStates.join(', ')}.`, 'state');
  if (state !== 'retry' && hasKey(extension.source, 'limit'))
    reportExtension(extension, 'Only an acceptor with the state retry can have a limit.', 'limit');
  const condition = readCriteria(extension, 'criteria', context);
  const limit = wholeNumber(extension, 'limit', { fallback: null, least: 1, of: '' });
  if (state === undefined || condition === null) return null;
  return { state, condition, limit, reason: readMessage(extension, context) };
}

/** Reports and returns `null` where the state does not exist or a value is undecided. */
function readShortForm(extension: Extension, name: string, context: OperationContext): Waiter | null {
  reportOtherKeys(extension, [...timeKeys, 'pointer', 'message', 'success', 'failure', 'pending']);
  const state = pointerAt(extension, 'pointer');
  const schema = state === null ? null : answerAt(context.operation, state, context.lookup);
  const values = schema === null ? null : stateValues(schema, context.lookup);
  if (state === null || values === null) {
    reportExtension(
      extension,
      `${quote(name)} needs a pointer to the state: an enum of strings in the answer.`,
      'pointer',
    );
    return null;
  }
  const lists = readStateLists(extension, values);
  if (lists === null) return null;
  const reason = readMessage(extension, context);
  return waiterOf(extension, name, { ...lists, state, reason, acceptors: [] });
}

function waiterOf(extension: Extension, name: string, decision: Decision): Waiter | null {
  const minDelayMs = milliseconds(extension, 'minDelayMs', 500);
  const maxDelayMs = milliseconds(extension, 'maxDelayMs', Math.max(10_000, minDelayMs));
  if (minDelayMs > maxDelayMs) {
    reportExtension(extension, 'minDelayMs is greater than maxDelayMs.', 'minDelayMs');
    return null;
  }
  const method = hasKey(extension.source, 'method')
    ? textAt(extension.source, 'method')
    : 'waitUntilCompleted';
  if (method === null || !/^[a-z][A-Za-z0-9]*$/.test(method)) {
    reportExtension(extension, 'method must be a name such as waitUntilCompleted.', 'method');
    return null;
  }
  return {
    name,
    method,
    maxWaitMs: wholeNumber(extension, 'maxWaitMs', { fallback: null, least: 1, of: ' of milliseconds' }),
    minDelayMs,
    maxDelayMs,
    ...decision,
    place: placeOf(extension.scope, extension.source),
  };
}

function readMessage(
  extension: Extension,
  { operation, lookup }: OperationContext,
): readonly string[] | null {
  const message = pointerAt(extension, 'message');
  if (message === null || answerAt(operation, message, lookup) !== null) return message;
  reportExtension(extension, 'message does not point to a property of the response.', 'message');
  return null;
}

/** Reads `x-speakeasy-polling`; reports and skips invalid entries. */
function readPollings(scope: Scope, context: OperationContext): readonly Waiter[] {
  const source = childOf(context.source, 'x-speakeasy-polling');
  const extension: Extension = { scope, source, code: 'CW2053' };
  const list = itemsOf(source);
  if (source.value !== undefined && list.length === 0)
    reportExtension(extension, 'x-speakeasy-polling must be a list.');
  return list.flatMap((one) => readPolling(partOf(extension, one), context) ?? []);
}

const pollingKeys = [
  'name',
  'delaySeconds',
  'intervalSeconds',
  'limitCount',
  'successCriteria',
  'failureCriteria',
];

function readPolling(extension: Extension, context: OperationContext): Waiter | null {
  reportOtherKeys(extension, pollingKeys);
  const name = textAt(extension.source, 'name') ?? '';
  const words = splitWords(name);
  if (words.length === 0) {
    reportExtension(extension, 'A polling needs a name such as WaitForCompleted.', 'name');
    return null;
  }
  const success = pollingAcceptor(extension, 'success', context);
  const hasFailure = hasKey(extension.source, 'failureCriteria');
  const failure = hasFailure ? pollingAcceptor(extension, 'failure', context) : null;
  if (success === null || (hasFailure && failure === null)) return null;
  const acceptors = failure === null ? [success] : [failure, success];
  const decision = decisionOf(extension, { acceptors, pending: null }, context);
  if (decision === null) return null;
  const isPhrase = /^wait (?:for|until) ./i.test(words.join(' '));
  return {
    name: waiterName(context.operation, words.slice(isPhrase ? 2 : 0).join(' ')),
    method: name,
    ...pollingDelays(extension),
    ...decision,
    place: placeOf(extension.scope, extension.source),
  };
}

function pollingAcceptor(
  extension: Extension,
  state: 'success' | 'failure',
  context: OperationContext,
): Acceptor | null {
  const condition = readCriteria(extension, `${state}Criteria`, context);
  return condition === null ? null : { state, condition, reason: null, limit: null };
}

/** A polling limits requests and a waiter limits time, so the time is that of all requests with their intervals. */
function pollingDelays(extension: Extension): Pick<Waiter, 'maxWaitMs' | 'minDelayMs' | 'maxDelayMs'> {
  const seconds = (key: string): number =>
    wholeNumber(extension, key, { fallback: 1, least: 0, of: ' of seconds' });
  const limit = wholeNumber(extension, 'limitCount', { fallback: 60, least: 1, of: '' });
  const intervalMs = seconds('intervalSeconds') * 1_000;
  const maxWaitMs = Math.max(1_000, seconds('delaySeconds') * 1_000 + intervalMs * limit);
  return { maxWaitMs, minDelayMs: intervalMs, maxDelayMs: intervalMs };
}

/** `executions` and `completed` → `ExecutionCompleted`. */
function waiterName({ path }: Operation, state: string): string {
  const resource = path.at(-2) ?? path.at(-1) ?? 'operation';
  return pascalCase([...splitWords(singularName(resource)), ...splitWords(state)]);
}
