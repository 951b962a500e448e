/** The constant that an operation is: its description, and with it the function that calls it. */
import {
  call,
  code,
  defaultServer,
  deprecation,
  describedServer,
  environmentsOf,
  firstServer,
  generic,
  key,
  literal,
  object,
  property,
  runtimeType,
  runtimeValue,
  schemeNames,
  sentMethod,
  type,
  type Code,
  type DocComment,
  type Entry,
  type JsonObject,
  type Operation,
  type RenderContext,
  type Server,
  type Statement,
} from '../../generator/index.ts';
import { bodyChoices, successes, writtenType } from './contents.ts';
import {
  errorDecoders,
  otherDecoders,
  promisesOf,
  responsesType,
  resultType,
  successDecoders,
} from './decoders.ts';
import { longPollMember } from './long-poll.ts';
import type { BodySymbols, OperationSymbols } from './operation-symbols.ts';
import { argumentType, choiceTypes } from './parameters.ts';
import { pathOf, queryOf } from './representations.ts';
import { bodyFunction, partsWithoutBody, requestParts } from './request-parts.ts';

interface CallRequest {
  readonly operation: Operation;
  readonly symbols: OperationSymbols;
  readonly context: RenderContext;
  /** Function that validates the argument; `null`: any is valid. */
  readonly check: Code | null;
  /** Functions that validate the body, where a call chooses its media type. */
  readonly bodyChecks: readonly (Code | null)[];
}

/** `export const retrieve: Call<RetrieveParameters, WorkflowExecution> = call(() => ({ … }))` */
export function callConstant(
  request: CallRequest,
  docsOf?: (operation: Operation, context: RenderContext) => DocComment | null,
): Statement {
  const { operation, symbols, context } = request;
  const parameters = argumentType(operation, symbols, context) ?? code`object`;
  const promises = promisesOf(operation, symbols);
  const responses = responsesType(successes(operation), context);
  const errors = symbols.errors === null ? [] : [type(symbols.errors)];
  const described = responses === null ? errors : [errors[0] ?? code`object`, responses];
  const result = resultType(operation, context);
  const types =
    promises === null ? [parameters, result, ...described] : [parameters, result, promises, ...errors];
  const members = callMembers(request);
  const make = runtimeValue(promises === null ? 'call' : 'acceptingCall', context);
  const others = promises === null ? null : otherDecoders(operation, symbols, context);
  return {
    kind: 'const',
    name: symbols.call,
    exported: true,
    docs: docsOf === undefined ? linkToMethod(request) : docsOf(operation, context),
    type: generic(runtimeType(promises === null ? 'Call' : 'AcceptingCall', context), types),
    value: code`/* @__PURE__ */ ${call(make, [code`() => (${object(members, 'lines')})`, others])}`,
  };
}

/** The method has the docs of the operation; here only a link and `@deprecated` are repeated. */
function linkToMethod({ operation, symbols, context }: CallRequest): DocComment {
  const method = `${context.nameOf(symbols.resource.type)}.${context.nameOf(symbols.method)}`;
  return { text: `{@link ${method}} as a function of its own.`, tags: deprecation(operation.docs) };
}

function callMembers(request: CallRequest): readonly Entry[] {
  const { operation, symbols, context } = request;
  return [
    code`id: ${literal(operation.id)}`,
    code`method: ${literal(sentMethod(operation.method))}`,
    code`path: ${literal(pathOf(operation))}`,
    serverMember(operation, context),
    securityMember(operation, context),
    ...parameterMembers(request),
    code`responses: ${successDecoders(operation, symbols, context)}`,
    property('errors', errorDecoders(operation, symbols, context)),
    ...longPollMember(operation, context),
  ];
}

/** The server that the client's options choose, where the operation has a choice. */
function serverMember(operation: Operation, context: RenderContext): Entry {
  const server = firstServer(operation);
  const url = defaultServer(operation);
  if (server === null || url === null) return null;
  const environments = environmentsOf(operation);
  const known = environmentsOf(context.api);
  if (known.size > 0 && [...known.keys()].every((name) => environments.has(name))) {
    const chosen = call(runtimeValue('chosenServer', context), [
      literal(describedServers(environments)),
      code`environment`,
    ]);
    return code`server: ({ environment, serverVariables }) => ${runtimeValue('serverUrl', context)}(${chosen}, serverVariables)`;
  }
  if (server.variables.length === 0) return code`server: () => ${literal(url)}`;
  const described = literal(describedServer(server));
  return code`server: ({ serverVariables }) => ${runtimeValue('serverUrl', context)}(${described}, serverVariables)`;
}

function describedServers(servers: ReadonlyMap<string, Server>): JsonObject {
  return Object.fromEntries([...servers].map(([name, server]) => [name, describedServer(server)]));
}

/** Only where it is not the document's, which the transport knows; a public operation says that it is one. */
function securityMember(operation: Operation, { api }: RenderContext): Entry {
  const own = schemeNames(operation.security, api);
  const isUsual = JSON.stringify(own) === JSON.stringify(schemeNames(api.security, api));
  return isUsual ? null : code`security: ${literal(own)}`;
}

function parameterMembers(request: CallRequest): readonly Entry[] {
  const { operation, symbols, context, check } = request;
  if (symbols.bodies !== null) return [chosenBody(request, symbols.bodies)];
  const isPlain = queryOf(operation).length === 0;
  if (symbols.parameters === null) {
    return isPlain ? [] : [code`request: ${requestParts(operation, context)}`];
  }
  return [
    check === null ? null : code`check: ${runtimeValue('parameterCheck', context)}(${check})`,
    code`request: ${requestParts(operation, context)}`,
  ];
}

/** `...bodyByType<CreateParameters, CreateBodies, 'contentType'>({ … })` */
function chosenBody(
  { operation, symbols, context, check, bodyChecks }: CallRequest,
  { key: chosen }: BodySymbols,
): Code {
  const name = literal(context.nameOf(chosen));
  const parts = partsWithoutBody(operation, context);
  const bodies = bodyChoices(operation).map((content, index) => {
    const ownCheck = bodyChecks[index] ?? null;
    const members = [property('check', ownCheck), code`body: ${bodyFunction(operation, content, context)}`];
    return code`${key(writtenType(content))}: ${object(members, 'lines')}`;
  });
  const members = [
    code`key: ${name}`,
    property('check', check),
    property('request', parts),
    code`types: ${object(bodies, 'lines')}`,
  ];
  const make = generic(runtimeValue('bodyByType', context), choiceTypes(operation, symbols, context));
  return code`...${make}(${object(members, 'lines')})`;
}
