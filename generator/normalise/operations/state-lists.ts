/** Turns the lists of a waiter into which states are a success and which a failure. */
import type { Waiter } from '../../api/api.ts';
import { quoteAll } from '../reference.ts';
import { reportExtension, textsAt, type Extension } from './extension.ts';

export type StateLists = Pick<Waiter, 'success' | 'failure'> & { readonly pending: readonly string[] };

/** Every value in exactly one list: a value that a later document adds stops the run until somebody decides. */
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

/** Whether the state can have every value that is listed. */
function reportUnknown(extension: Extension, lists: StateLists, values: readonly string[]): boolean {
  const unknown = Object.entries(lists).flatMap(([key, list]) => {
    const foreign = list.filter((value) => !values.includes(value));
    if (foreign.length > 0)
      reportExtension(extension, `Not a value of the state: ${quoteAll(foreign)}.`, key);
    return foreign;
  });
  return unknown.length === 0;
}

/** Whether every value is in one list, and in one alone. */
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
