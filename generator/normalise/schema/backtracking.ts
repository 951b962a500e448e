/** Finds patterns that can take exponential time on a text that a server chooses. */
import { createRequire } from 'node:module';
import type * as Refa from 'refa';
import { memoised } from '../../naming/memoised.ts';
import { hasManyWays } from './pattern-ambiguity.ts';
import { positionsOf } from './pattern-positions.ts';

export type Backtracking = 'bounded' | 'exponential' | 'unknown';

/** Only a group that repeats can backtrack exponentially. Most patterns have none, and need no analysis. */
export function backtrackingOf(pattern: string, flags: string): Backtracking {
  return /\)(?:[*+]|\{\d*,?\d*\})/.test(pattern) ? analysed(`${flags}/${pattern}`) : 'bounded';
}

/** `u/^a+$`: flags and pattern. */
const analysed = memoised((text): Backtracking => {
  const end = text.indexOf('/');
  try {
    const { alternatives } = parse(text.slice(end + 1), text.slice(0, end)).expression;
    return positionsOf(alternatives).some(hasManyWays) ? 'exponential' : 'bounded';
  } catch {
    // A back-reference, a pattern that is too large, or syntax that the engine knows and the library does not.
    return 'unknown';
  }
});

/** Loaded at first use: most documents need no analysis. */
function parse(source: string, flags: string): ReturnType<Refa.JS.Parser['parse']> {
  const { JS }: typeof Refa = createRequire(import.meta.url)('refa');
  const options = { simplify: false, backreferences: 'unknown', maxBackreferenceWords: 0 } as const;
  return JS.Parser.fromLiteral({ source, flags }).parse(options);
}
