/** What a union does whose alternatives are told apart by a tag, where the tag is none of theirs. */
import { object, oneOfThese } from './checks.js';
import { own } from './own.js';
import { leave, report } from './report.js';
import type { Context, Key } from './validation.js';

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
