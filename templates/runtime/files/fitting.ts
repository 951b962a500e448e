/** Hands a value to what is made for it, where several may be. */
import { findIssues, type Check, type Direction } from './validation.js';

/** How an alternative is recognised, and what is done with a value that is one. */
export interface Fitting<T> {
  readonly check: Check;
  readonly change: (value: T) => void;
}

/** An alternative that fits; its type is known to nobody before. */
type AnyFitting = Fitting<never>;

/** All that fit are found before any changes the value: another would not know it again. */
export function changeFitting(
  value: unknown,
  direction: Direction,
  alternatives: readonly AnyFitting[],
): void {
  const fitting = alternatives.filter(({ check }) => isFitting(value, direction, check));
  for (const { change } of fitting) change(value as never); // it passed the check of what `change` takes
}

/** Whether a value passes a check in that direction, as the call has it before it is changed. */
export function isFitting(value: unknown, direction: Direction, check: Check): boolean {
  return findIssues(check, value, { direction, exact: false, complete: false }) === null;
}

/** The same of a response, where the check says what type the value then is of. */
export function fits<T>(value: unknown, check: Check): value is T {
  return isFitting(value, 'response', check);
}
