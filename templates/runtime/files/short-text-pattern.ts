/** A pattern that can take exponential time, and is therefore tested on short texts only. */

/** Characters of the longest text that is tested. */
const longestText = 16;

/** Returns a pattern that accepts every longer text without testing it: no text of a server keeps the process busy. */
export function shortTextPattern(source: string, flags?: string): RegExp {
  const pattern = new RegExp(source, flags);
  const test = (text: string): boolean =>
    text.length > longestText || RegExp.prototype.test.call(pattern, text);
  return Object.assign(pattern, { test });
}
