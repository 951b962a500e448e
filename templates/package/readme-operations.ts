/** One operation → its lines in the README: how it is called, and what else goes by it. */
import type {
  Operation,
  PlannedSymbol,
  RenderContext,
  ResourceSymbols,
  Waiter,
} from '../../generator/index.ts';
import { markdownCode, markdownText } from './markdown-text.ts';

/** A list and no table: a new operation is new lines, and no column is laid out anew. */
export function operationLines(
  operation: Operation,
  resource: ResourceSymbols,
  context: RenderContext,
): readonly string[] {
  const nameOf = (method: PlannedSymbol): string =>
    ['client', ...[...resource.members, method].map((step) => context.nameOf(step))].join('.');
  const { method, allItems, waiter: waiterOf } = context.slots.operation;
  const all = allItems?.(operation) ?? null;
  return [
    operationLine(operation, nameOf(method(operation)), context),
    ...(all === null
      ? []
      : [`  - ${call(nameOf(all), argumentOf(operation, context))}: the items of all pages`]),
    ...operation.waiters.flatMap((waiter) => {
      const wait = waiterOf?.(operation, waiter) ?? null;
      return wait === null ? [] : [`  - ${call(nameOf(wait), waitArguments(operation, waiter, context))}`];
    }),
  ];
}

function operationLine(operation: Operation, name: string, context: RenderContext): string {
  const summary = markdownText(operation.docs.summary ?? '');
  const deprecated = operation.docs.deprecated === false ? '' : ' (deprecated)';
  const request = markdownCode(`${operation.method.toUpperCase()} ${operation.url}`);
  const words = summary === '' ? '' : `: ${summary}`;
  return `- ${call(name, argumentOf(operation, context))}, ${request}${deprecated}${words}`;
}

function call(name: string, given: string): string {
  return markdownCode(`${name}(${given})`);
}

function argumentOf(operation: Operation, context: RenderContext): string {
  const names = context.slots.operation
    .properties(operation, context)
    .filter(({ required }) => required)
    .map(({ name }) => name);
  return names.length === 0 ? '' : `{ ${names.join(', ')} }`;
}

function waitArguments(operation: Operation, { maxWaitMs }: Waiter, context: RenderContext): string {
  const parameters = argumentOf(operation, context) || '{}';
  return maxWaitMs === null ? `${parameters}, { maxWaitMs }` : parameters;
}
