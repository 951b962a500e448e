/** Names of operations in tools and commands, derived from their names in the client. */
import { hashText, type Operation, type RenderContext, type Waiter } from '../../generator/index.ts';

/** `['workflows', 'executions', 'retrieve']`: the path in the client, which is unique and kept across runs. */
export function clientPath(operation: Operation, { slots, nameOf }: RenderContext): readonly string[] {
  const resource = slots.operation.resources.find(({ operations }) => operations.includes(operation));
  return [...(resource?.members ?? []), slots.operation.method(operation)].map((symbol) => nameOf(symbol));
}

/** `['workflows', 'executions', 'waitUntilCompleted']` */
export function waitPath(operation: Operation, waiter: Waiter, context: RenderContext): readonly string[] {
  const method = context.slots.operation.waiter?.(operation, waiter) ?? null;
  const name = method === null ? waiter.method : context.nameOf(method);
  return [...clientPath(operation, context).slice(0, -1), name];
}

/** Hosts of agents accept at most these. */
const longestName = 64;

/** `workflows_executions_retrieve`. A longer name ends in a hash of the whole. */
export function toolName(path: readonly string[]): string {
  const name = path.join('_').replaceAll(/[^A-Za-z0-9_-]/g, '_');
  if (name.length <= longestName) return name;
  return `${name.slice(0, longestName - 9)}_${hashText(path.join('.')).slice(0, 8)}`;
}
