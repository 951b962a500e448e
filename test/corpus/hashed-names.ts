/** Finds names of models that end in a hash: nothing in the document told two schemas apart. */

/** Six digits of a hash behind a name, as `pascalCase` writes them, or behind an underscore. */
const hash = /(?:[A-F0-9][0-9a-f]{5}|_[0-9a-f]{6})(?:Values|ByName)?$/;

/** Returns the names of models with a hash, except those that the document itself gives. */
export function hashedNames(names: ReadonlyMap<string, string>, document: string): readonly string[] {
  const given = document.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return [...names].flatMap(([identity, name]) => {
    const [found] = hash.exec(name) ?? [];
    const isHash = found !== undefined && /\d/.test(found) && !/^\d+$/.test(found);
    if (!isHash || !identity.startsWith('model.')) return [];
    return given.includes(name.slice(-8).toLowerCase().replaceAll('_', '')) ? [] : [name];
  });
}
