/** A template that adds options of TanStack Query: queries for operations that read, mutations for the others. */
import {
  defineTemplate,
  type Api,
  type Dependency,
  type Operation,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type Template,
} from '../../generator/index.ts';
import { keyStatement, optionStatements, type OperationOptions } from './option-statements.ts';

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
