/** Gives every group of inline schemas its parent, its name and its identity. */
import { compareText, sortedBy } from '../../api/compare.ts';
import { pointerStep } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import { singularName, splitWords } from '../../naming/words.ts';
import type { ModelSchemas } from './components.ts';
import { nameOfComponent } from './components.ts';
import type { Group, Occurrence } from './groups.ts';
import { placeKey } from './groups.ts';
import type { Wish } from './operation-names.ts';
import { hashed, operationWish } from './operation-names.ts';
import type { Claim } from './settle-names.ts';
import { nameKey, settleNames } from './settle-names.ts';
import { joinNames } from './nested-names.ts';

export interface NamedGroup {
  readonly group: Group;
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
}

export interface NamingInput {
  readonly groups: ReadonlyMap<string, Group>;
  readonly models: ModelSchemas;
  /** Called where a wish could not be granted. */
  readonly onCollision: (winner: Schema | null, loser: Group, name: string) => void;
}

/** From the key of a group to what it is called. */
export function nameGroups(input: NamingInput): ReadonlyMap<string, NamedGroup> {
  const parents = findParents(input);
  const byParent = new Map<string | null, Group[]>();
  for (const group of sortedBy(
    input.groups.values(),
    ({ schema, key }) => `${placeKey(schema.place)}\n${key}`,
  )) {
    const parent = parents.get(group.key) ?? null;
    byParent.set(parent, [...(byParent.get(parent) ?? []), group]);
  }
  const named = new Map<string, NamedGroup>();
  const pending: (string | null)[] = [null, ...[...input.models.keys()].sort(compareText)];
  for (let parent = pending.shift(); parent !== undefined; parent = pending.shift()) {
    for (const entry of nameSiblings(input, parent, { groups: byParent.get(parent) ?? [], named })) {
      named.set(entry.group.key, entry);
      pending.push(entry.group.key);
    }
  }
  return named;
}

interface Siblings {
  readonly groups: readonly Group[];
  readonly named: ReadonlyMap<string, NamedGroup>;
}

function nameSiblings(input: NamingInput, parent: string | null, siblings: Siblings): readonly NamedGroup[] {
  const { groups, named } = siblings;
  const owner = ownerNames(input.groups, named);
  const claims = groups.map((group): Claim => ({ key: group.key, ...wishOf(group, { owner }) }));
  const taken = parent === null ? componentNames(input.models) : new Map<string, string>();
  const settled = settleNames(claims, new Set(taken.keys()));
  const wishedBy = Map.groupBy(claims, ({ names: [best = ''] }) => nameKey(best));
  return groups.map((group, index) => {
    const { name, refused } = settled.get(group.key) ?? { name: 'model', refused: [] };
    for (const { name: wished, winner } of refused) {
      const component = taken.get(nameKey(wished));
      const won = winner === null ? input.models.get(component ?? '') : input.groups.get(winner)?.schema;
      input.onCollision(won ?? null, group, wished);
    }
    const parentId = parent === null ? null : (named.get(parent)?.id ?? parent);
    // Known by its best name also where that went to another: a component that is added must not
    // make it a new thing in the ledger.
    const [best = name] = claims[index]?.names ?? [];
    const identifying = wishedBy.get(nameKey(best))?.length === 1 ? best : name;
    const id = parentId === null ? `inline:${nameWords(identifying)}` : parentId + pointerStep(identifying);
    return { group, id, name, parent: parentId };
  });
}

function nameWords(name: string): string {
  return splitWords(name)
    .map((word) => word.toLowerCase())
    .join('-');
}

function componentNames(models: ModelSchemas): ReadonlyMap<string, string> {
  return new Map([...models.keys()].map((id) => [nameKey(nameOfComponent(id)), id]));
}

/** What an owner is called, or would best like to be called as long as its name is not settled; each found once. */
function ownerNames(
  groups: ReadonlyMap<string, Group>,
  named: ReadonlyMap<string, NamedGroup>,
): (key: string) => string {
  const wishes = new Map<string, string>();
  const owner = (key: string): string => {
    const group = groups.get(key);
    const settled = named.get(key)?.name;
    if (settled !== undefined || group === undefined) return settled ?? nameOfComponent(key);
    const known = wishes.get(key);
    if (known !== undefined) return known;
    wishes.set(key, 'model');
    const wish = wishOf(group, { owner }).names[0] ?? 'model';
    wishes.set(key, wish);
    return wish;
  };
  return owner;
}

