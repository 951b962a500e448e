/** A template that adds options of TanStack Query: queries for operations that read, mutations for the others. */
import {
  type Api,
  code,
  type Code,
  defineTemplate,
  type Dependency,
  deprecation,
  generic,
  literal,
  type Operation,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type RenderContext,
  runtimeType,
  runtimeValue,
  type Statement,
  type Template,
  type,
  value,
} from '../../generator/index.ts';

const library: Dependency = { from: '@tanstack/query-core', range: '^5.0.0', kind: 'peer' };

interface ResourceOptions {
  readonly path: readonly string[];
  readonly file: PlannedFile;
  /** Constant that all keys of the resource begin with. */
  readonly key: PlannedSymbol;
  readonly operations: readonly OperationOptions[];
}

/**
 * Adds `./tanstack-query/…` for each resource, with functions that return options of TanStack Query.
 *
 * They are plain objects, which the adapters for React, Vue, Solid, Svelte and Angular accept.
 * Operations that return a stream are left out: a query stores one value.
 */
export function tanstackQuery(): Template<null> {
  return defineTemplate({
    name: 'tanstack-query',
    slot: null,
    declare(api, plan) {
      const resources = declareResources(api, plan);
      return {
        files: resources.map(({ path, file, key, operations }) => ({
          file,
          render: (context) => ({
            kind: 'code',
            statements: [
              keyStatement(path, { key, context }),
              ...operations.flatMap((options) => optionStatements(options, { key, context })),
            ],
          }),
        })),
        package: {
          exportFiles: resources.map(({ file }) => file),
          dependencies: resources.length === 0 ? [] : [library],
        },
      };
    },
  });
}

function declareResources(api: Api, plan: Plan): readonly ResourceOptions[] {
  const groups = Map.groupBy(api.operations.filter(returnsOneValue), ({ path }) =>
    JSON.stringify(path.slice(0, -1)),
  );
  return [...groups].map(([identity, operations]) => {
    const path = operations[0]?.path.slice(0, -1) ?? [];
    const file = plan.file({
      identity: `tanstack-query:${identity}`,
      folder: 'src/tanstack-query',
      name: path.length === 0 ? 'root' : path,
      extension: '.ts',
    });
    return {
      path,
      file,
      key: plan.symbol({ identity: `tanstack-query.key:${identity}`, file, name: 'key', meaning: 'value' }),
      operations: operations.map((operation) => declareOperation(operation, file, plan)),
    };
  });
}

function declareOperation(operation: Operation, file: PlannedFile, plan: Plan): OperationOptions {
  const verb = operation.path.at(-1) ?? operation.id;
  const declare = (role: string): PlannedSymbol =>
    plan.symbol({
      identity: `tanstack-query.${role}:${operation.id}`,
      file,
      name: `${verb} ${role}`,
      meaning: 'value',
      isKept: true,
    });
  const isRead = reads.has(operation.method);
  return {
    operation,
    query: isRead ? declare('query') : null,
    pages: isRead && operation.pagination !== null ? declare('pages query') : null,
    mutation: isRead ? null : declare('mutation'),
  };
}

/** Safe methods (RFC 9110, section 9.2.1, and QUERY): a query may send them again at any time. */
const reads: ReadonlySet<string> = new Set(['get', 'head', 'query']);

function returnsOneValue({ responses }: Operation): boolean {
  return !responses
    .flatMap(({ content }) => content)
    .some(({ format }) => format === 'events' || format === 'lines');
}

/** Names of one operation; `null`: it has no such options. */
interface OperationOptions {
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
function keyStatement(path: readonly string[], { key, context }: Surroundings): Statement {
  return {
    kind: 'const',
    name: key,
    exported: true,
    docs: { text: 'Every key in this module begins with it: `invalidateQueries({ queryKey: key })`.' },
    type: code`readonly string[]`,
    value: literal([context.package.name, ...path]),
  };
}

function optionStatements(
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
