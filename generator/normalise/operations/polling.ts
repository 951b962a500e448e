/** Turns `x-speakeasy-polling`, which many documents have already, into `Waiter`s. */
import type { Acceptor, Waiter } from '../../api/api.ts';
import { splitWords } from '../../naming/words.ts';
import type { Scope } from '../scope.ts';
import { placeOf } from '../scope.ts';
import { childOf, hasKey, itemsOf, textAt } from '../source.ts';
import { decisionOf } from './waiter-states.ts';
import { readCriteria } from './criteria.ts';
import { partOf, reportExtension, reportOtherKeys, wholeNumber, type Extension } from './extension.ts';
import type { Waiting } from './answer-values.ts';
import { waiterName } from './waiter-name.ts';

/** Those that can be read; the others are reported and left out. */
export function readPollings(scope: Scope, waiting: Waiting): readonly Waiter[] {
  const source = childOf(waiting.source, 'x-speakeasy-polling');
  const extension: Extension = { scope, source, code: 'CW2053' };
  const list = itemsOf(source);
  if (source.value !== undefined && list.length === 0)
    reportExtension(extension, 'x-speakeasy-polling must be a list.');
  return list.flatMap((one) => readPolling(partOf(extension, one), waiting) ?? []);
}

const known = ['name', 'delaySeconds', 'intervalSeconds', 'limitCount', 'successCriteria', 'failureCriteria'];

function readPolling(extension: Extension, waiting: Waiting): Waiter | null {
  reportOtherKeys(extension, known);
  const name = textAt(extension.source, 'name') ?? '';
  const words = splitWords(name);
  if (words.length === 0) {
    reportExtension(extension, 'A polling needs a name such as WaitForCompleted.', 'name');
    return null;
  }
  const success = acceptorAt(extension, 'success', waiting);
  const hasFailure = hasKey(extension.source, 'failureCriteria');
  const failure = hasFailure ? acceptorAt(extension, 'failure', waiting) : null;
  if (success === null || (hasFailure && failure === null)) return null;
  const acceptors = failure === null ? [success] : [failure, success];
  const decision = decisionOf(extension, { acceptors, pending: null }, waiting);
  if (decision === null) return null;
  const isPhrase = /^wait (?:for|until) ./i.test(words.join(' '));
  return {
    name: waiterName(waiting.operation, words.slice(isPhrase ? 2 : 0).join(' ')),
    method: name,
    ...pace(extension),
    ...decision,
    place: placeOf(extension.scope, extension.source),
  };
}

function acceptorAt(extension: Extension, state: 'success' | 'failure', waiting: Waiting): Acceptor | null {
  const condition = readCriteria(extension, `${state}Criteria`, waiting);
  return condition === null ? null : { state, condition, reason: null, limit: null };
}

/** It counts requests, a wait counts time: that of all requests, each after its interval. */
function pace(extension: Extension): Pick<Waiter, 'maxWaitMs' | 'minDelayMs' | 'maxDelayMs'> {
  const seconds = (key: string): number =>
    wholeNumber(extension, key, { fallback: 1, least: 0, of: ' of seconds' });
  const limit = wholeNumber(extension, 'limitCount', { fallback: 60, least: 1, of: '' });
  const intervalMs = seconds('intervalSeconds') * 1_000;
  const maxWaitMs = Math.max(1_000, seconds('delaySeconds') * 1_000 + intervalMs * limit);
  return { maxWaitMs, minDelayMs: intervalMs, maxDelayMs: intervalMs };
}
