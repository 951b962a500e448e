/** `unevaluatedProperties` and `unevaluatedItems`: keys and items that no other part of a schema speaks of. */
import { judge, objectOf, passes } from './judge.js';
import { enter, leave } from './report.js';
import type { Check, Context, Key } from './validation.js';

/** Keys that a part speaks of: all, these, those like the pattern, or more where a check passes. */
export type EvaluatedKeys = 'all' | readonly string[] | RegExp | EvaluatedWhen<EvaluatedKeys>;

/** Items that a part speaks of: all, the first ones, those that pass a check, or more where another does. */
export type EvaluatedItems = 'all' | number | Check | EvaluatedWhen<EvaluatedItems>;

export interface EvaluatedWhen<Part> {
  /** Of the whole object or array. */
  readonly check: Check;
  readonly whenTrue: readonly Part[];
  readonly whenFalse: readonly Part[];
}

export interface Unevaluated<Part> {
  readonly evaluated: readonly Part[];
  /** Of what nothing speaks of. */
  readonly check: Check;
}

export function unevaluatedProperties(
  out: Context,
  key: Key,
  value: unknown,
  { evaluated, check }: Unevaluated<EvaluatedKeys>,
): void {
  const entries = objectOf(value);
  if (entries === null) return;
  const parts = evaluated.flatMap((part) =>
    chosen(part, (other) => passes(out, key, value, other)),
  );
  if (!enter(out, key, value)) return;
  for (const name of Object.keys(entries)) {
    if (!parts.some((part) => speaksOfKey(part, name))) judge(out, name, entries[name], check);
  }
  leave(out, key);
}

export function unevaluatedItems(
  out: Context,
  key: Key,
  value: unknown,
  { evaluated, check }: Unevaluated<EvaluatedItems>,
): void {
  if (!Array.isArray(value)) return;
  const parts = evaluated.flatMap((part) =>
    chosen(part, (other) => passes(out, key, value, other)),
  );
  if (!enter(out, key, value)) return;
  value.forEach((item: unknown, index) => {
    const isEvaluated = parts.some((part) => {
      if (typeof part !== 'function') return part === 'all' || index < part;
      return passes(out, index, item, part);
    });
    if (!isEvaluated) judge(out, index, item, check);
  });
  leave(out, key);
}

type Plain<Part> = Exclude<Part, EvaluatedWhen<Part>>;

/** A part as it stands, or those that a condition leads to. */
function chosen<Part>(part: Part, test: (check: Check) => boolean): readonly Plain<Part>[] {
  if (!isWhen(part)) return [part as Plain<Part>];
  const parts = test(part.check) ? part.whenTrue : part.whenFalse;
  return parts.flatMap((each) => chosen(each, test));
}

function isWhen<Part>(part: Part | EvaluatedWhen<Part>): part is EvaluatedWhen<Part> {
  return typeof part === 'object' && part !== null && 'whenTrue' in part;
}

function speaksOfKey(part: Plain<EvaluatedKeys>, name: string): boolean {
  if (part === 'all') return true;
  return part instanceof RegExp ? part.test(name) : part.includes(name);
}
