/** Finds patterns that can take exponential time on a text that a server chooses. */
import { createRequire } from 'node:module';
import type * as Refa from 'refa';
import { memoised } from '../../naming/words.ts';
import { hasManyWays } from './pattern-ambiguity.ts';
import { NotAnalysable, positionsOf } from './pattern-positions.ts';

export type Backtracking = 'bounded' | 'exponential' | 'unknown';

/** Only a group that repeats can backtrack exponentially. Most patterns have none, and need no analysis. */
export function backtrackingOf(pattern: string, flags: string): Backtracking {
  return /\)(?:[*+]|\{\d*,?\d*\})/.test(pattern) ? analysed(`${flags}/${pattern}`) : 'bounded';
}

/** `u/^a+$`: flags and pattern. */
const analysed = memoised((text): Backtracking => {
  const end = text.indexOf('/');
  const { JS, TooManyNodesError } = library();
  try {
    const parser = JS.Parser.fromLiteral({ flags: text.slice(0, end), source: text.slice(end + 1) });
    return positionsOf(parser.parse(options).expression.alternatives).some(hasManyWays)
      ? 'exponential'
      : 'bounded';
  } catch (error) {
    if (isTooMuch(error) || error instanceof TooManyNodesError) return 'unknown';
    throw error;
  }
});

const options = { simplify: false, backreferences: 'unknown', maxBackreferenceWords: 0 } as const;

/** A back-reference, too many characters, nesting beyond the stack, or syntax that the engine knows and the library does not. */
function isTooMuch(error: unknown): boolean {
  return error instanceof NotAnalysable || error instanceof SyntaxError || error instanceof RangeError;
}

/** Loaded at first use: most documents need no analysis. */
function library(): typeof Refa {
  return createRequire(import.meta.url)('refa');
}
