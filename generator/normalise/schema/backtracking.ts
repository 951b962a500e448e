/** Finds patterns that can take exponential time on a text that a server chooses. */
import { createRequire } from 'node:module';
import type { checkSync } from 'recheck';

export type Backtracking = 'bounded' | 'exponential' | 'unknown';

/** Only a group that repeats can backtrack exponentially. Most patterns have none, and need no analysis. */
export function backtrackingOf(pattern: string, flags: string): Backtracking {
  if (!/\)(?:[*+]|\{\d*,?\d*\})/.test(pattern)) return 'bounded';
  // The analysis by automata depends on the pattern alone; the other one of the library, on chance.
  const found = checker().checkSync(pattern, flags, { checker: 'automaton', timeout: 30_000 });
  if (found.status === 'unknown') return 'unknown';
  return found.complexity.type === 'exponential' ? 'exponential' : 'bounded';
}

/** Loaded at first use: it takes a second. The build for browsers is the one that starts no other process. */
function checker(): { readonly checkSync: typeof checkSync } {
  return createRequire(import.meta.url)('recheck/lib/browser.js');
}
