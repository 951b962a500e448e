/** Narrows the error of a call, so that a `switch` on its status also narrows its body. */
import { ApiStatusError } from './errors.js';
import type { Operation } from './operation.js';
import type { Hundred, ParsedStatus } from './statuses.js';

/** A function of an operation, such as `retrieve`. */
interface Described<Errors> {
  readonly operation: () => Operation<never, unknown, Errors>;
}

/**
 * Returns true if the operation failed with an error status, 400 to 599. A `switch` on the status then narrows
 * the body to the type in the document. The body of an undocumented status is `unknown`.
 */
export function isErrorOf<Errors>(
  described: Described<Errors>,
  error: unknown,
): error is StatusErrors<Errors> {
  return (
    error instanceof ApiStatusError &&
    error.operation === described.operation().id &&
    error.status >= 400 &&
    error.status < 600
  );
}

/** Union of the errors of an operation, one type for each status: `ErrorOf<typeof retrieve>`. */
export type ErrorOf<Call> = Call extends Described<infer Errors> ? StatusErrors<Errors> : never;

/** Turns `{ 404: Problem; default: Failure }` into a union. An exact status overrides its range, a range `default`. */
type StatusErrors<Errors> =
  | { [Key in keyof Errors]-?: ApiStatusError<StatusesOf<Key, Errors>, Errors[Key]> }[keyof Errors]
  | Undocumented<Exclude<ErrorStatus, StatusesOf<keyof Errors, Errors>>>;

type Undocumented<Status extends number> = [Status] extends [never]
  ? never
  : ApiStatusError<Status>;

type StatusesOf<Key, Errors> = Key extends 'default'
  ? Exclude<ErrorStatus, ParsedStatus<keyof Errors> | InRange<keyof Errors>>
  : Key extends '4XX' | '5XX'
    ? Exclude<InRange<Key>, ParsedStatus<keyof Errors>>
    : ParsedStatus<Key>;

type InRange<Key> = Key extends '4XX' ? Hundred<4> : Key extends '5XX' ? Hundred<5> : never;

type ErrorStatus = Hundred<4> | Hundred<5>;
