/** Decides which states end a wait: from the lists of `x-terminal`, or from acceptors. */
import type { Acceptor, Condition, Waiter } from '../../api/api.ts';
import { quoteAll } from '../scope.ts';
import {
  answerAt,
  type Extension,
  type OperationContext,
  reportExtension,
  stateValues,
  textsAt,
} from './extension.ts';

/** Members of a waiter that decide when it ends. */
export type Decision = Pick<Waiter, 'state' | 'reason' | 'success' | 'failure' | 'pending' | 'acceptors'>;

export interface AcceptorList {
  readonly acceptors: readonly Acceptor[];
  /** States during which the wait continues; `null`: every state that no acceptor names. */
  readonly pending: readonly string[] | null;
}

/**
 * Turns acceptors into lists of states where those suffice; otherwise keeps the acceptors.
 *
 * Reports and returns `null` where no acceptor is a success, or where a state of the enum is undecided.
 */
export function decisionOf(
  extension: Extension,
  { acceptors: given, pending }: AcceptorList,
  context: OperationContext,
): Decision | null {
  const acceptors = given.flatMap(splitAlternatives);
  if (!acceptors.some(({ state }) => state === 'success')) {
    reportExtension(extension, 'A waiter needs an acceptor with the state success.');
    return null;
  }
  const state = stateKeys(acceptors, context);
  const values = state === null ? null : valuesAt(state, context);
  const named = state === null ? [] : acceptors.flatMap(({ condition }) => textsIn(condition, state));
  const isDecided = values === null || areDecided(extension, { acceptors, state, values, named, pending });
  if (!isDecided) return null;
  const reason = acceptors.find((one) => one.state === 'failure')?.reason ?? null;
  return { state, ...lists({ acceptors, state, values, named, pending }), reason };
}

interface States extends AcceptorList {
  readonly state: readonly string[] | null;
  /** All values of the state; `null`: any text. */
  readonly values: readonly string[] | null;
  /** Values that acceptors name. */
  readonly named: readonly string[];
}

/** Replaces an acceptor of alternatives by one for each of them. */
function splitAlternatives(acceptor: Acceptor): readonly Acceptor[] {
  const { condition } = acceptor;
  if (condition.kind !== 'any') return [acceptor];
  return condition.conditions.map((one) => ({ ...acceptor, condition: one }));
}

/** Returns the first property with fixed values that a condition reads, else the first property. */
function stateKeys(acceptors: readonly Acceptor[], context: OperationContext): readonly string[] | null {
  const all = acceptors.flatMap(({ condition }) => keysIn(condition));
  return all.find((keys) => valuesAt(keys, context) !== null) ?? all[0] ?? null;
}

function valuesAt(
  keys: readonly string[],
  { operation, lookup }: OperationContext,
): readonly string[] | null {
  const schema = answerAt(operation, keys, lookup);
  return schema === null ? null : stateValues(schema, lookup);
}

function lists(states: States): Omit<Decision, 'state' | 'reason'> {
  const { acceptors, state, values, named } = states;
  const rest = values?.filter((value) => !named.includes(value)) ?? null;
  const listed = (wanted: Acceptor['state']): readonly string[] =>
    acceptors.filter((one) => one.state === wanted).flatMap((one) => statesOf(one, state) ?? []);
  const others = acceptors.filter((one) => statesOf(one, state) === null);
  if (others.every(({ condition }) => isOfStatus(condition))) {
    const pending = rest === null ? null : [...listed('retry'), ...rest];
    return { success: listed('success'), failure: listed('failure'), pending, acceptors: others };
  }
  return { success: [], failure: [], pending: values, acceptors };
}

/** Returns the states that an acceptor consists of; `null` if it also reads other values. */
function statesOf({ condition, limit }: Acceptor, state: readonly string[] | null): readonly string[] | null {
  if (limit !== null || state === null) return null;
  if (condition.kind === 'member' && isSame(condition.keys, state)) return condition.values;
  const isEqual = condition.kind === 'body' && condition.operator === '==' && isSame(condition.keys, state);
  return isEqual && typeof condition.value === 'string' ? [condition.value] : null;
}

