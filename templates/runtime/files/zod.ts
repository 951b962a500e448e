/** Schemas of zod for models: their types, and the rules that zod does not have. */
import type { ZodDefault, ZodExactOptional, ZodObject, ZodOptional, ZodType } from 'zod';
import { uniqueItems } from './limits.js';
import { findIssues, type Check, type Validator } from './validation.js';

/** The schema of an object in a response: a field for each property of the output `T` and of the input. */
export type ObjectSchema<T, Input = T> = ZodObject<{
  readonly [Name in keyof T]-?: Field<T, Input, Name>;
}>;

type Field<T, Input, Name extends keyof T> =
  {} extends Pick<T, Name>
    ? ZodExactOptional<ZodType<Required<T>[Name], Present<T, Input, Name>>>
    : {} extends Pick<Input, Name & keyof Input>
      ? ZodDefault<ZodType<T[Name], Present<T, Input, Name>>>
      : ZodType<T[Name], Present<T, Input, Name>>;

type Present<T, Input, Name extends keyof T> = Name extends keyof Input
  ? Sent<Required<Input>[Name], Required<T>[Name]>
  : never;

/** Where defaults are inside, zod allows `undefined`, which the JSON of the server never has: then it is `unknown`. */
type Sent<Input, Output> = [Input] extends [Output]
  ? Input
  : [Input] extends [string | number | bigint | null]
    ? Input
    : unknown;

/** The schema of an object in a request: a property that may be absent may be `undefined`. */
export type InputSchema<T> = ZodObject<{
  readonly [Name in keyof T]-?: {} extends Pick<T, Name>
    ? ZodOptional<ZodType<Exclude<T[Name], undefined>, Exclude<T[Name], undefined>>>
    : ZodType<T[Name], T[Name]>;
}>;

/** Returns the test of a check: `z.string().refine(fits(email))`. */
export function fits(check: Check): (value: unknown) => boolean {
  return (value) =>
    findIssues(check, value, {
      direction: 'response',
      exact: true,
      closed: true,
      complete: true,
    }) === null;
}

/** Tests the number of code points. zod counts UTF-16 units, so that 🙂 would count twice. */
export function hasLength(min: number, max: number = Infinity): (text: string) => boolean {
  return (text) => {
    const length = [...text].length;
    return length >= min && length <= max;
  };
}

/** Tests that a property is present: for zod, an unknown value may be absent. */
export function isGiven(value: unknown): boolean {
  return value !== undefined;
}

/** Tests the number of keys. */
export function hasSize(min: number, max: number = Infinity): (value: object) => boolean {
  return (value) => {
    const size = Object.keys(value).length;
    return size >= min && size <= max;
  };
}

/** Tests that no two items are equal. */
export function areUnique(items: readonly unknown[]): boolean {
  return fits((out, key) => uniqueItems(out, key, items))(items);
}

/** The context of a transformation of zod. */
interface Issues {
  addIssue(issue: {
    readonly code: 'custom';
    readonly message: string;
    readonly path: (string | number)[];
  }): void;
}

/** Returns the transformation that validates with a validator of this package. */
export function parsedBy<T, Input>(
  validator: Validator<T, Input>,
): (value: Input, context: Issues) => T {
  return (value, context) => {
    const result = validator.safeParse(structuredClone(value), { exact: true });
    if (result.ok) return result.value;
    for (const { message, path } of result.issues)
      context.addIssue({ code: 'custom', message, path: [...path] });
    return value as never; // zod ignores the value of a failed transformation
  };
}
