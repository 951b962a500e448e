/** Checks of a value against alternatives, by trial or by the tag of a union. */
import { leave, object, oneOfThese, report } from './checks.js';
import { own } from './keys.js';
import type { Check, Context, FoundIssue, Key } from './validation.js';

/** Alternatives within alternatives double the work with each level: a hostile body gets no more than this. */
const mostTries = 1_000_000;

/** What is wrong with a value, the latest first. */
type Found = readonly FoundIssue[];

/** At least one of several; where none fits, the issues of the one that came nearest. */
export function anyOf(out: Context, key: Key, value: unknown, checks: readonly Check[]): void {
  let nearest: Found | null = null;
  for (const check of checks) {
    const found = attempt(out, key, value, check);
    if (found === null) return;
    if (nearest === null || isNearer(found, nearest)) nearest = found;
  }
  if (nearest !== null) out.issues = [...nearest, ...(out.issues ?? [])];
}

/**
 * Exactly one of several, where a value is parsed exactly.
 *
 * A response that holds more than is declared may fit two. So may a request, as most alternatives
 * allow further keys: one that adds a key to another could never be sent.
 */
export function oneOf(out: Context, key: Key, value: unknown, checks: readonly Check[]): void {
  if (!out.exact || out.direction === 'request') return anyOf(out, key, value, checks);
  const fitting = checks.filter((check) => attempt(out, key, value, check) === null);
  if (fitting.length === 0) anyOf(out, key, value, checks);
  else if (fitting.length > 1) report(out, key, 'exactly one alternative', value);
}

/** What a check finds, noted nowhere else; `null`: the value passes. */
export function attempt(out: Context, key: Key, value: unknown, check: Check): Found | null {
  const { direction, exact, complete, depth } = out;
  const tries = triesOf(out);
  const trial: Context = { direction, exact, complete, issues: null, depth, tries };
  tries.left -= 1;
  if (tries.left > 0) check(trial, key, value);
  else report(trial, key, `at most ${mostTries} alternatives to try`, value);
  return trial.issues;
}

/** One budget for all that a value is tried against. */
export function triesOf(out: Context): { left: number } {
  out.tries ??= { left: mostTries };
  return out.tries;
}

/** Fewer issues are nearer; of equally many, those that lie deeper. */
function isNearer(found: Found, than: Found): boolean {
  if (found.length !== than.length) return found.length < than.length;
  return (found.at(-1)?.path.length ?? 0) > (than.at(-1)?.path.length ?? 0);
}

export interface Tags {
  /** The property that is the tag. */
  readonly tag: string;
  readonly known: readonly (string | number | boolean)[];
}

/** The tag of an object; of anything else there is none. */
export function tagOf(value: unknown, tag: string): unknown {
  return typeof value === 'object' && value !== null ? own(value, tag) : undefined;
}

/** A response may hold a variant that came later. */
export function laterVariant(out: Context, key: Key, value: unknown, tags: Tags): void {
  if (out.exact || typeof tagOf(value, tags.tag) !== 'string') noVariant(out, key, value, tags);
}

/** The object is none of the alternatives. */
export function noVariant(out: Context, key: Key, value: unknown, { tag, known }: Tags): void {
  if (!object(out, key, value)) return;
  report(out, tag, oneOfThese(known), tagOf(value, tag));
  leave(out, key);
}
