/** Decides whether a pattern of the document matches a name of the document, within bounded time. */
import { createContext, Script } from 'node:vm';

const script = new Script('new RegExp(source, flags).test(text)');

/** A pattern can be written so that it takes years: the engine is stopped after this long. */
const LONGEST_MS = 100;

/** `null`: it takes too long to say. The pattern is one that compiles. */
export function patternMatches(pattern: string, text: string): boolean | null {
  const flags = compilesWith(pattern, 'u') ? 'u' : '';
  try {
    return (
      script.runInContext(createContext({ source: pattern, flags, text }), { timeout: LONGEST_MS }) === true
    );
  } catch {
    return null;
  }
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
