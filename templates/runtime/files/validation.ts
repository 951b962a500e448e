/**
 * What a validator is: one plain function for a type, which notes every issue in a context.
 *
 * The functions themselves stand beside the types that they check. They call the small checks of
 * `checks.ts`, one line a property; paths are put together only after something was found.
 */

export type Key = string | number;

/** Requests are checked exactly; responses as a tolerant reader does: unknown keys and enum members pass. */
export type Direction = 'request' | 'response';

/** One thing that is wrong with a value. */
export interface ValidationIssue {
  /** Keys from the root to the value. */
  readonly path: readonly Key[];
  /** What should stand there: `string`, `integer`, `one of "test", "live"`. */
  readonly expected: string;
  /** What stands there, described and never quoted: `null`, `absent`, `array`. */
  readonly received: string;
  readonly message: string;
}

/** Where a check notes what it finds. */
export interface Context {
  readonly direction: Direction;
  /** Properties with a default must be there: the value is not going to be filled. */
  readonly complete: boolean;
  readonly issues: ValidationIssue[];
  depth: number;
}

/** Checks one value and notes its issues with paths that start at it. */
export type Check = (value: unknown, out: Context) => void;

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly ValidationIssue[] };

/** The validator of one type, also a Standard Schema (version 1, synchronous). */
export interface Validator<T> {
  /** The value itself, its defaults filled in. @throws {ValidationError} with every issue. */
  parse(value: unknown): T;
  safeParse(value: unknown): Result<T>;
  /** Whether the value is one as it stands, with nothing left to fill in. */
  is(value: unknown): value is T;
  /** @throws {ValidationError} with every issue, where `is` would be false. */
  assert(value: unknown): asserts value is T;
  readonly '~standard': StandardSchema<T>;
}

/** https://standardschema.dev, version 1, as far as a synchronous validator needs it. */
export interface StandardSchema<T> {
  readonly version: 1;
  readonly vendor: 'clientwright';
  readonly validate: (
    value: unknown,
  ) =>
    | { readonly value: T; readonly issues?: undefined }
    | { readonly issues: readonly ValidationIssue[] };
  readonly types?: { readonly input: unknown; readonly output: T } | undefined;
}

/** A value is not what its type says; `issues` holds everything that is wrong with it. */
export class ValidationError extends Error {
  readonly issues: readonly ValidationIssue[];

  constructor(issues: readonly ValidationIssue[]) {
    super(describeIssues(issues));
    this.name = 'ValidationError';
    this.issues = issues;
  }
}

/** Runs a check over a value; an empty list means that nothing is wrong. `complete`: a response with its defaults filled in. */
export function findIssues(
  check: Check,
  value: unknown,
  purpose: Direction | 'complete',
): readonly ValidationIssue[] {
  const direction = purpose === 'request' ? 'request' : 'response';
  const out: Context = { direction, complete: purpose === 'complete', issues: [], depth: 0 };
  check(value, out);
  return out.issues;
}

/** Whether a response's value passes a check, which then says what type it is of. */
export function fits<T>(value: unknown, check: Check): value is T {
  return findIssues(check, value, 'response').length === 0;
}

/** Makes the public validator of a type from its check and, where it has defaults, what fills them in. */
export function validator<T>(check: Check, fill?: (value: T) => void): Validator<T> {
  const safeParse = (value: unknown): Result<T> => {
    const issues = findIssues(check, value, 'response');
    if (issues.length > 0) return { ok: false, issues };
    const checked = value as T; // no issue: the check and the type were made from the same schema
    fill?.(checked);
    return { ok: true, value: checked };
  };
  const strictIssues = (value: unknown): readonly ValidationIssue[] =>
    findIssues(check, value, 'complete');
  return {
    safeParse,
    parse(value) {
      const result = safeParse(value);
      if (!result.ok) throw new ValidationError(result.issues);
      return result.value;
    },
    is: (value): value is T => strictIssues(value).length === 0,
    assert(value): asserts value is T {
      const issues = strictIssues(value);
      if (issues.length > 0) throw new ValidationError(issues);
    },
    '~standard': {
      version: 1,
      vendor: 'clientwright',
      validate(value) {
        const result = safeParse(value);
        return result.ok ? { value: result.value } : { issues: result.issues };
      },
    },
  };
}

/** `/status: expected string, received null (and 2 more)` */
export function describeIssues(issues: readonly ValidationIssue[]): string {
  const [first] = issues;
  if (first === undefined) return 'no issue';
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return `${first.path.map((key) => `/${key}`).join('') || 'value'}: ${first.message}${more}`;
}
