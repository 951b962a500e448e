/** Turns the number that an option was given into one that makes sense, or into an error with its name. */
import { ApiRequestError } from './request-error.js';

/** A time of at least one millisecond; `setTimeout` would take anything else for "at once". */
export function checkedMs<Given extends number | undefined>(option: string, value: Given): Given {
  return checkedWhole(option, value, 1);
}

/** A count; NaN would make a loop without an end. */
export function checkedCount<Given extends number | undefined>(
  option: string,
  value: Given,
): Given {
  return checkedWhole(option, value, 0);
}

function checkedWhole<Given extends number | undefined>(
  option: string,
  value: Given,
  least: number,
): Given {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return value;
  throw new ApiRequestError(`The option ${option} must be a whole number from ${least}.`, {
    option,
  });
}
