/** Validators: their types and issues, and the function that makes one from a check. */
import type { Open } from './enumerations.js';

export type Key = string | number;

/** Requests are validated exactly. In responses, unknown keys pass. */
export type Direction = 'request' | 'response';

/** Rules for the validation of a value. */
export interface Purpose {
  readonly direction: Direction;
  /** True to also enforce bounds and undeclared keys. */
  readonly exact: boolean;
  /** True to refuse enum members and variants that the API added later. */
  readonly closed: boolean;
  /** True to require properties with a default, because the defaults are not filled in later. */
  readonly complete: boolean;
}

/** One problem of a value. */
export interface ValidationIssue {
  /** Keys from the root to the value. */
  readonly path: readonly Key[];
  /** Expected value: `string`, `integer`, `one of "test","live"`. */
  readonly expected: string;
  /** Description of the received value, without its content: `null`, `absent`, `array`. */
  readonly received: string;
  readonly message: string;
}

/** An issue during the check: the first keys of its path are still missing. */
export interface FoundIssue extends ValidationIssue {
  readonly path: Key[];
}

/** State of a running check, which collects its issues. */
export interface Context extends Purpose {
  /** Issues, the latest first; `null` if there are none. */
  issues: FoundIssue[] | null;
  /** Number of objects and arrays around the current value. */
  depth: number;
  /** Outcomes of the alternatives that were tried; absent before the first. */
  trials?: Trials;
  /** Members that are null and read as absent; absent where null is an issue. */
  nulls?: NotedNulls | undefined;
}

/** Members of a value that are null and read as absent. */
export interface NotedNulls {
  readonly members: (readonly [object, string])[];
  /** Members in the alternatives that matched, by reference: a copy at each level would take quadratic time. */
  readonly matched: NotedNulls[];
}

/** Outcomes by object or array: nested alternatives would otherwise try each value again at every level. */
export type Trials = Map<unknown, Trial[]>;

/** Outcome of one alternative for one value. */
export interface Trial extends Purpose {
  readonly check: Check;
  readonly key: Key;
  readonly depth: number;
  readonly found: readonly FoundIssue[] | null;
  readonly nulls?: NotedNulls | undefined;
}

/** Checks the value of `key`, and adds issues to `out`. */
export type Check = (out: Context, key: Key, value: unknown) => void;

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly ValidationIssue[] };

export interface ParseOptions {
  /** Also enforces bounds, closed enums and undeclared keys, as for requests. Default: false. */
  readonly exact?: boolean | undefined;
}

/** Options that enforce all rules of the document. */
export interface ExactOptions extends ParseOptions {
  readonly exact: true;
}

/**
 * The validator of one type, also a Standard Schema (version 1, synchronous).
 *
 * A value that passes with `exact` also has the type `Exact`: that of an enum has known members only.
 */
export interface Validator<T, Input = T, Exact = unknown> {
  /** Returns the value with its defaults filled in. @throws {ValidationError} with all issues. */
  parse(value: unknown, options: ExactOptions): T & Exact;
  parse(value: unknown, options?: ParseOptions): T;
  safeParse(value: unknown, options: ExactOptions): Result<T & Exact>;
  safeParse(value: unknown, options?: ParseOptions): Result<T>;
  /** Returns true if the value is valid without filling in defaults. */
  is(value: unknown, options: ExactOptions): value is T & Exact;
  is(value: unknown, options?: ParseOptions): value is T;
  /** @throws {ValidationError} with all issues if `is` would return false. */
  assert(value: unknown, options: ExactOptions): asserts value is T & Exact;
  assert(value: unknown, options?: ParseOptions): asserts value is T;
  readonly '~standard': StandardSchema<T, Input>;
}

/** The validator of an open enum. Later members pass, except with `exact`. */
export type EnumValidator<Known extends string | number> = Validator<
  Open<Known>,
  Open<Known>,
  Known
>;

/** The synchronous part of https://standardschema.dev, version 1. */
export interface StandardSchema<T, Input = T> {
  readonly version: 1;
  readonly vendor: 'clientwright';
  readonly validate: (
    value: unknown,
  ) =>
    | { readonly value: T; readonly issues?: undefined }
    | { readonly issues: readonly ValidationIssue[] };
  readonly types?: { readonly input: Input; readonly output: T } | undefined;
}

/** A value does not match its type. `issues` lists all problems. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
  readonly issues: readonly ValidationIssue[];

  constructor(issues: readonly ValidationIssue[]) {
    super(describeIssues(issues));
    this.issues = issues;
  }
}

/** Runs a check on a value. Returns its issues, or `null` if it is valid. */
export function findIssues(
  check: Check,
  value: unknown,
  purpose: Purpose,
): readonly ValidationIssue[] | null {
  const out: Context = { ...purpose, issues: null, depth: 0 };
  check(out, '', value);
  out.issues?.reverse().forEach(({ path }) => path.shift());
  return out.issues;
}

/** Makes the public validator of a type from its check. `fill` fills in its defaults. */
export function validator<T, Input = T, Exact = unknown>(
  check: Check,
  fill?: (value: T) => void,
): Validator<T, Input, Exact> {
  const run = (value: unknown, complete: boolean, options?: ParseOptions): Result<T & Exact> => {
    const exact = options?.exact === true;
    const issues = findIssues(check, value, {
      direction: 'response',
      exact,
      closed: exact,
      complete,
    });
    if (issues !== null) return { ok: false, issues };
    // The generator makes the check and the type from the same schema.
    if (!complete) fill?.(value as T);
    return { ok: true, value: value as T & Exact };
  };
  const safeParse = (value: unknown, options?: ParseOptions): Result<T & Exact> =>
    run(value, false, options);
  return {
    safeParse,
    parse: (value: unknown, options?: ParseOptions) => valueOf(safeParse(value, options)),
    is: (value: unknown, options?: ParseOptions): value is T & Exact =>
      run(value, true, options).ok,
    assert(value: unknown, options?: ParseOptions): asserts value is T & Exact {
      valueOf(run(value, true, options));
    },
    '~standard': { version: 1, vendor: 'clientwright', validate: safeParse },
  };
}

/** Returns a validator as a Standard Schema that always applies `exact`, for forms. */
export function exactSchema<T, Input, Exact>(
  validator: Validator<T, Input, Exact>,
): Pick<Validator<T & Exact, Input>, '~standard'> {
  const validate = (value: unknown): Result<T & Exact> =>
    validator.safeParse(value, { exact: true });
  return { '~standard': { version: 1, vendor: 'clientwright', validate } };
}

/** Returns the value of a successful result. @throws {ValidationError} with the issues of a failed one. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new ValidationError(result.issues);
}

/** Returns a summary: `/status: expected string, received null (and 2 more)`. */
export function describeIssues(issues: readonly ValidationIssue[]): string {
  const [first, ...more] = issues;
  const where = `/${first?.path.join('/')}: ${first?.message}`;
  return more.length > 0 ? `${where} (and ${more.length} more)` : where;
}
