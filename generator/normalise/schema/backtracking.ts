/** Finds patterns that can take exponential time on a text that a server chooses. */
import { createRequire } from 'node:module';
import type { checkSync } from 'recheck';
import { memoised } from '../../naming/memoised.ts';

export type Backtracking = 'bounded' | 'exponential' | 'unknown';

/** Only a group that repeats can backtrack exponentially. Most patterns have none, and need no analysis. */
export function backtrackingOf(pattern: string, flags: string): Backtracking {
  return /\)(?:[*+]|\{\d*,?\d*\})/.test(pattern) ? analysed(`${flags}/${pattern}`) : 'bounded';
}

/** `u/^a+$`: flags and pattern. An analysis may take seconds, and each is made once in a process. */
const analysed = memoised((text): Backtracking => {
  const end = text.indexOf('/');
  // The analysis by automata depends on the pattern alone; the other one of the library, on chance.
  const options = { checker: 'automaton', timeout: 30_000 } as const;
  const found = checker().checkSync(text.slice(end + 1), text.slice(0, end), options);
  if (found.status === 'unknown') return 'unknown';
  return found.complexity.type === 'exponential' ? 'exponential' : 'bounded';
});

/** Loaded at first use: it takes a second. The build for browsers is the one that starts no other process. */
function checker(): { readonly checkSync: typeof checkSync } {
  return createRequire(import.meta.url)('recheck/lib/browser.js');
}
