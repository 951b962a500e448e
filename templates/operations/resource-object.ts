/** The interface of a resource, and the function that binds its operations to a transport. */
import {
  type Acceptor,
  code,
  type Code,
  type DocComment,
  docsOf,
  key,
  type Member,
  type MethodMember,
  object,
  type Operation,
  operationFacts,
  type ParameterStructure,
  type PlannedSymbol,
  type RenderContext,
  runtimeType,
  sentMethod,
  type Statement,
  type,
  value,
  type Waiter,
  waiterFacts,
} from '../../generator/index.ts';
import { promisesOf, promiseType } from './decoders.ts';
import type { DeclaredOperations, OperationSymbols, WaiterSymbols } from './operation-symbols.ts';
import { pageMethods } from './pages.ts';
import { argumentType, callParameters } from './parameters.ts';
import type { ResourceSet } from './resources.ts';
import { outcomeType, pollerOptions, pollerType, waiterOptions, waiterParameters } from './waiters.ts';

/** Number of characters between the marks of a comment on a line of 100. */
const lineWidth = 91;

/** The interface carries the documentation: it is what callers hover over. */
export function resourceStatements(
  resource: ResourceSet,
  declared: DeclaredOperations,
  context: RenderContext,
): readonly Statement[] {
  const operations = resource.operations.flatMap((operation) => {
    const symbols = declared.operations.get(operation.id);
    return symbols === undefined ? [] : [{ operation, symbols, context }];
  });
  const binding = operations.flatMap(boundMethods);
  return [
    {
      kind: 'interface',
      name: resource.type,
      exported: true,
      docs: { text: `\`client${resource.members.map((step) => `.${context.nameOf(step)}`).join('')}\`` },
      members: operations.flatMap((request) => [
        ...(request.symbols.methods === null ? methodsOf(request) : []),
        ...waiterMethods(request),
      ]),
    },
    ...operations.flatMap(({ symbols }) => extension(resource, symbols)),
    {
      kind: 'function',
      name: resource.bind,
      exported: true,
      docs: { text: 'Its operations, bound to a transport.' },
      parameters: [{ name: code`transport`, type: runtimeType('Transport', context) }],
      returns: type(resource.type),
      body: [code`return ${object(binding, 'lines')};`],
    },
  ];
}

/** A declaration for each, which TypeScript merges: one more is one more line, and changes no other. */
function extension({ type: name }: ResourceSet, { methods }: OperationSymbols): readonly Statement[] {
  if (methods === null) return [];
  return [{ kind: 'interface', name, exported: true, extends: [type(methods)], members: [] }];
}

interface OperationRequest {
  readonly operation: Operation;
  readonly symbols: OperationSymbols;
  readonly context: RenderContext;
}

function methodsOf(request: OperationRequest): readonly Member[] {
  const { operation, symbols, context } = request;
  const own = {
    name: context.nameOf(symbols.method),
    docs: operationDocs(operation),
    facts: operationFacts(operation, context.api),
  };
  const promises = promisesOf(operation, symbols);
  const argument = argumentType(operation, symbols, context) ?? code`object`;
  return [
    promises === null
      ? {
          ...own,
          kind: 'method',
          parameters: methodParameters(operation, symbols, context),
          returns: promiseType(operation, context),
        }
      : {
          ...own,
          kind: 'property',
          type: code`${runtimeType('AcceptingMethod', context)}<${argument}, ${promises}>`,
        },
    ...pageMethods(request),
  ];
}

/** Parameters and options of a call, whose body may have any of its media types. */
function methodParameters(
  operation: Operation,
  symbols: OperationSymbols,
  context: RenderContext,
): readonly ParameterStructure[] {
  const [parameters, ...options] = callParameters(operation, symbols, context);
  const argument = argumentType(operation, symbols, context);
  if (parameters === undefined || argument === null) return callParameters(operation, symbols, context);
  return [{ ...parameters, type: argument }, ...options];
}

/** The method in the file of its operation, where that is not the resource's; what waits stays with the resource. */
export function methodsInterface(request: OperationRequest): readonly Statement[] {
  const { symbols, context } = request;
  if (symbols.methods === null) return [];
  return [
    {
      kind: 'interface',
      name: symbols.methods,
      exported: true,
      docs: { text: `A part of {@link ${context.nameOf(symbols.resource.type)}}.` },
      members: methodsOf(request),
    },
  ];
}

