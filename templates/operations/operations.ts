/** The built-in template of the slot `operation`: files of resources, each operation a function of its own. */
import {
  defaultServer,
  defineTemplate,
  type CallProperty,
  type Code,
  type DocComment,
  type FileTemplate,
  type InlineSchemas,
  type Operation,
  type RenderContext,
  type Statement,
  type Template,
} from '../../generator/index.ts';
import { callConstant } from './call-constant.ts';
import { errorMembers, promiseStatements, resultType } from './decoders.ts';
import {
  bodyProperty,
  callProperties,
  namedProperties,
  partHeaderProperties,
  symbolOf,
} from './arguments.ts';
import { bodyChoices, contentsLeftOut } from './contents.ts';
import { declareOperations, type DeclaredOperations, type OperationSymbols } from './operation-symbols.ts';
import type { ResourceSet } from './resources.ts';
import { itemType, pageStatements } from './pages.ts';
import { parameterTypes } from './parameters.ts';
import { runtimeExports } from './runtime-exports.ts';
import { methodsInterface, resourceStatements } from './resource-object.ts';
import { shapeOf } from './part-decoders.ts';
import { waiterStatements } from './waiters.ts';

/** Parts of this template that a configuration may replace. */
export interface OperationParts {
  /** The doc comment of an operation's function; without it, a link to the method's. */
  readonly docsOfCall?: (operation: Operation, context: RenderContext) => DocComment | null;
}

/** Operations, with some parts replaced. */
export function operations(parts: OperationParts = {}): Template<'operation'> {
  return defineTemplate({
    name: 'operations',
    slot: 'operation',
    declare(api, plan) {
      const declared = declareOperations(api, plan);
      return {
        slot: {
          resources: declared.resources,
          call: (operation) => symbolsOf(declared, operation).call,
          method: (operation) => symbolsOf(declared, operation).method,
          parameters: (operation) => symbolsOf(declared, operation).parameters,
          properties: (operation, { nameOf }) => {
            const { arguments: keys } = symbolsOf(declared, operation);
            return namedProperties(operation, (parameter) => nameOf(symbolOf(parameter, keys)));
          },
          result: resultType,
          errors: (operation) => symbolsOf(declared, operation).errors,
          allItems: (operation) => symbolsOf(declared, operation).pages?.method ?? null,
          pages: (operation) => {
            const symbols = symbolsOf(declared, operation);
            const item = (context: RenderContext): Code => itemType({ operation, symbols, context });
            return symbols.pages === null ? null : { call: symbols.pages.call, item };
          },
          eventShape: shapeOf,
          waiter: (operation, waiter) => {
            const { waiters } = symbolsOf(declared, operation);
            return waiters.find((each) => each.waiter === waiter)?.method ?? null;
          },
          waiterCall: (operation, waiter) => {
            const { waiters } = symbolsOf(declared, operation);
            return waiters.find((each) => each.waiter === waiter)?.call ?? null;
          },
        },
        files: declared.resources.flatMap((resource) => filesOf({ resource, declared, parts })),
        runtimeExports: runtimeExports(api),
      };
    },
  });
}

interface ResourceRequest {
  readonly resource: ResourceSet;
  readonly declared: DeclaredOperations;
  readonly parts: OperationParts;
}

interface FileRequest extends ResourceRequest {
  readonly context: RenderContext;
}

/** That of the resource, and those of operations that have their own. */
function filesOf(request: ResourceRequest): readonly FileTemplate[] {
  const { file, ownFiles } = request.resource;
  return [
    {
      file,
      render: (context) => ({
        kind: 'code',
        statements: resourceFile({ ...request, context }),
      }),
    },
    ...[...ownFiles].map(([operation, own]): FileTemplate => ({
      file: own,
      render: (context) => ({
        kind: 'code',
        statements: operationFile(operation, { ...request, context }),
      }),
    })),
  ];
}

/** For the reader: what can be called, then with what, then how it is done. */
function resourceFile(request: FileRequest): readonly Statement[] {
  const { resource, declared, context } = request;
  const apart = resource.operations.filter((operation) => resource.ownFiles.has(operation));
  const together = resource.operations.filter((operation) => !resource.ownFiles.has(operation));
  const own = together.map((operation) => operationStatements(operation, request));
  // A waiter may read by an operation that comes later, and constants are there only once they are made.
  const waiters = resource.operations.map((operation) => waiterStatements(operation, declared, context));
  return [
    ...resourceStatements(resource, declared, context),
    ...own.flatMap(({ types }) => types),
    ...waiters.flatMap(({ types }) => types),
    ...own.flatMap(({ rest }) => rest),
    ...waiters.flatMap(({ functions }) => functions),
    ...waiters.flatMap(({ constants }) => constants),
    ...handedOn(apart, declared),
  ];
}

