/**
 * Notes what is wrong with a value, and where.
 *
 * Nothing is kept on the way down: an issue collects the keys to it on the way back, innermost first.
 */
import type { Context, Key } from './validation.js';

/** A hostile body cannot make the list longer than this. */
const mostIssues = 1_000;

/** Deeper values are refused, so that no body can exhaust the stack. */
export const deepest = 500;

/** Every check ends here where something is wrong; `false`, as the value has not passed. */
export function report(out: Context, key: Key, expected: string, value: unknown): false {
  if (out.issues.length < mostIssues) {
    const received = describe(value);
    const message = `expected ${expected}, received ${received}`;
    out.issues.push({ path: [key], expected, received, message });
    out.levels.push(out.depth);
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
  if (out.issues.length > 0) addKey(out, key);
  out.depth -= 1;
}

/** Issues of this level are the last of the list. */
function addKey({ issues, levels, depth }: Context, key: Key): void {
  for (let index = issues.length - 1; levels[index] === depth; index -= 1) {
    levels[index] = depth - 1;
    issues[index]?.path.push(key);
  }
}

/** Integers are numbers: one that is no safe integer is not what is expected of an integer. */
function describe(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return value === Infinity || value === -Infinity ? 'infinity' : typeof value;
}
