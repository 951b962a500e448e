/** Decides which operations stand in the file of their resource, and which in one of their own. */
import type { Operation, Plan, PlannedFile } from '../../generator/index.ts';
import { verbOf, type Resource } from './resources.ts';

/** At 69 lines each, the mean of five large documents, they make a file of 400. */
const mostTogether = 6;

/** The file of each operation that has its own. The others are in that of the resource. */
export type OwnFiles = ReadonlyMap<Operation, PlannedFile>;

/**
 * Operations of an earlier run keep the file that the ledger has for them.
 *
 * New ones go into the file of the resource if all of them fit. Once one has a file of its own, so has
 * every other that comes. So no operation moves as its neighbours come and go.
 */
export function declareOwnFiles(resource: Resource, plan: Plan): OwnFiles {
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
