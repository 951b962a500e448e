/** The built-in template of the slot `operation`: one file a resource, each operation a function of its own. */
import {
  code,
  defineTemplate,
  join,
  literal,
  numeral,
  member,
  type,
  value,
  type Code,
  type DocComment,
  type Operation,
  type RenderContext,
  type Schema,
  type Statement,
  type Template,
} from '../../generator/index.ts';
import { typeOfSchema, type TypeContext } from '../models/type-of-schema.ts';
import { checkOfSchema, propertyCheck, runtime, type CheckContext } from '../validators/check-of-schema.ts';
import { fillValue } from '../validators/fill.ts';
import { callProperties } from './call-properties.ts';
import { contentsLeftOut } from './contents.ts';
import { errorDecoders, errorType, responseType, resultType, successDecoders } from './decoders.ts';
import type { OperationContext } from './operation-context.ts';
import {
  declareOperations,
  type DeclaredOperations,
  type OperationSymbols,
  type ResourceSet,
} from './operation-symbols.ts';
import { parameterStatements } from './parameters.ts';
import { requestParts } from './request-parts.ts';
import { callParameters, resourceStatements } from './resource-object.ts';
import { waiterStatements } from './waiters.ts';

/** What a configuration may replace of this template. */
export interface OperationParts {
  /** The type of a schema outside of models: of a parameter, of a list in a response. As the part of `models`. */
  readonly typeOf?: (schema: Schema, context: TypeContext) => Code;
  /** The doc comment of an operation's function. */
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
        },
        files: declared.resources.map((resource) => ({
          file: resource.file,
          render: (context) => ({
            kind: 'code',
            statements: fileStatements({
              resource,
              declared,
              parts,
              context: { ...context, typeOf: parts.typeOf ?? typeOfSchema },
            }),
          }),
        })),
      };
    },
  });
}

interface FileRequest {
  readonly resource: ResourceSet;
  readonly declared: DeclaredOperations;
  readonly parts: OperationParts;
  readonly context: OperationContext;
}

/** For the reader: what can be called, then with what, then how it is done. */
function fileStatements(request: FileRequest): readonly Statement[] {
  const { resource, declared, context } = request;
  const each = resource.operations.map((operation) => {
    reportContentsLeftOut(operation, context);
    const symbols = symbolsOf(declared, operation);
    const parameters = parameterStatements(operation, symbols, context);
    const waiters = waiterStatements(operation, declared, context);
    return {
      types: [...parameters.types, ...errorStatement(operation, symbols, context), ...waiters.types],
      rest: [
        callStatement(operation, symbols, request),
        ...waiters.functions,
        ...responseStatements(symbols, context),
        descriptorStatement(operation, declared, context),
        ...parameters.checks,
      ],
      // A waiter may read by an operation that comes later, and constants are there only once they are made.
      last: waiters.constants,
    };
  });
  return [
    ...resourceStatements(resource, declared, context),
    ...each.flatMap(({ types }) => types),
    ...each.flatMap(({ rest }) => rest),
    ...each.flatMap(({ last }) => last),
  ];
}

function reportContentsLeftOut(operation: Operation, context: OperationContext): void {
  for (const { mediaType, place } of contentsLeftOut(operation)) {
    const message = `${operation.id} can also speak ${mediaType}, which the client does not use.`;
    context.report({ code: 'CW4005', message, place });
  }
}

function errorStatement(
  operation: Operation,
  { error }: OperationSymbols,
  context: OperationContext,
): readonly Statement[] {
  if (error === null) return [];
  return [
    {
      kind: 'type',
      name: error,
      exported: true,
      docs: { text: 'The errors that the API describes for it; others may come.' },
      type: errorType(operation, context),
    },
  ];
}

function callStatement(
  operation: Operation,
  symbols: OperationSymbols,
  { parts, context }: FileRequest,
): Statement {
  const { method, parameters, resource } = symbols;
  const docs = parts.docsOfCall?.(operation, context) ?? {
    text: `{@link ${context.nameOf(resource.type)}.${context.nameOf(method)}} as a function of its own.`,
  };
  const argument =
    parameters === null
      ? code`{}`
      : callProperties(operation).some(({ required }) => required)
        ? code`parameters`
        : code`parameters ?? {}`;
  return {
    kind: 'function',
    name: symbols.call,
    exported: true,
    docs,
    parameters: [
      { name: code`transport`, type: type(context.slots.runtime.name('Transport')) },
      ...callParameters({ operation, symbols, context }),
    ],
    returns: code`${type(context.slots.runtime.name('ApiPromise'))}<${resultType(operation, context)}>`,
    body: [
      code`return ${runtime('send', context)}(transport, ${value(symbols.operation)}, ${argument}, options);`,
    ],
  };
}

