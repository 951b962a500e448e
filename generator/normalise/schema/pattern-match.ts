/** Decides whether a pattern of the document matches a name of the document, within bounded time. */
import { createContext, Script } from 'node:vm';

const script = new Script('new RegExp(source, flags).test(text)');

/** A pattern can be written so that it takes years: the engine is stopped after this long. */
const LONGEST_MS = 1000;

/** After this many patterns that took too long, no other is tried that may. */
const MOST_SLOW = 3;

/** `null`: it takes too long to say; the pattern is added to `slow`. The pattern is one that compiles. */
export function patternMatches(pattern: string, text: string, slow: Set<string>): boolean | null {
  const flags = compilesWith(pattern, 'u') ? 'u' : '';
  if (isFast(pattern, text)) return new RegExp(pattern, flags).test(text);
  if (slow.has(pattern) || slow.size >= MOST_SLOW) return null;
  try {
    return (
      script.runInContext(createContext({ source: pattern, flags, text }), { timeout: LONGEST_MS }) === true
    );
  } catch {
    slow.add(pattern);
    return null;
  }
}

/**
 * Whether the engine cannot go astray: what repeats is a character or class, and few things do or are a choice.
 *
 * Nearly every pattern of a key is like this, and to start a context costs more than to match it.
 */
function isFast(pattern: string, text: string): boolean {
  const repeats = pattern.replaceAll('(?', '(').match(/[*+{?]/g) ?? [];
  const choices = pattern.match(/\|/g) ?? [];
  const isSmall = text.length <= 200 && repeats.length <= 3 && choices.length <= 8;
  return isSmall && !/\)[*+{?]|\\[1-9k]/.test(pattern);
}

/** Whether JavaScript reads the pattern, with the `u` flag or without. */
export function compiles(pattern: string): boolean {
  return compilesWith(pattern, 'u') || compilesWith(pattern, '');
}

function compilesWith(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags) instanceof RegExp;
  } catch {
    return false;
  }
}