function operationFile(operation: Operation, request: FileRequest): readonly Statement[] {
  const { types, rest } = operationStatements(operation, request);
  return [...types, ...rest];
}

/** Callers find every operation in the module of its resource, wherever it stands. */
function handedOn(operations: readonly Operation[], declared: DeclaredOperations): readonly Statement[] {
  const symbols = operations.flatMap((operation) => {
    const { call, parameters, bodies, promises, errors, pages } = symbolsOf(declared, operation);
    return [call, parameters, bodies?.types ?? null, promises, errors, pages?.call ?? null].filter(
      (symbol) => symbol !== null,
    );
  });
  return symbols.length === 0 ? [] : [{ kind: 'reexport', symbols }];
}

interface OperationStatements {
  readonly types: readonly Statement[];
  readonly rest: readonly Statement[];
}

function operationStatements(
  operation: Operation,
  { declared, parts, context }: FileRequest,
): OperationStatements {
  reportContentsLeftOut(operation, context);
  reportServerLeftOut(operation, context);
  const symbols = symbolsOf(declared, operation);
  const validators = context.slots.validator.inline(inlineSchemas({ operation, symbols, context }), context);
  return {
    types: [
      ...methodsInterface({ operation, symbols, context }),
      ...parameterTypes(operation, symbols, context),
      ...promiseStatements(operation, symbols, context),
      ...errorStatements(operation, symbols, context),
    ],
    rest: [
      ...validators.statements,
      callConstant(
        {
          operation,
          symbols,
          context,
          check: validators.parameters,
          bodyChecks: validators.bodies ?? [],
        },
        parts.docsOfCall,
      ),
      ...pageStatements({ operation, symbols, context }),
    ],
  };
}

interface SymbolsRequest {
  readonly operation: Operation;
  readonly symbols: OperationSymbols;
  readonly context: RenderContext;
}

function inlineSchemas({ operation, symbols, context }: SymbolsRequest): InlineSchemas {
  const { responses, shared } = symbols;
  const properties = callProperties(operation, context);
  const { requestBody } = operation;
  const bodies = symbols.bodies === null || requestBody === null ? [] : bodyChoices(operation);
  const isShared = ({ parameter }: CallProperty): boolean =>
    parameter !== null && parameter.part === undefined;
  return {
    parameters: bodies.length === 0 ? properties : properties.filter(isShared),
    ...(requestBody !== null && {
      bodies: bodies.map((content) => [
        ...partHeaderProperties(operation, content, context),
        bodyProperty(requestBody, content, content.isDefault === true ? requestBody.required : true),
      ]),
    }),
    responses: responses.map(({ role, content: { schema }, symbol }) => ({
      validator: symbol,
      name: role,
      schema,
    })),
    shared,
  };
}

function reportServerLeftOut(operation: Operation, context: RenderContext): void {
  const [server] = operation.servers;
  if (server === undefined || defaultServer(operation) !== null) return;
  const message = `The server ${server.url} of ${operation.id} is not an absolute URL: calls go to the server of the client.`;
  context.report({ code: 'CW4006', message, place: server.place });
}

function reportContentsLeftOut(operation: Operation, context: RenderContext): void {
  const left = contentsLeftOut(operation);
  const bodies = operation.requestBody?.content ?? [];
  const canUpload = bodies.some((content) => content.hasFiles && !left.includes(content));
  for (const { mediaType, hasFiles, place } of left) {
    const message = `${operation.id} does not use the media type ${mediaType}.`;
    const lost = { severity: 'warning', message: `${message} No call can send its files.` } as const;
    context.report({ code: 'CW4005', place, ...(hasFiles && !canUpload ? lost : { message }) });
  }
}

function errorStatements(
  operation: Operation,
  { errors, method }: OperationSymbols,
  context: RenderContext,
): readonly Statement[] {
  if (errors === null) return [];
  return [
    {
      kind: 'interface',
      name: errors,
      exported: true,
      docs: { text: `What \`${context.nameOf(method)}\` fails with, by status; others may come.` },
      members: errorMembers(operation, context),
    },
  ];
}

function symbolsOf(declared: DeclaredOperations, operation: Operation): OperationSymbols {
  const symbols = declared.operations.get(operation.id);
  if (symbols === undefined) throw new Error(`The operation ${operation.id} was not declared.`);
  return symbols;
}
