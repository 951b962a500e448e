/** Gives every group of inline schemas a parent, a name and an identity that do not depend on the order of the document. */
import { compareText, sortedBy } from '../../api/json.ts';
import { pointerStep, placeKey } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import { pascalCase, splitWords } from '../../naming/words.ts';
import type { ComponentName, ModelSchemas } from './components.ts';
import type { Group, Occurrence } from './groups.ts';
import { nestedWish, type Wish } from './nested-names.ts';
import { inOrderOfPlace, ownerPaths, ownOccurrences, type OwnerPaths } from './owner-paths.ts';
import { operationWish } from './operation-names.ts';

export interface NamedGroup {
  readonly group: Group;
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
}

export interface NamingInput {
  readonly groups: ReadonlyMap<string, Group>;
  readonly models: ModelSchemas;
  readonly nameOfModel: ComponentName;
  /** Called where another schema got the name. */
  readonly onCollision: (winner: Schema | null, loser: Group, name: string) => void;
}

/** Names the groups; returns the result by the key of each group. */
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
  const naming = namingOf(input, named);
  const claims = groups.map((group): Claim => ({ key: group.key, ...wishOf(group, naming) }));
  const taken = parent === null ? namesOfModels(input) : new Map<string, string>();
  const assigned = assignNames(claims, new Set(taken.keys()));
  const wishedBy = Map.groupBy(claims, ({ names: [best = ''] }) => nameKey(best));
  return groups.map((group, index) => {
    const { name, refused } = assigned.get(group.key) ?? { name: 'model', refused: [] };
    for (const { name: wished, winner } of refused) {
      const component = taken.get(nameKey(wished));
      const won = winner === null ? input.models.get(component ?? '') : input.groups.get(winner)?.schema;
      input.onCollision(won ?? null, group, wished);
    }
    const parentId = parent === null ? null : (named.get(parent)?.id ?? parent);
    // Identified by its best name even where another schema got that name: an added component must not
    // create a new entry in the ledger.
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

function namesOfModels({ models, nameOfModel }: NamingInput): ReadonlyMap<string, string> {
  return new Map([...models.keys()].map((id) => [nameKey(nameOfModel(id)), id]));
}

interface Naming extends OwnerPaths {
  /** Returns the name of an owner, or its best wish until it has a name. Each is computed once. */
  readonly owner: (key: string) => string;
}

function namingOf({ groups, nameOfModel }: NamingInput, named: ReadonlyMap<string, NamedGroup>): Naming {
  const wishes = new Map<string, string>();
  const owner = (key: string): string => {
    const group = groups.get(key);
    const assigned = named.get(key)?.name;
    if (assigned !== undefined || group === undefined) return assigned ?? nameOfModel(key);
    const known = wishes.get(key);
    if (known !== undefined) return known;
    wishes.set(key, 'model');
    const wish = wishOf(group, naming).names[0] ?? 'model';
    wishes.set(key, wish);
    return wish;
  };
  const naming: Naming = { owner, ...ownerPaths(groups, owner) };
  return naming;
}

function wishOf(group: Group, naming: Naming): Wish {
  const atOperations = group.occurrences.flatMap(({ owner, relativeName }) =>
    owner.kind === 'operation' ? [{ use: owner.use, relativeName }] : [],
  );
  if (atOperations.length > 0) return operationWish(atOperations, group.schema);
  const uses = inOrderOfPlace(ownOccurrences(group)).flatMap(({ owner, relativeName }) =>
    owner.kind === 'model'
      ? [
          {
            ownerName: () => naming.owner(owner.key),
            ownerPath: () => naming.pathTo(owner.key),
            relativeName,
          },
        ]
      : [],
  );
  return nestedWish({ uses, outermost: () => naming.outermost(group) }, group.schema);
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

/** Returns the innermost model that contains all owners; `null`: none does, or an operation is an owner. */
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

interface Claim extends Wish {
  readonly key: string;
}

interface AssignedName {
  readonly name: string;
  /** Names that went to others; the winner is `null` where a component has the name. */
  readonly refused: readonly { readonly name: string; readonly winner: string | null }[];
}

interface Contender {
  readonly claim: Claim;
  /** The names of the claim as far as they were needed. */
  names: readonly string[];
  level: number;
  name: string;
  /** The form in which two names must differ. */
  nameKey: string;
  readonly refused: { name: string; winner: string | null }[];
}

/** Gives each name to its strongest claim; where two are equally strong, neither gets it. */
function assignNames(
  claims: readonly Claim[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, AssignedName> {
  const contenders = claims.map((claim): Contender => ({
    claim,
    level: 0,
    refused: [],
    ...nameAt({ claim, names: claim.names }, 0),
  }));
  for (let moved = true; moved;) {
    moved = false;
    for (const [key, rivals] of byWish(contenders)) {
      const winner = taken.has(key) ? null : strongest(rivals);
      const losers = rivals.filter((rival) => rival !== winner && hasNext(rival));
      if (rivals.length === 1 && winner !== null) continue;
      for (const loser of losers) {
        loser.refused.push({ name: loser.name, winner: winner?.claim.key ?? null });
        loser.level += 1;
        Object.assign(loser, nameAt(loser, loser.level));
        moved = true;
      }
    }
  }
  return new Map(contenders.map(({ claim, name, refused }) => [claim.key, { name, refused }] as const));
}

function byWish(contenders: readonly Contender[]): ReadonlyMap<string, readonly Contender[]> {
  const wishes = new Map<string, Contender[]>();
  for (const contender of contenders) {
    const rivals = wishes.get(contender.nameKey) ?? [];
    rivals.push(contender);
    wishes.set(contender.nameKey, rivals);
  }
  return wishes;
}

function strongest(rivals: readonly Contender[]): Contender | null {
  const strengths = rivals.map(({ claim, level }) => level * 10 + claim.priority);
  const best = Math.min(...strengths);
  const first = strengths.indexOf(best);
  return first === strengths.lastIndexOf(best) ? (rivals[first] ?? null) : null;
}

type NamesSoFar = Pick<Contender, 'claim' | 'names'>;

/** The longer names take time, so they are made for a claim that has lost all the others. */
function nameAt(contender: NamesSoFar, level: number): Pick<Contender, 'names' | 'name' | 'nameKey'> {
  const { claim } = contender;
  const isSpent = level === claim.names.length;
  const names = isSpent ? [...claim.names, ...claim.longer()] : contender.names;
  const name = names[level] ?? claim.last();
  return { names, name, nameKey: nameKey(name) };
}

/** Names with different keys do not collide in any case style. */
function nameKey(name: string): string {
  return pascalCase(splitWords(name)).toLowerCase();
}

function hasNext({ claim, names, level }: Contender): boolean {
  return level < Math.max(names.length, claim.names.length);
}
