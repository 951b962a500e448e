/** Groups operations by the path of names that they share, and declares the files and names of these resources. */
import {
  type Api,
  camelCase,
  type Operation,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  splitWords,
  type SymbolRequest,
} from '../../generator/index.ts';

export interface Resource {
  /** Joined by dots: `workflows.executions`; empty for operations that stand at the top. */
  readonly id: string;
  readonly path: readonly string[];
  readonly operations: readonly Operation[];
}

/** Sorted by id; operations in the order of the API. The tag `Guests` and `guests.list` lead to one resource. */
export function resourcesOf(api: Api): readonly Resource[] {
  const byPath = Map.groupBy(api.operations, (operation) => pathOf(operation).join('.'));
  return [...byPath]
    .map(([id, operations]) => ({ id, path: operations.slice(0, 1).flatMap(pathOf), operations }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function pathOf({ path }: Operation): readonly string[] {
  return path.slice(0, -1).map((step) => camelCase(splitWords(step)));
}

/** The last of an operation's path of names: what it does. */
export function verbOf(operation: Operation): string {
  return operation.path.at(-1) ?? operation.id;
}

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

/** At 69 lines each, the mean of five large documents, they make a file of 400. */
const mostTogether = 6;

/** The file of each operation that has its own. The others are in that of the resource. */
type OwnFiles = ReadonlyMap<Operation, PlannedFile>;

/**
 * Operations of an earlier run keep the file that the ledger has for them.
 *
 * New ones go into the file of the resource if all of them fit. Once one has a file of its own, so has
 * every other that comes. So no operation moves as its neighbours come and go.
 */
function declareOwnFiles(resource: Resource, plan: Plan): OwnFiles {
  const was = Map.groupBy(resource.operations, (operation) => formerLocation(resource, operation, plan));
  const [apart = [], together = [], fresh = []] = locations.map((location) => was.get(location));
  const isRoom = apart.length === 0 && together.length + fresh.length <= mostTogether;
  const own = isRoom ? apart : [...apart, ...fresh];
  return new Map(own.map((operation) => [operation, declareFile(resource, operation, plan)]));
}

type FormerLocation = 'apart' | 'together' | 'none';

const locations: readonly FormerLocation[] = ['apart', 'together', 'none'];

function formerLocation(resource: Resource, operation: Operation, plan: Plan): FormerLocation {
  if (plan.wasThere('file', fileIdentity(resource, operation))) return 'apart';
  return plan.wasThere('symbol', `operation.call:${operation.id}`) ? 'together' : 'none';
}

function declareFile(resource: Resource, operation: Operation, plan: Plan): PlannedFile {
  return plan.file({
    identity: fileIdentity(resource, operation),
    folder: 'src/resources',
    name: [...(resource.path.length === 0 ? ['root'] : resource.path), verbOf(operation)],
    extension: '.ts',
  });
}

/** Comes after that of any resource: where both want a path, the resource has it, which callers import. */
function fileIdentity(resource: Resource, operation: Operation): string {
  return `resource:${resource.id}/${operation.id}`;
}
