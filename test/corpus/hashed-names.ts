/** Finds names that end in a hash: nothing in the document told two things apart. */

/** Six digits of a hash behind a name, as `pascalCase` writes them, or behind an underscore. */
const hash = /(?:[A-F0-9][0-9a-f]{5}|_[0-9a-f]{6})(?:Values|ByName)?$/;

export interface HashedName {
  readonly identity: string;
  readonly name: string;
  readonly isModel: boolean;
}

/** Returns the names with a hash, except those that the document itself gives. */
export function hashedNames(names: ReadonlyMap<string, string>, document: string): readonly HashedName[] {
  const given = document.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return [...names].flatMap(([identity, name]) => {
    const [found] = hash.exec(name) ?? [];
    const isHash = found !== undefined && /\d/.test(found) && !/^\d+$/.test(found);
    if (!isHash || given.includes(name.slice(-8).toLowerCase().replaceAll('_', ''))) return [];
    return [{ identity, name, isModel: identity.startsWith('model.') }];
  });
}
