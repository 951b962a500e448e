/** Groups operations by the path of names that they share. */
import { camelCase, splitWords, type Api, type Operation } from '../../generator/index.ts';

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
