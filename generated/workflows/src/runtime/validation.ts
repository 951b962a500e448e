/** Validators: their types, their issues, and the function that makes one from a check. */

export type Key = string | number;

/** Requests are checked exactly; responses as a tolerant reader does: unknown keys and enum members pass. */
export type Direction = 'request' | 'response';

/** What a value is checked for. */
export interface Purpose {
  readonly direction: Direction;
  /** Everything that the schema says counts, also bounds, closed enums and undeclared keys. */
  readonly exact: boolean;
  /** Properties with a default must be there: the value is not going to be filled. */
  readonly complete: boolean;
}

/** One thing that is wrong with a value. */
export interface ValidationIssue {
  /** Keys from the root to the value. */
  readonly path: readonly Key[];
  /** What should stand there: `string`, `integer`, `one of "test","live"`. */
  readonly expected: string;
  /** What stands there, described and never quoted: `null`, `absent`, `array`. */
  readonly received: string;
  readonly message: string;
}

/** An issue while the value is still being checked: the first keys of its path are missing. */
export interface FoundIssue extends ValidationIssue {
  readonly path: Key[];
}

/** Where a check notes what it finds. */
export interface Context extends Purpose {
  /** The latest first; `null` as long as nothing is wrong. */
  issues: FoundIssue[] | null;
  /** How many objects and arrays are around what is being checked. */
  depth: number;
  /** How many alternatives may still be tried; absent before the first. */
  tries?: { left: number };
}

/** Checks the value that stands under `key`. */
export type Check = (out: Context, key: Key, value: unknown) => void;

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly ValidationIssue[] };

export interface ParseOptions {
  /** Also holds the value to bounds, closed enums and undeclared keys, as a request is. */
  readonly exact?: boolean | undefined;
}

/** Holds the value to all that the document says. */
export interface ExactOptions extends ParseOptions {
  readonly exact: true;
}

/**
 * The validator of one type, also a Standard Schema (version 1, synchronous).
 *
 * `Exact` is what a value is besides that passes exactly: without enum members and variants that
 * came later, so that it may be sent.
 */
export interface Validator<T, Input = T, Exact = unknown> {
  /** The value itself, its defaults filled in. @throws {ValidationError} with every issue. */
  parse(value: unknown, options: ExactOptions): T & Exact;
  parse(value: unknown, options?: ParseOptions): T;
  safeParse(value: unknown, options: ExactOptions): Result<T & Exact>;
  safeParse(value: unknown, options?: ParseOptions): Result<T>;
  /** Whether the value is one as it stands, with nothing left to fill in. */
  is(value: unknown, options: ExactOptions): value is T & Exact;
  is(value: unknown, options?: ParseOptions): value is T;
  /** @throws {ValidationError} with every issue, where `is` would be false. */
  assert(value: unknown, options: ExactOptions): asserts value is T & Exact;
  assert(value: unknown, options?: ParseOptions): asserts value is T;
  readonly '~standard': StandardSchema<T, Input>;
}

/** The validator of an enum: a member that came later passes, but not exactly. */
export type EnumValidator<Known extends string | number | boolean> = Validator<
  Open<Known>,
  Open<Known>,
  Known
>;

/** https://standardschema.dev, version 1, as far as a synchronous validator needs it. */
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

/** A value is not what its type says; `issues` holds everything that is wrong with it. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
  readonly issues: readonly ValidationIssue[];

  constructor(issues: readonly ValidationIssue[]) {
    super(describeIssues(issues));
    this.issues = issues;
  }
}

/** Runs a check over a value; `null`: nothing is wrong with it. */
export function findIssues(
  check: Check,
  value: unknown,
  { direction, exact, complete }: Purpose,
): readonly ValidationIssue[] | null {
  const out: Context = { direction, exact, complete, issues: null, depth: 0 };
  check(out, '', value);
  out.issues?.reverse().forEach(({ path }) => path.shift());
  return out.issues;
}

/** Makes the public validator of a type from its check and, where it has defaults, what fills them in. */
export function validator<T, Input = T, Exact = unknown>(
  check: Check,
  fill?: (value: T) => void,
): Validator<T, Input, Exact> {
  const run = (value: unknown, complete: boolean, options?: ParseOptions): Result<T & Exact> => {
    const exact = options?.exact === true;
    const issues = findIssues(check, value, { direction: 'response', exact, complete });
    if (issues !== null) return { ok: false, issues };
    // It is one: the check and the types were made from the same schema.
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

/** The value of a result that has one. @throws {ValidationError} with its issues. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new ValidationError(result.issues);
}

/** `/status: expected string, received null (and 2 more)` */
export function describeIssues(issues: readonly ValidationIssue[]): string {
  const [first, ...more] = issues;
  const where = `/${first?.path.join('/')}: ${first?.message}`;
  return more.length > 0 ? `${where} (and ${more.length} more)` : where;
}

/** One of the known members, which editors offer, or one that came later. */
export type Open<Known extends string | number | boolean> =
  Known | (Known extends string ? string & {} : Known extends number ? number & {} : never);

/**
 * The tag of a variant that came later: some text.
 *
 * To the compiler it is one that no known tag is equal to, so that a known tag still tells which variant it is.
 */
declare enum LaterTag {
  later = '',
}

/** A variant of a union that came later than the document: of its members, only the tag is known. */
export type LaterVariant<Tag extends string> = { readonly [Name in Tag]: LaterTag } & {
  readonly [key: string]: unknown;
};
