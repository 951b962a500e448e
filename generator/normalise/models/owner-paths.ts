/** Finds the models around an inline schema: the path to its owner, and the outermost models of all its uses. */
import { sortedBy } from '../../api/json.ts';
import { placeKey } from '../../api/place.ts';
import type { Group, Occurrence } from './groups.ts';

export interface OwnerPaths {
  /** Names of the models on the path to a model, itself the last; through the first use of each. */
  readonly pathTo: (key: string) => readonly string[];
  /** Names of the outermost models that contain the group, sorted. */
  readonly outermost: (group: Group) => readonly string[];
}

export function ownerPaths(groups: ReadonlyMap<string, Group>, nameOf: (key: string) => string): OwnerPaths {
  const pathTo = (key: string): readonly string[] => {
    const path = [key];
    for (let outer = ownerOf(groups.get(key)); outer !== null; outer = ownerOf(groups.get(outer))) {
      if (path.includes(outer)) break;
      path.unshift(outer);
    }
    return path.map(nameOf);
  };
  const outermost = (group: Group): readonly string[] => {
    const seen = new Set<string>();
    const found = new Set<string>();
    const pending = modelOwners(group);
    for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
      if (seen.has(key)) continue;
      seen.add(key);
      const owner = groups.get(key);
      if (owner === undefined || isOfOperation(owner)) found.add(nameOf(key));
      else pending.push(...modelOwners(owner));
    }
    return [...found].sort();
  };
  return { pathTo, outermost };
}

/**
 * Ignores owners that copied the schema by `allOf`, where another owner contains it itself.
 *
 * A schema that a model takes from another by `allOf` belongs to the other model.
 */
export function ownOccurrences(group: Group): readonly Occurrence[] {
  const own = group.occurrences.filter(({ isOwn }) => isOwn);
  return own.length > 0 ? own : group.occurrences;
}

export function inOrderOfPlace(occurrences: readonly Occurrence[]): readonly Occurrence[] {
  return sortedBy(occurrences, ({ schema }) => placeKey(schema.place));
}

/** The model that contains the first use of the group; `null`: an operation does, or it is a component. */
function ownerOf(group: Group | undefined): string | null {
  if (group === undefined || isOfOperation(group)) return null;
  const [first] = inOrderOfPlace(ownOccurrences(group));
  return first?.owner.kind === 'model' ? first.owner.key : null;
}

function isOfOperation({ occurrences }: Group): boolean {
  return occurrences.some(({ owner }) => owner.kind === 'operation');
}

function modelOwners(group: Group): string[] {
  return ownOccurrences(group).flatMap(({ owner }) => (owner.kind === 'model' ? [owner.key] : []));
}
