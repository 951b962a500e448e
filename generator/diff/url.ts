/** Reads the template of a path. */

/** Names of the variables in their order: `/a/{b}/c/{d}` → `['b', 'd']`. */
export function pathVariables(url: string): readonly string[] {
  return [...url.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}
