/** The constant that an operation is: its description, and with it the function that calls it. */
import {
  code,
  defaultServer,
  deprecation,
  describedServer,
  environmentsOf,
  firstServer,
  join,
  literal,
  runtimeType,
  runtimeValue,
  schemeNames,
  sentMethod,
  type,
  type Code,
  type DocComment,
  type JsonObject,
  type Operation,
  type RenderContext,
  type Server,
  type Statement,
} from '../../generator/index.ts';
import { errorDecoders, responsesType, resultType, successDecoders } from './decoders.ts';
import { longPollMember } from './long-poll.ts';
import type { OperationSymbols } from './operation-symbols.ts';
import { pathOf, queryOf } from './path-query.ts';
import { requestParts } from './request-parts.ts';

interface CallRequest {
  readonly operation: Operation;
  readonly symbols: OperationSymbols;
  readonly context: RenderContext;
  /** Function that validates the argument; `null`: any is valid. */
  readonly check: Code | null;
}

/** `export const retrieve: Call<RetrieveParameters, WorkflowExecution> = call(() => ({ … }))` */
export function callConstant(
  { operation, symbols, context, check }: CallRequest,
  docsOf?: (operation: Operation, context: RenderContext) => DocComment | null,
): Statement {
  const parameters = symbols.parameters === null ? code`object` : type(symbols.parameters);
  const responses = responsesType(operation, context);
  const errors = symbols.errors === null ? [] : [type(symbols.errors)];
  const described = responses === null ? errors : [errors[0] ?? code`object`, responses];
  const types = [parameters, resultType(operation, context), ...described];
  const members = callMembers({ operation, symbols, context, check });
  return {
    kind: 'const',
    name: symbols.call,
    exported: true,
    docs:
      docsOf === undefined
        ? linkToMethod({ operation, symbols, context, check })
        : docsOf(operation, context),
    type: code`${runtimeType('Call', context)}<${join(types, code`, `)}>`,
    value: code`/* @__PURE__ */ ${runtimeValue('call', context)}(() => ({\n${join(members, code`,\n`)},\n}))`,
  };
}

/** The method has the docs of the operation; here only a link and `@deprecated` are repeated. */
function linkToMethod({ operation, symbols, context }: CallRequest): DocComment {
  const method = `${context.nameOf(symbols.resource.type)}.${context.nameOf(symbols.method)}`;
  return { text: `{@link ${method}} as a function of its own.`, tags: deprecation(operation.docs) };
}

function callMembers({ operation, symbols, context, check }: CallRequest): readonly Code[] {
  const errors = errorDecoders(operation, symbols, context);
  return [
    code`id: ${literal(operation.id)}`,
    code`method: ${literal(sentMethod(operation.method))}`,
    code`path: ${literal(pathOf(operation))}`,
    ...serverMember(operation, context),
    ...securityMember(operation, context),
    ...parameterMembers({ operation, symbols, context, check }),
    code`responses: ${successDecoders(operation, symbols, context)}`,
    ...(errors === null ? [] : [code`errors: ${errors}`]),
    ...longPollMember(operation, context),
  ];
}

/** The server that the client's options choose, where the operation has a choice. */
function serverMember(operation: Operation, context: RenderContext): readonly Code[] {
  const server = firstServer(operation);
  const url = defaultServer(operation);
  if (server === null || url === null) return [];
  const environments = environmentsOf(operation);
  const known = environmentsOf(context.api);
  if (known.size > 0 && [...known.keys()].every((name) => environments.has(name))) {
    const chosen = code`${runtimeValue('chosenServer', context)}(${literal(describedServers(environments))}, environment)`;
    return [
      code`server: ({ environment, serverVariables }) => ${runtimeValue('serverUrl', context)}(${chosen}, serverVariables)`,
    ];
  }
  if (server.variables.length === 0) return [code`server: () => ${literal(url)}`];
  const described = literal(describedServer(server));
  return [
    code`server: ({ serverVariables }) => ${runtimeValue('serverUrl', context)}(${described}, serverVariables)`,
  ];
}

function describedServers(servers: ReadonlyMap<string, Server>): JsonObject {
  return Object.fromEntries([...servers].map(([name, server]) => [name, describedServer(server)]));
}

/** Only where it is not the document's, which the transport knows; a public operation says that it is one. */
function securityMember(operation: Operation, { api }: RenderContext): readonly Code[] {
  const own = schemeNames(operation.security, api);
  const isUsual = JSON.stringify(own) === JSON.stringify(schemeNames(api.security, api));
  return isUsual ? [] : [code`security: ${literal(own)}`];
}

function parameterMembers({ operation, symbols, context, check }: CallRequest): readonly Code[] {
  const isPlain = queryOf(operation).length === 0;
  if (symbols.parameters === null) {
    return isPlain ? [] : [code`request: ${requestParts(operation, context)}`];
  }
  return [
    ...(check === null ? [] : [code`check: ${runtimeValue('parameterCheck', context)}(${check})`]),
    code`request: ${requestParts(operation, context)}`,
  ];
}