function descriptorStatement(
  operation: Operation,
  declared: DeclaredOperations,
  context: OperationContext,
): Statement {
  const symbols = symbolsOf(declared, operation);
  const errors = errorDecoders(operation, symbols, context);
  const [server] = operation.servers;
  const parameters = symbols.parameters === null ? code`object` : type(symbols.parameters.type);
  const members = [
    code`id: ${literal(operation.id)}`,
    code`method: ${literal(operation.method.toUpperCase())}`,
    code`path: ${literal(operation.url)}`,
    ...(server === undefined ? [] : [code`baseUrl: ${literal(server.url)}`]),
    ...securityMember(operation),
    ...(symbols.parameters === null
      ? []
      : [
          code`check: ${value(symbols.parameters.check)}`,
          code`request: ${requestParts(operation, context)}`,
        ]),
    code`responses: ${successDecoders(operation, symbols, context)}`,
    ...(errors === null ? [] : [code`errors: ${errors}`]),
    ...longPollMember(operation),
  ];
  return {
    kind: 'const',
    name: symbols.operation,
    exported: isUsedElsewhere(operation, declared),
    internal: true,
    type: code`${type(context.slots.runtime.name('Operation'))}<${parameters}, ${resultType(operation, context)}>`,
    value: code`{\n${join(members, code`,\n`)},\n}`,
  };
}

function securityMember({ security }: Operation): readonly Code[] {
  if (security.length === 0) return [];
  return [code`security: ${literal(security.map(({ schemes }) => schemes.map(({ name }) => name)))}`];
}

function longPollMember({ longPoll }: Operation): readonly Code[] {
  if (longPoll === null) return [];
  const { parameter, minMs, maxMs, defaultMs } = longPoll.window;
  const members = [
    code`window: ${literal(parameter)}`,
    code`windowOf: (parameters) => ${member(code`parameters`, parameter)}`,
    code`minMs: ${numeral(minMs)}`,
    code`maxMs: ${numeral(maxMs)}`,
    code`defaultMs: ${numeral(defaultMs)}`,
    code`graceMs: ${numeral(longPoll.graceMs)}`,
  ];
  return [code`longPoll: {\n${join(members, code`,\n`)},\n}`];
}

/** A waiter in another file reads by it. */
function isUsedElsewhere(operation: Operation, declared: DeclaredOperations): boolean {
  const own = symbolsOf(declared, operation).resource.id;
  return declared.resources.some(
    (resource) =>
      resource.id !== own && resource.operations.some(({ longPoll }) => longPoll?.fallback === operation.id),
  );
}

/** Validators of responses that are no model: an array of models, say. */
function responseStatements(symbols: OperationSymbols, context: OperationContext): readonly Statement[] {
  return symbols.responses.map(({ content, symbol }) => {
    const typeOf = responseType(content, context);
    const checkContext: CheckContext = { ...context, checkOf: checkOfSchema, patternOf: () => null };
    const check = code`(value, out) => ${runtime('whole', context)}(value, out, ${propertyCheck(content.schema, checkContext)})`;
    const fills = fillValue(content.schema, context);
    const fill = fills.length === 0 ? code`` : code`, (value) => { ${join(fills, code` `)} }`;
    return {
      kind: 'const',
      name: symbol,
      exported: false,
      type: code`${type(context.slots.runtime.name('Validator'))}<${typeOf}>`,
      value: code`/* @__PURE__ */ ${runtime('validator', context)}(${check}${fill})`,
    };
  });
}

function symbolsOf(declared: DeclaredOperations, operation: Operation): OperationSymbols {
  const symbols = declared.operations.get(operation.id);
  if (symbols === undefined) throw new Error(`The operation ${operation.id} was not declared.`);
  return symbols;
}
