/** The constants of one operation that return its options: a query, an infinite query or a mutation. */
import {
  code,
  deprecation,
  generic,
  literal,
  runtimeType,
  runtimeValue,
  type,
  value,
  type Code,
  type Operation,
  type PlannedSymbol,
  type RenderContext,
  type Statement,
} from '../../generator/index.ts';

/** Names of one operation; `null`: it has no such options. */
export interface OperationOptions {
  readonly operation: Operation;
  readonly query: PlannedSymbol | null;
  readonly pages: PlannedSymbol | null;
  readonly mutation: PlannedSymbol | null;
}

interface Surroundings {
  /** Constant that all keys of the resource begin with. */
  readonly key: PlannedSymbol;
  readonly context: RenderContext;
}

/** `key = ['@artu/workflows', 'workflows', 'executions']`: the name of the package, then of the resource. */
export function keyStatement(path: readonly string[], { key, context }: Surroundings): Statement {
  return {
    kind: 'const',
    name: key,
    exported: true,
    docs: { text: 'Every key in this module begins with it: `invalidateQueries({ queryKey: key })`.' },
    type: code`readonly string[]`,
    value: literal([context.package.name, ...path]),
  };
}

export function optionStatements(
  { operation, query, pages, mutation }: OperationOptions,
  around: Surroundings,
): readonly Statement[] {
  const { context } = around;
  const { call, result, pages: pagesOf } = context.slots.operation;
  const data = result(operation, context);
  const run = call(operation);
  const list = pagesOf?.(operation) ?? null;
  const statement = (name: PlannedSymbol | null, options: Options): readonly Statement[] =>
    name === null ? [] : [optionStatement({ name, operation, ...options }, around)];
  return [
    ...statement(query, { kind: 'query', run, types: [data] }),
    ...(list === null
      ? []
      : statement(pages, { kind: 'pagesQuery', run: list.call, types: [list.item(context), data] })),
    ...statement(mutation, { kind: 'mutation', run, types: [data] }),
  ];
}

interface Options {
  /** Function of the runtime that makes the constant. */
  readonly kind: 'query' | 'pagesQuery' | 'mutation';
  /** Function of the operation. */
  readonly run: PlannedSymbol;
  /** Type arguments after the parameters. */
  readonly types: readonly Code[];
}

interface OptionRequest extends Options {
  readonly name: PlannedSymbol;
  readonly operation: Operation;
}

const typeNames = { query: 'Query', pagesQuery: 'PagesQuery', mutation: 'Mutation' } as const;

const summaries = {
  query: 'Options of a query for',
  pagesQuery: 'Options of an infinite query for',
  mutation: 'Options of a mutation for',
} as const;

/** `retrieveQuery: Query<RetrieveParameters, Pet> = query(retrieve, [...key, 'retrieve'])` */
function optionStatement(
  { name, operation, kind, run, types }: OptionRequest,
  { key, context }: Surroundings,
): Statement {
  const parameters = context.slots.operation.parameters(operation);
  const all = [parameters === null ? code`object` : type(parameters), ...types];
  const ownKey = code`[...${value(key)}, ${literal(operation.path.at(-1) ?? operation.id)}]`;
  return {
    kind: 'const',
    name,
    exported: true,
    docs: {
      text: `${summaries[kind]} {@link ${context.nameOf(run)}}.`,
      tags: deprecation(operation.docs),
    },
    type: generic(runtimeType(typeNames[kind], context), all),
    value: code`/* @__PURE__ */ ${runtimeValue(kind, context)}(${value(run)}, ${ownKey})`,
  };
}
