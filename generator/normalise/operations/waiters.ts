/** Turns `x-waiters`, and its short form `x-terminal`, into `Waiter`s whose states are all decided. */
import type { Acceptor, Waiter } from '../../api/api.ts';
import { quote } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { placeOf } from '../scope.ts';
import { childOf, entriesOf, hasKey, itemsOf, objectOf, textAt } from '../source.ts';
import { decisionOf, type Decision } from './waiter-states.ts';
import { readCriteria } from './criteria.ts';
import type { Extension } from './extension.ts';
import {
  milliseconds,
  partOf,
  pointerAt,
  reportExtension,
  reportOtherKeys,
  textsAt,
  wholeNumber,
} from './extension.ts';
import { readPollings } from './polling.ts';
import { waiterName } from './waiter-name.ts';
import { readStateLists } from './state-lists.ts';
import { answerAt, stateValues, type Waiting } from './answer-values.ts';

/** Keys of a waiter itself; the others say how its states are decided. */
const timeKeys = ['method', 'maxWaitMs', 'minDelayMs', 'maxDelayMs'];

/** An operation's own extensions; where it has none, those that another generator reads. */
export function readWaiters(scope: Scope, waiting: Waiting): readonly Waiter[] {
  const { source } = waiting;
  const short: Extension = { scope, source: childOf(source, 'x-terminal'), code: 'CW2051' };
  const isOwn = hasKey(source, 'x-waiters') || hasKey(source, 'x-terminal');
  if (!isOwn) return readPollings(scope, waiting);
  const decided = hasKey(source, 'x-terminal') ? textsAt(short, 'pending') : [];
  const waiters = partOf(short, childOf(source, 'x-waiters'));
  if (waiters.source.value !== undefined && objectOf(waiters.source) === null)
    reportExtension(waiters, 'x-waiters must be an object, with each waiter by its name.');
  const named = entriesOf(waiters.source).flatMap(
    ([name, each]) => readWaiter(partOf(short, each), { name, decided }, waiting) ?? [],
  );
  const terminal = hasKey(source, 'x-terminal')
    ? readShortForm(short, waiterName(waiting.operation, 'completed'), waiting)
    : null;
  // Beside waiters with names of their own, it may be there only to say which states are decided.
  const isNew = terminal !== null && named.every(({ method }) => method !== terminal.method);
  return isNew ? [...named, terminal] : named;
}

interface Naming {
  readonly name: string;
  /** States that the operation says elsewhere to wait through. */
  readonly decided: readonly string[];
}

function readWaiter(extension: Extension, { name, decided }: Naming, waiting: Waiting): Waiter | null {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name))
    reportExtension(extension, `${quote(name)} must be a name such as ExecutionCompleted.`);
  if (!hasKey(extension.source, 'acceptors')) return readShortForm(extension, name, waiting);
  reportOtherKeys(extension, [...timeKeys, 'acceptors', 'pending']);
  const sources = itemsOf(childOf(extension.source, 'acceptors'));
  const acceptors = sources.map((source) => readAcceptor(partOf(extension, source), waiting));
  const known = acceptors.filter((acceptor) => acceptor !== null);
  if (known.length < acceptors.length) return null;
  const pending = [...textsAt(extension, 'pending'), ...decided];
  const decision = decisionOf(extension, { acceptors: known, pending }, waiting);
  return decision === null ? null : waiterOf(extension, name, decision);
}

const acceptorStates: readonly Acceptor['state'][] = ['success', 'failure', 'retry'];

function readAcceptor(extension: Extension, waiting: Waiting): Acceptor | null {
  reportOtherKeys(extension, ['state', 'criteria', 'message', 'limit']);
  const state = acceptorStates.find((one) => one === textAt(extension.source, 'state'));
  if (state === undefined)
    reportExtension(extension, `state must be one of ${acceptorStates.join(', ')}.`, 'state');
  if (state !== 'retry' && hasKey(extension.source, 'limit'))
    reportExtension(extension, 'Only an acceptor with the state retry can have a limit.', 'limit');
  const condition = readCriteria(extension, 'criteria', waiting);
  const limit = wholeNumber(extension, 'limit', { fallback: null, least: 1, of: '' });
  if (state === undefined || condition === null) return null;
  return { state, condition, limit, reason: readMessage(extension, waiting) };
}

/** `null`, and reported, where the state cannot be found or is not decided. */
function readShortForm(extension: Extension, name: string, waiting: Waiting): Waiter | null {
  reportOtherKeys(extension, [...timeKeys, 'pointer', 'message', 'success', 'failure', 'pending']);
  const state = pointerAt(extension, 'pointer');
  const schema = state === null ? null : answerAt(waiting.operation, state, waiting.lookup);
  const values = schema === null ? null : stateValues(schema, waiting.lookup);
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
  const reason = readMessage(extension, waiting);
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

function readMessage(extension: Extension, { operation, lookup }: Waiting): readonly string[] | null {
  const message = pointerAt(extension, 'message');
  if (message === null || answerAt(operation, message, lookup) !== null) return message;
  reportExtension(extension, 'message does not point to a property of the response.', 'message');
  return null;
}