interface Naming {
  readonly owner: (key: string) => string;
}

function wishOf(group: Group, naming: Naming): Wish {
  const atOperations = group.occurrences.flatMap(({ owner, trail }) =>
    owner.kind === 'slot' ? [{ use: owner.use, trail }] : [],
  );
  if (atOperations.length > 0) return operationWish(atOperations, group.schema);
  const occurrences = ownOccurrences(group);
  const wishes = occurrences.map((occurrence) => nestedName(occurrence, naming.owner));
  const name = commonName([...new Set(wishes)]);
  const owners = new Set(
    occurrences.map(({ owner }) => (owner.kind === 'model' ? naming.owner(owner.key) : 'model')),
  );
  const longer = [...owners].sort(compareText).slice(0, MOST_OWNERS);
  const isExact = occurrences.some(({ trail }) => !trail.isItem);
  return {
    names: [name, ...longer.map((owner) => joinNames(owner, name))],
    last: () => hashed(name, group.schema),
    priority: isExact ? 0 : 1,
  };
}

/** Owners that a name is tried with before it takes digits of the shape. */
const MOST_OWNERS = 3;

/** What the schema is called from its owner; where a model is a list or map itself, after the model. */
function nestedName({ owner, trail }: Occurrence, nameOf: (key: string) => string): string {
  if (trail.name !== null) return splitWords(trail.name).length > 0 ? trail.name : 'value';
  const whole = owner.kind === 'model' ? nameOf(owner.key) : 'item';
  const single = singularName(whole);
  return single === whole ? 'item' : single;
}

/** The last words that all names share; without any, the first name by code points. */
function commonName(names: readonly string[]): string {
  const [first = 'value', ...others] = names.toSorted(compareText);
  if (others.length === 0) return first;
  const words = splitWords(first);
  const lists = others.map((name) => splitWords(name).map((word) => word.toLowerCase()));
  let length = 0;
  while (
    length < words.length &&
    lists.every((list) => list.at(-1 - length) === words.at(-1 - length)?.toLowerCase())
  ) {
    length += 1;
  }
  return length === 0 ? first : words.slice(words.length - length).join(' ');
}

/**
 * Where the schema is written inside one of its owners, only those owners count.
 *
 * What a model takes over from another by `allOf` belongs to the other one.
 */
function ownOccurrences(group: Group): readonly Occurrence[] {
  const own = group.occurrences.filter(({ isOwn }) => isOwn);
  return own.length > 0 ? own : group.occurrences;
}

function findParents({ groups }: NamingInput): ReadonlyMap<string, string | null> {
  const parents = new Map<string, string | null>();
  const finding = new Set<string>();
  const chainOf = (key: string): readonly string[] => {
    const parent = parentOf(key);
    return parent === null ? [key] : [...chainOf(parent), key];
  };
  const parentOf = (key: string): string | null => {
    const group = groups.get(key);
    const known = parents.get(key);
    if (known !== undefined || group === undefined || finding.has(key)) return known ?? null;
    finding.add(key);
    const parent = commonOwner(ownOccurrences(group), chainOf);
    finding.delete(key);
    parents.set(key, parent);
    return parent;
  };
  for (const key of [...groups.keys()].sort(compareText)) parentOf(key);
  return parents;
}

/** The innermost model that all owners are, or lie in; `null`: there is none, or an operation is an owner. */
function commonOwner(
  occurrences: readonly Occurrence[],
  chainOf: (key: string) => readonly string[],
): string | null {
  const owners = new Set(occurrences.map(({ owner }) => (owner.kind === 'model' ? owner.key : null)));
  const chains = [...owners].map((owner) => (owner === null ? [] : chainOf(owner)));
  const [first = [], ...others] = chains;
  const length = others.reduce((shared, chain) => {
    const differs = chain.findIndex((key, index) => key !== first[index]);
    return Math.min(shared, differs < 0 ? chain.length : differs);
  }, first.length);
  return first[length - 1] ?? null;
}
