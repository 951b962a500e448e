/** Checks that compare values as JSON does: keys in any order, 1 and 1.0 the same. */
import { deepest, report } from './report.js';
import type { Context, Key } from './validation.js';

/** One fixed object or array. */
export function sameAs(out: Context, key: Key, value: unknown, expected: unknown): void {
  if (!sameJson(value, expected)) report(out, key, JSON.stringify(expected), value);
}

/** An array without equal items. */
export function uniqueItems(out: Context, key: Key, value: readonly unknown[]): void {
  if (!out.exact) return;
  const depth = deepest - out.depth;
  const texts = value.map((item) => canonical(item, depth));
  if (texts.includes(null)) report(out, key, `nesting of at most ${deepest}`, value);
  else if (new Set(texts).size < texts.length) report(out, key, 'array without equal items', value);
}

/** Goes as deep as the expected value, however deep the other may be. */
function sameJson(value: unknown, expected: unknown): boolean {
  if (value === expected) return true;
  if (!isComposed(value) || !isComposed(expected)) return false;
  if (Array.isArray(value) !== Array.isArray(expected)) return false;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(value).length &&
    keys.every((key) => Object.hasOwn(value, key) && sameJson(value[key], expected[key]))
  );
}

/** The same text for the same value; `null`: it is too deep to be written. */
function canonical(value: unknown, depth: number): string | null {
  if (!isComposed(value)) return String(JSON.stringify(value));
  if (depth <= 0) return null;
  const parts = Object.keys(value)
    .sort()
    .map((key) => {
      const part = canonical(value[key], depth - 1);
      return part === null ? null : `${JSON.stringify(key)}:${part}`;
    });
  if (parts.includes(null)) return null;
  return Array.isArray(value) ? `[${parts.join()}]` : `{${parts.join()}}`;
}

function isComposed(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