/** Reports values that no acceptor and no pending list names, and values that two acceptors claim. */
function areDecided(extension: Extension, states: States & { readonly values: readonly string[] }): boolean {
  const { acceptors, state, values, named, pending } = states;
  const claimed = acceptors.flatMap((one) => statesOf(one, state) ?? []);
  const ambiguous = values.filter((value) => claimed.indexOf(value) !== claimed.lastIndexOf(value));
  const isUndecided = (value: string): boolean =>
    !named.includes(value) && pending?.includes(value) === false;
  const undecided = values.filter(isUndecided);
  const unknown = pending?.filter((value) => !values.includes(value)) ?? [];
  const decision: Extension = { ...extension, code: 'CW2052' };
  if (unknown.length > 0)
    reportExtension(extension, `Not a value of the state: ${quoteAll(unknown)}.`, 'pending');
  if (ambiguous.length > 0)
    reportExtension(decision, `Decided by more than one acceptor: ${quoteAll(ambiguous)}.`, 'acceptors');
  if (undecided.length > 0)
    reportExtension(decision, `Missing in the acceptors and in pending: ${quoteAll(undecided)}.`);
  return unknown.length + ambiguous.length + undecided.length === 0;
}

/** Returns whether a condition reads only the status. */
function isOfStatus(condition: Condition): boolean {
  return keysIn(condition).length === 0;
}

/** Returns the keys of every value that a condition reads. */
function keysIn(condition: Condition): readonly (readonly string[])[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.conditions.flatMap(keysIn);
    case 'not':
      return keysIn(condition.condition);
    case 'status':
      return [];
    case 'body':
    case 'member':
      return [condition.keys];
  }
}

function textsIn(condition: Condition, keys: readonly string[]): readonly string[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.conditions.flatMap((one) => textsIn(one, keys));
    case 'not':
      return textsIn(condition.condition, keys);
    case 'status':
      return [];
    case 'body':
      return isSame(condition.keys, keys) && typeof condition.value === 'string' ? [condition.value] : [];
    case 'member':
      return isSame(condition.keys, keys) ? condition.values : [];
  }
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((key, index) => key === right[index]);
}

export type StateLists = Pick<Waiter, 'success' | 'failure'> & { readonly pending: readonly string[] };

/**
 * Reads the lists of a waiter. Every value must be in exactly one list.
 *
 * A value that a later document adds stops the run until somebody lists it.
 */
export function readStateLists(extension: Extension, values: readonly string[]): StateLists | null {
  const lists: StateLists = {
    success: textsAt(extension, 'success'),
    failure: textsAt(extension, 'failure'),
    pending: textsAt(extension, 'pending'),
  };
  const hasSuccess = lists.success.length > 0;
  if (!hasSuccess) reportExtension(extension, 'success needs at least one value.', 'success');
  const areKnown = reportUnknown(extension, lists, values);
  const areDecided = reportUndecided(extension, lists, values);
  return hasSuccess && areKnown && areDecided ? lists : null;
}

/** Reports listed values that the state cannot have. Returns true if there are none. */
function reportUnknown(extension: Extension, lists: StateLists, values: readonly string[]): boolean {
  const unknown = Object.entries(lists).flatMap(([key, list]) => {
    const foreign = list.filter((value) => !values.includes(value));
    if (foreign.length > 0)
      reportExtension(extension, `Not a value of the state: ${quoteAll(foreign)}.`, key);
    return foreign;
  });
  return unknown.length === 0;
}

/** Reports values that are in no list or in several. Returns true if there are none. */
function reportUndecided(extension: Extension, lists: StateLists, values: readonly string[]): boolean {
  const listed = [...lists.success, ...lists.failure, ...lists.pending];
  const undecided = values.filter((value) => !listed.includes(value));
  const ambiguous = values.filter((value) => listed.indexOf(value) !== listed.lastIndexOf(value));
  const decision: Extension = { ...extension, code: 'CW2052' };
  if (undecided.length > 0)
    reportExtension(decision, `Missing in success, failure and pending: ${quoteAll(undecided)}.`);
  if (ambiguous.length > 0)
    reportExtension(decision, `Repeated in success, failure and pending: ${quoteAll(ambiguous)}.`);
  return undecided.length + ambiguous.length === 0;
}
