/** Turns the checks of an operation's parameters into one that refuses a call before anything is sent. */
import { object } from './checks.js';
import type { ParameterCheck } from './operation.js';
import { leave } from './report.js';
import { ApiRequestError } from './request-error.js';
import {
  describeIssues,
  findIssues,
  type Check,
  type Context,
  type Purpose,
} from './validation.js';

/** Parameters are ours to write, so nothing is let pass that the document does not allow. */
const purpose: Purpose = { direction: 'request', exact: true, complete: false };

/** Operations whose parameters can be anything do without, and without the checks. */
export function parameterCheck<Parameters>(
  checkMembers: (value: { readonly [Name in keyof Parameters]?: unknown }, out: Context) => unknown,
): ParameterCheck<Parameters> {
  const check: Check = (out, key, value) => {
    if (!object<Parameters>(out, key, value)) return;
    checkMembers(value, out);
    leave(out, key);
  };
  return (operation, parameters) => {
    const issues = findIssues(check, parameters, purpose);
    if (issues === null) return;
    const message = `${operation}: wrong parameters: ${describeIssues(issues)}`;
    throw new ApiRequestError(message, { issues });
  };
}
