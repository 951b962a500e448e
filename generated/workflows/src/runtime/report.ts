/**
 * Notes what is wrong with a value, and where.
 *
 * Nothing is kept on the way down: an issue starts with its own key, and on the way back collects
 * those before it, each at its depth.
 */
import type { Context, Key } from './validation.js';

/** A hostile body cannot make the list longer than this. */
const mostIssues = 1_000;

/** Deeper values are refused, so that no body can exhaust the stack. */
export const deepest = 500;

/** Every check ends here where something is wrong; `false`, as the value has not passed. */
export function report(out: Context, key: Key, expected: string, value: unknown): false {
  out.issues ??= [];
  if (out.issues.length < mostIssues) {
    const path: Key[] = [];
    path[out.depth] = key;
    const received = describe(value, expected);
    const message = `expected ${expected}, received ${received}`;
    out.issues.unshift({ path, expected, received, message });
  }
  return false;
}

/** Goes into a value: what is checked next stands in it. `false`: it would be too deep. */
export function enter(out: Context, key: Key, value: unknown): boolean {
  if (out.depth >= deepest) return report(out, key, `nesting of at most ${deepest}`, value);
  out.depth += 1;
  return true;
}

/** Comes back from a value: what was found in it stands under `key`. */
export function leave(out: Context, key: Key): void {
  out.depth -= 1;
  if (out.issues === null) return;
  for (const { path } of out.issues) {
    if (!(out.depth + 1 in path) || out.depth in path) return; // it was found outside
    path[out.depth] = key;
  }
}

/**
 * A refused number is shown with its value where a number is expected: its type would not explain why. Elsewhere the
 * type is enough, and keeps the content out of logs.
 */
function describe(value: unknown, expected: string): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && /^(?:num|int|mul)/.test(expected)
    ? String(value)
    : typeof value;
}