/** The docs of the operation, then method and path; on one line if they fit. */
export function operationDocs({ docs, method, url }: Operation): DocComment | null {
  const request = `\`${sentMethod(method)} ${url}\``;
  const line = `${request}: ${docs.summary ?? ''}`;
  const isLine = docs.summary !== null && !line.includes('\n') && line.length <= lineWidth;
  const isAll = docs.description === null || docs.description === docs.summary;
  if (isLine && isAll) return docsOf({ ...docs, summary: line, description: null });
  return docsOf(docs, [request]);
}

function boundMethods({ symbols, context }: OperationRequest): readonly Code[] {
  const bound = (method: PlannedSymbol, call: PlannedSymbol): Code =>
    code`${key(context.nameOf(method))}: (parameters, options) => ${value(call)}(transport, parameters, options)`;
  return [
    bound(symbols.method, symbols.call),
    ...(symbols.pages === null ? [] : [bound(symbols.pages.method, symbols.pages.call)]),
    ...symbols.waiters.flatMap((waiter) => [
      bound(waiter.method, waiter.call),
      bound(waiter.tryMethod, waiter.tryCall),
      bound(waiter.pollMethod, waiter.pollCall),
    ]),
  ];
}

interface WaiterMethodsRequest {
  readonly operation: Operation;
  readonly symbols: OperationSymbols;
  readonly context: RenderContext;
}

/** Three for each waiter: one that throws, one that does not, and one that goes step by step. */
function waiterMethods(request: WaiterMethodsRequest): readonly MethodMember[] {
  return request.symbols.waiters.flatMap((waiter) => waitsOf(request, waiter));
}

function waitsOf(
  { operation, symbols, context }: WaiterMethodsRequest,
  waiter: WaiterSymbols,
): readonly MethodMember[] {
  const parameters = { name: code`parameters`, type: waiterParameters(operation, symbols, context) };
  const answers = { operation, context };
  const options = { name: code`options`, ...waiterOptions(waiter.waiter, answers) };
  return [
    {
      kind: 'method',
      name: context.nameOf(waiter.method),
      parameters: [parameters, options],
      returns: code`Promise<${type(waiter.success)}>`,
      docs: waiterDocs(waiter.waiter, context.nameOf(symbols.method)),
      facts: waiterFacts(waiter.waiter),
    },
    {
      kind: 'method',
      name: context.nameOf(waiter.tryMethod),
      parameters: [parameters, options],
      returns: code`Promise<${outcomeType({ ...answers, waiter })}>`,
      docs: {
        text: `As {@link ${context.nameOf(waiter.method)}}, but a failure, the end of the time or an abort is a value and no error.`,
      },
    },
    {
      kind: 'method',
      name: context.nameOf(waiter.pollMethod),
      parameters: [parameters, { name: code`options`, ...pollerOptions(waiter.waiter, answers) }],
      returns: pollerType({ ...answers, waiter }),
      docs: {
        text: `As {@link ${context.nameOf(waiter.method)}}, but step by step: nothing is sent until somebody asks for it.`,
      },
    },
  ];
}

function waiterDocs(waiter: Waiter, method: string): DocComment {
  const failure = endsOf(waiter, 'failure');
  const pending = listed(waiter.acceptors.length === 0 ? (waiter.pending ?? []) : []);
  const waits = pending === '' ? '' : ` Waits through ${pending}.`;
  const until = endsOf(waiter, 'success');
  return {
    text: `Calls {@link ${method}} until ${until === '' ? 'an answer is what is waited for' : `${subjectOf(waiter)} is ${until}`}.${waits}`,
    tags: [
      {
        name: 'throws',
        text: `${failure === '' ? 'WaiterFailureError' : `WaiterFailureError at ${failure}`}; WaiterTimeoutError; WaiterAbortedError; or what ended the calls.`,
      },
    ],
  };
}

function subjectOf({ state, acceptors }: Waiter): string {
  const hasStatus = acceptors.some(({ condition }) => condition.kind === 'status');
  if (state === null) return 'the status';
  return hasStatus ? 'the state or the status' : 'the state';
}

/** The states and statuses that settle the matter; the empty string where more than these is looked at. */
function endsOf({ acceptors, ...lists }: Waiter, state: 'success' | 'failure'): string {
  const others = acceptors.filter((acceptor) => acceptor.state === state);
  const known = others.flatMap(endOf);
  return known.length < others.length ? '' : listed([...lists[state], ...known]);
}

function endOf({ condition }: Acceptor): readonly string[] {
  if (condition.kind === 'member') return [condition.values.join(', ')];
  const isEqual = condition.kind === 'status' || condition.kind === 'body';
  return isEqual && condition.operator === '==' ? [String(condition.value)] : [];
}

function listed(states: readonly string[]): string {
  return states.map((state) => `\`${state}\``).join(', ');
}
