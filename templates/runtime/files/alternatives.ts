/** Checks a value against alternatives, by trial or by the tag of a union. */
import { leaveValue, object, oneOfThese, report } from './checks.js';
import { own } from './keys.js';
import type { Check, Context, FoundIssue, Key, Trial, Trials } from './validation.js';

/** Issues of a value, the latest first. */
type Found = readonly FoundIssue[];

/** Requires that at least one check passes. If none does, reports the issues of the closest one. */
export function anyOf(out: Context, key: Key, value: unknown, checks: readonly Check[]): void {
  let nearest: Found | null = null;
  for (const check of checks) {
    const found = issuesOf(out, key, value, check);
    if (found === null) return;
    if (nearest === null || isNearer(found, nearest)) nearest = found;
  }
  if (nearest !== null) out.issues = [...nearest, ...(out.issues ?? [])];
}

/**
 * Requires that exactly one check passes, but only when a response is parsed exactly.
 *
 * Elsewhere one match is enough, because most alternatives allow undeclared keys. A request that matches
 * an alternative with an additional key would also match the one without it, and could never be sent.
 */
export function oneOf(out: Context, key: Key, value: unknown, checks: readonly Check[]): void {
  if (!out.exact || out.direction === 'request') return anyOf(out, key, value, checks);
  const fitting = checks.filter((check) => issuesOf(out, key, value, check) === null);
  if (fitting.length === 0) anyOf(out, key, value, checks);
  else if (fitting.length > 1) report(out, key, 'exactly one alternative', value);
}

/** Returns the issues that a check finds, without adding them to `out`; `null` if the value passes. */
export function issuesOf(out: Context, key: Key, value: unknown, check: Check): Found | null {
  const { direction, exact, closed, complete, depth } = out;
  const trials = trialsOf(out);
  const nulls = out.nulls && { members: [], matched: [] };
  const trial: Context = { direction, exact, closed, complete, issues: null, depth, trials, nulls };
  if (typeof value !== 'object' || value === null) {
    check(trial, key, value);
    return trial.issues;
  }
  const known = trials.get(value) ?? [];
  trials.set(value, known);
  const before = known.find((one) => isSame(one, { ...trial, key, check, found: null }));
  if (before !== undefined) {
    if (before.found === null && before.nulls) out.nulls?.matched.push(before.nulls);
    return copied(before.found);
  }
  check(trial, key, value);
  if (trial.issues === null && nulls) out.nulls?.matched.push(nulls);
  known.push({
    direction,
    exact,
    closed,
    complete,
    key,
    depth,
    check,
    found: copied(trial.issues),
    nulls,
  });
  return trial.issues;
}

/** Returns the outcomes that all alternatives of one value share. */
export function trialsOf(out: Context): Trials {
  out.trials ??= new Map();
  return out.trials;
}

function isSame(one: Trial, other: Trial): boolean {
  return (
    one.check === other.check &&
    one.key === other.key &&
    one.depth === other.depth &&
    one.direction === other.direction &&
    one.exact === other.exact &&
    one.closed === other.closed &&
    one.complete === other.complete
  );
}

/** The checks around a value complete the paths of its issues in place. `slice` keeps their missing keys. */
function copied(found: Found | null): FoundIssue[] | null {
  return found?.map((issue) => ({ ...issue, path: issue.path.slice() })) ?? null;
}

/** Prefers fewer issues, then issues at a deeper path. */
function isNearer(found: Found, than: Found): boolean {
  if (found.length !== than.length) return found.length < than.length;
  return (found.at(-1)?.path.length ?? 0) > (than.at(-1)?.path.length ?? 0);
}

export interface Tags {
  /** Name of the property that holds the tag. */
  readonly tag: string;
  readonly known: readonly (string | number | boolean)[];
}

/** Returns the tag of an object; `undefined` for any other value. */
export function tagOf(value: unknown, tag: string): unknown {
  return typeof value === 'object' && value !== null ? own(value, tag) : undefined;
}

/** Accepts a variant that the API added later. */
export function unknownVariant(out: Context, key: Key, value: unknown, tags: Tags): void {
  if (out.closed || typeof tagOf(value, tags.tag) !== 'string')
    reportNoVariant(out, key, value, tags);
}

/** Reports a tag that none of the alternatives has. */
export function reportNoVariant(
  out: Context,
  key: Key,
  value: unknown,
  { tag, known }: Tags,
): void {
  if (!object(out, key, value)) return;
  report(out, tag, oneOfThese(known), tagOf(value, tag));
  leaveValue(out, key);
}
