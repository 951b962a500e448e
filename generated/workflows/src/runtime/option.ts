/** Turns the number that an option was given into one that makes sense, or into an error with its name. */
import { ApiRequestError } from './request-error.js';

/** A time of at least one millisecond; `setTimeout` would take anything else for "at once". */
export function checkedMs(option: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value > 0)) return value;
  throw invalid(option, 'a whole number of milliseconds above 0');
}

/** A count; NaN would make a loop without an end. */
export function checkedCount(option: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) return value;
  throw invalid(option, 'a whole number from 0');
}

function invalid(option: string, wanted: string): ApiRequestError {
  return new ApiRequestError(`The option ${option} must be ${wanted}.`, { option });
}
