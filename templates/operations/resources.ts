/** Groups operations by the path of names that they share. */
import type { Api, Operation } from '../../generator/index.ts';

export interface Resource {
  /** Joined by dots: `workflows.executions`; empty for operations that stand at the top. */
  readonly id: string;
  readonly path: readonly string[];
  readonly operations: readonly Operation[];
}

/** Sorted by id; operations in the order of the API. */
export function resourcesOf(api: Api): readonly Resource[] {
  const byPath = Map.groupBy(api.operations, ({ path }) => path.slice(0, -1).join('.'));
  return [...byPath]
    .map(([id, operations]) => ({ id, path: operations[0]?.path.slice(0, -1) ?? [], operations }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The last of an operation's path of names: what it does. */
export function verbOf(operation: Operation): string {
  return operation.path.at(-1) ?? operation.id;
}
