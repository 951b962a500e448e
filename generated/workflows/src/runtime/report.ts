/** Notes what is wrong with a value, and keeps the way to it. */
import type { Context, Key } from './validation.js';

/** A hostile body cannot make the list longer than this. */
const mostIssues = 1_000;

/** Deeper values are refused, so that no body can exhaust the stack. */
export const deepest = 500;

/** Every check ends here where something is wrong. */
export function report(out: Context, key: Key, expected: string, value: unknown): void {
  if (out.issues.length >= mostIssues) return;
  const received = describe(value);
  out.issues.push({
    path: [...out.path, key].slice(1),
    expected,
    received,
    message: `expected ${expected}, received ${received}`,
  });
}

/** Goes into a value: what is checked next stands under `key`. `false`: it would be too deep. */
export function enter(out: Context, key: Key, value: unknown): boolean {
  if (out.path.push(key) <= deepest) return true;
  out.path.pop();
  report(out, key, `nesting of at most ${deepest}`, value);
  return false;
}

/** Comes back from a value that was gone into. */
export function leave(out: Context): void {
  out.path.pop();
}

function describe(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'number') return typeof value;
  if (Number.isInteger(value)) return 'integer';
  return Number.isFinite(value) ? 'number' : 'infinity';
}
