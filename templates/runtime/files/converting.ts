/** Makes the validator of a type whose values become other values: a text that becomes a `Date`. */
import {
  validator,
  valueOf,
  type Check,
  type ParseOptions,
  type Result,
  type Validator,
} from './validation.js';

/** As `validator`, but that `parse` gives what `convert` makes of the checked value. */
export function converting<T, Input = T>(
  check: Check,
  convert: (value: T) => T,
): Validator<T, Input> {
  const plain = validator<T, Input>(check);
  const safeParse = (value: unknown, options?: ParseOptions): Result<T> => {
    const result = plain.safeParse(value, options);
    return result.ok ? { ok: true, value: convert(result.value) } : result;
  };
  return {
    safeParse,
    parse: (value: unknown, options?: ParseOptions) => valueOf(safeParse(value, options)),
    is: (value: unknown, options?: ParseOptions): value is T => plain.is(value, options),
    assert: (value: unknown, options?: ParseOptions): asserts value is T =>
      plain.assert(value, options),
    '~standard': { ...plain['~standard'], validate: (value) => safeParse(value) },
  };
}
