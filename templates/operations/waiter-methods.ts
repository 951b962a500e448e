/** The methods of a resource that wait, with what a caller has to know of them. */
import {
  code,
  type,
  waiterFacts,
  type Acceptor,
  type DocComment,
  type MethodMember,
  type Operation,
  type RenderContext,
  type Waiter,
} from '../../generator/index.ts';
import type { OperationSymbols, WaiterSymbols } from './operation-symbols.ts';
import { outcomeType, pollerOptions, pollerType, waiterOptions, waiterParameters } from './waiters.ts';

interface WaiterMethodsRequest {
  readonly operation: Operation;
  readonly symbols: OperationSymbols;
  readonly context: RenderContext;
}

/** Three for each waiter: one that throws, one that does not, and one that goes step by step. */
export function waiterMethods(request: WaiterMethodsRequest): readonly MethodMember[] {
  return request.symbols.waiters.flatMap((waiter) => methodsOf(request, waiter));
}

function methodsOf(
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
