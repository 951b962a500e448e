/** Decides which operations stand in the file of their resource, and which in one of their own. */
import type { Operation, Plan, PlannedFile } from '../../generator/index.ts';
import { verbOf, type Resource } from './resources.ts';

/** At 69 lines each, the mean of five large documents, they make a file of 400. */
const mostTogether = 6;

/** The file of each operation that has its own. The others are in that of the resource. */
export type OwnFiles = ReadonlyMap<Operation, PlannedFile>;

/**
 * Whoever has a place keeps it: an operation that came before is where the ledger says it was.
 *
 * Those that are new go where there is room for all of them; once one has a file of its own, so has
 * every other that comes. So no operation moves as its neighbours come and go.
 */
export function declareOwnFiles(resource: Resource, plan: Plan): OwnFiles {
  const was = Map.groupBy(resource.operations, (operation) => formerHome(resource, operation, plan));
  const [apart = [], together = [], fresh = []] = homes.map((home) => was.get(home));
  const isRoom = apart.length === 0 && together.length + fresh.length <= mostTogether;
  const own = isRoom ? apart : [...apart, ...fresh];
  return new Map(own.map((operation) => [operation, declareFile(resource, operation, plan)]));
}

type Home = 'apart' | 'together' | 'none';

const homes: readonly Home[] = ['apart', 'together', 'none'];

function formerHome(resource: Resource, operation: Operation, plan: Plan): Home {
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
