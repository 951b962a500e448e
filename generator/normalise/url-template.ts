/** Reads the braces of a URL: `/pets/{id}`, `https://{region}.example.com`. */

/** The names in braces, in the order of the URL, each once. */
export function variablesIn(url: string): readonly string[] {
  return [...new Set(allVariablesIn(url))];
}

/** The same with those that come again. */
export function allVariablesIn(url: string): readonly string[] {
  return [...url.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
}

/** Returns the first braces that enclose no name; `null`: there are none. */
export function strayBraces(url: string): string | null {
  return url.replaceAll(/\{[^{}]+\}/g, '').match(/[{}]+/)?.[0] ?? null;
}
