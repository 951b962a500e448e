/** Regular expressions of the document, as JavaScript reads them. */

/** `null`: the search may take long. The pattern compiles. */
export function quickMatch(pattern: string, text: string): boolean | null {
  return isFast(pattern, text) ? new RegExp(pattern, flagsOf(pattern)).test(text) : null;
}

/** The `u` flag, unless the pattern compiles only without it. */
export function flagsOf(pattern: string): 'u' | '' {
  return compilesWith(pattern, 'u') ? 'u' : '';
}

/** Returns true if JavaScript reads the pattern, with the `u` flag or without. */
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

/**
 * Returns true if the engine cannot go astray: what repeats is a character or class, and few things do or are a choice.
 *
 * Nearly every pattern of a document is like this.
 */
function isFast(pattern: string, text: string): boolean {
  const repeats = pattern.replaceAll('(?', '(').match(/[*+{?]/g) ?? [];
  const choices = pattern.match(/\|/g) ?? [];
  const isSmall = text.length <= 200 && repeats.length <= 3 && choices.length <= 8;
  return isSmall && !/\)[*+{?]|\\[1-9k]/.test(pattern);
}
