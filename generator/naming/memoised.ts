/** Remembers the results of a pure function of a text. */

/** Names of the largest known documents are shorter together. Beyond it the memory starts over, so that it stays bounded. */
const maximumCharacters = 4_000_000;

/** The results are shared: they must be immutable. */
export function memoised<Result>(compute: (text: string) => Result): (text: string) => Result {
  const results = new Map<string, Result>();
  let characters = 0;
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = compute(text);
    if (characters > maximumCharacters) {
      results.clear();
      characters = 0;
    }
    results.set(text, result);
    characters += text.length;
    return result;
  };
}
