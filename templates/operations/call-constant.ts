/** The constant that an operation is: its description, and with it the function that calls it. */
import {
  code,
  defaultServer,
  deprecation,
  join,
  literal,
  runtimeValue,
  schemeNames,
  type,
  type Code,
  type DocComment,
  type Operation,
  type Statement,
} from '../../generator/index.ts';
import { errorDecoders, resultType, successDecoders } from './decoders.ts';
import { longPollMember } from './long-poll.ts';
import type { OperationContext } from './operation-context.ts';
import type { OperationSymbols } from './operation-symbols.ts';
import { parameterCheck } from './parameters.ts';
import { requestParts } from './request-parts.ts';

interface CallRequest {
  readonly operation: Operation;
  readonly symbols: OperationSymbols;
  readonly context: OperationContext;
}

/** `export const retrieve: Call<RetrieveParameters, WorkflowExecution> = call(() => ({ … }))` */
export function callConstant(
  { operation, symbols, context }: CallRequest,
  docsOf?: (operation: Operation, context: OperationContext) => DocComment | null,
): Statement {
  const parameters = symbols.parameters === null ? code`object` : type(symbols.parameters);
  const errors = symbols.errors === null ? code`` : code`, ${type(symbols.errors)}`;
  const members = callMembers({ operation, symbols, context });
  return {
    kind: 'const',
    name: symbols.call,
    exported: true,
    docs: docsOf === undefined ? linkToMethod({ operation, symbols, context }) : docsOf(operation, context),
    type: code`${type(context.slots.runtime.name('Call'))}<${parameters}, ${resultType(operation, context)}${errors}>`,
    value: code`/* @__PURE__ */ ${runtimeValue('call', context)}(() => ({\n${join(members, code`,\n`)},\n}))`,
  };
}

/** What the document says stands at the method, and nowhere twice; what is deprecated is so here too. */
function linkToMethod({ operation, symbols, context }: CallRequest): DocComment {
  const method = `${context.nameOf(symbols.resource.type)}.${context.nameOf(symbols.method)}`;
  return { text: `{@link ${method}} as a function of its own.`, tags: deprecation(operation.docs) };
}

function callMembers({ operation, symbols, context }: CallRequest): readonly Code[] {
  const errors = errorDecoders(operation, symbols, context);
  const server = defaultServer(operation);
  return [
    code`id: ${literal(operation.id)}`,
    code`method: ${literal(operation.method.toUpperCase())}`,
    code`path: ${literal(operation.url)}`,
    ...(server === null ? [] : [code`baseUrl: ${literal(server)}`]),
    ...securityMember(operation, context),
    ...parameterMembers({ operation, symbols, context }),
    code`responses: ${successDecoders(operation, symbols, context)}`,
    ...(errors === null ? [] : [code`errors: ${errors}`]),
    ...longPollMember(operation, context),
  ];
}

/** Only where it is not the document's, which the transport knows; a public operation says that it is one. */
function securityMember(operation: Operation, { api }: OperationContext): readonly Code[] {
  const own = schemeNames(operation.security);
  const isUsual = JSON.stringify(own) === JSON.stringify(schemeNames(api.security));
  return isUsual ? [] : [code`security: ${literal(own)}`];
}

function parameterMembers({ operation, symbols, context }: CallRequest): readonly Code[] {
  if (symbols.parameters === null) return [];
  const check = parameterCheck(operation, symbols, context);
  return [
    ...(check === null ? [] : [code`check: ${runtimeValue('parameterCheck', context)}(${check})`]),
    code`request: ${requestParts(operation, context)}`,
  ];
}
