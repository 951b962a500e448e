/** Turns acceptors, as `x-waiters` and `x-speakeasy-polling` write them, into what a waiter looks at. */
import type { Acceptor, Condition, Waiter } from '../../api/api.ts';
import { quoteAll } from '../reference.ts';
import { reportExtension, type Extension } from './extension.ts';
import { answerAt, stateValues, type Waiting } from './answer-values.ts';

/** What decides a wait. */
export type Decision = Pick<Waiter, 'state' | 'reason' | 'success' | 'failure' | 'pending' | 'acceptors'>;

export interface AcceptorList {
  readonly acceptors: readonly Acceptor[];
  /** States that are decided besides: they are waited through. `null`: so is any state that nobody names. */
  readonly pending: readonly string[] | null;
}

/**
 * Lists of states where they say it all, else the acceptors themselves.
 *
 * `null`, and reported, where no answer is a success or a state of the enum is not decided.
 */
export function decisionOf(
  extension: Extension,
  { acceptors: given, pending }: AcceptorList,
  waiting: Waiting,
): Decision | null {
  const acceptors = given.flatMap(splitAlternatives);
  if (!acceptors.some(({ state }) => state === 'success')) {
    reportExtension(extension, 'A waiter needs an acceptor with the state success.');
    return null;
  }
  const state = stateKeys(acceptors, waiting);
  const values = state === null ? null : valuesAt(state, waiting);
  const named = state === null ? [] : acceptors.flatMap(({ condition }) => textsIn(condition, state));
  const isDecided = values === null || areDecided(extension, { acceptors, state, values, named, pending });
  if (!isDecided) return null;
  const reason = acceptors.find((one) => one.state === 'failure')?.reason ?? null;
  return { state, ...lists({ acceptors, state, values, named, pending }), reason };
}

interface States extends AcceptorList {
  readonly state: readonly string[] | null;
  /** All that the state can be; `null`: any text. */
  readonly values: readonly string[] | null;
  /** Those that acceptors name. */
  readonly named: readonly string[];
}

/** An acceptor of alternatives says the same as one for each of them. */
function splitAlternatives(acceptor: Acceptor): readonly Acceptor[] {
  const { condition } = acceptor;
  if (condition.kind !== 'any') return [acceptor];
  return condition.conditions.map((one) => ({ ...acceptor, condition: one }));
}

/** The first property with fixed values that is looked at, else the first that is. */
function stateKeys(acceptors: readonly Acceptor[], waiting: Waiting): readonly string[] | null {
  const all = acceptors.flatMap(({ condition }) => keysIn(condition));
  return all.find((keys) => valuesAt(keys, waiting) !== null) ?? all[0] ?? null;
}

function valuesAt(keys: readonly string[], { operation, lookup }: Waiting): readonly string[] | null {
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

/** The states that an acceptor is all about; `null`: it looks at something else too. */
function statesOf({ condition, limit }: Acceptor, state: readonly string[] | null): readonly string[] | null {
  if (limit !== null || state === null) return null;
  if (condition.kind === 'member' && isSame(condition.keys, state)) return condition.values;
  const isEqual = condition.kind === 'body' && condition.operator === '==' && isSame(condition.keys, state);
  return isEqual && typeof condition.value === 'string' ? [condition.value] : null;
}

/** Whether every value is named by an acceptor or waited through, and none is claimed by two acceptors. */
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

/** Whether the status alone decides it. */
function isOfStatus(condition: Condition): boolean {
  return keysIn(condition).length === 0;
}

/** The keys of every value that a condition looks at. */
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
