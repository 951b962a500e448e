/** Turns a resource into its file and the names that it has in the client. */
import type { Plan, PlannedFile, PlannedSymbol, SymbolRequest } from '../../generator/index.ts';
import { declareOwnFiles, type OwnFiles } from './own-files.ts';
import type { Resource } from './resources.ts';

/** A resource with its file and the names that it has in the client. */
export interface ResourceSet extends Resource {
  /** Its interface, and those of its operations that have no file of their own. */
  readonly file: PlannedFile;
  readonly ownFiles: OwnFiles;
  readonly type: PlannedSymbol;
  readonly bind: PlannedSymbol;
  readonly members: readonly PlannedSymbol[];
}

/** The steps to resources, by identity: resources share the first ones. */
export type Groups = Map<string, PlannedSymbol>;

export function declareResource(resource: Resource, groups: Groups, plan: Plan): ResourceSet {
  const isRoot = resource.path.length === 0;
  const file = plan.file({
    identity: `resource:${resource.id}`,
    folder: 'src/resources',
    name: isRoot ? ['root'] : resource.path,
    extension: '.ts',
  });
  const name = isRoot ? 'Root' : resource.path.join(' ');
  const part = partOf(resource);
  // `Products.ListParameters`: the types of all operations, of which two resources may have the same names.
  plan.symbol({
    identity: `resource.module:${resource.id}`,
    file,
    name,
    alternatives: [`${name} Types`, `${name} Resource Types`],
    case: 'pascal',
    meaning: 'type',
    isPublic: true,
    isModule: true,
    claim: -3,
  });
  return {
    ...resource,
    file,
    ownFiles: declareOwnFiles(resource, plan),
    members: declareMembers({ resource, file, groups }, plan),
    type: plan.symbol({
      identity: `resource.type:${resource.id}`,
      ...part,
      file,
      // Resources and models go by the same nouns.
      name: `${name} Resource`,
      case: 'pascal',
      meaning: 'type',
      isKept: true,
      claim: 2,
    }),
    bind: plan.symbol({
      identity: `resource.bind:${resource.id}`,
      ...part,
      file,
      name: `bind ${name}`,
      case: 'camel',
      meaning: 'value',
      isKept: true,
    }),
  };
}

/** A resource stands where its first operation does. */
function partOf({ id, operations }: Resource): Pick<SymbolRequest, 'of'> {
  const [first] = operations;
  return first === undefined ? {} : { of: { what: 'resource', name: id, place: first.place } };
}

interface MembersRequest {
  readonly resource: Resource;
  readonly file: PlannedFile;
  readonly groups: Groups;
}

/** Its steps in the client: each lives in the one before it. */
function declareMembers({ resource, file, groups }: MembersRequest, plan: Plan): readonly PlannedSymbol[] {
  const members: PlannedSymbol[] = [];
  for (const [index, step] of resource.path.entries()) {
    const id = resource.path.slice(0, index + 1).join('.');
    const identity = `group:${id}`;
    const parent = members.at(-1);
    const symbol =
      groups.get(identity) ??
      plan.symbol({
        identity,
        ...partOf({ ...resource, id }),
        file,
        name: step,
        case: 'camel',
        meaning: 'value',
        isMember: true,
        claim: 1,
        ...(parent === undefined ? {} : { parent }),
      });
    groups.set(identity, symbol);
    members.push(symbol);
  }
  return members;
}
