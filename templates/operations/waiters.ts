/** Waiters: the constant that says which states settle the matter, and the functions that wait for them. */
import {
  code,
  join,
  key,
  literal,
  member,
  numeral,
  type,
  value,
  type Code,
  type Operation,
  type Statement,
  type Waiter,
} from '../../generator/index.ts';
import { runtime } from '../validators/check-context.ts';
import { resultType } from './decoders.ts';
import type { OperationContext } from './operation-context.ts';
import type { DeclaredOperations, OperationSymbols, WaiterSymbols } from './operation-symbols.ts';

export interface WaiterStatements {
  readonly types: readonly Statement[];
  readonly constants: readonly Statement[];
  readonly functions: readonly Statement[];
}

/** All that one operation's waiters need. */
export function waiterStatements(
  operation: Operation,
  declared: DeclaredOperations,
  context: OperationContext,
): WaiterStatements {
  const symbols = declared.operations.get(operation.id);
  const all = (symbols?.waiters ?? []).map((waiter) => ({ operation, waiter, declared, context }));
  return {
    types: all.flatMap(waiterTypes),
    constants: all.map(waiterConstant),
    functions: all.flatMap(waiterFunctions),
  };
}

interface WaiterRequest {
  readonly operation: Operation;
  readonly waiter: WaiterSymbols;
  readonly declared: DeclaredOperations;
  readonly context: OperationContext;
}

/** The argument of a wait: that of the operation, without the window, which the waiter sets. */
export function waiterParameters(operation: Operation, symbols: OperationSymbols): Code {
  const parameters = symbols.parameters === null ? code`object` : type(symbols.parameters);
  return operation.longPoll === null
    ? parameters
    : code`Omit<${parameters}, ${literal(operation.longPoll.window.parameter)}>`;
}

/** `options`, which may be left out where the document gives the longest wait. */
export function waiterOptions(
  waiter: Waiter,
  result: Code,
  context: OperationContext,
): { readonly type: Code; readonly optional: boolean } {
  const plain = code`${type(context.slots.runtime.name('WaiterOptions'))}<${result}>`;
  return waiter.maxWaitMs === null
    ? { type: plain, optional: false }
    : { type: code`Partial<${plain}>`, optional: true };
}

/** `WaiterOutcome<WorkflowExecution, WaitUntilCompletedResult, WaitUntilCompletedFailure>` */
export function outcomeType({ operation, waiter, context }: Omit<WaiterRequest, 'declared'>): Code {
  const result = resultType(operation, context);
  return code`${type(context.slots.runtime.name('WaiterOutcome'))}<${result}, ${type(waiter.success)}, ${type(waiter.failure)}>`;
}

function waiterTypes({ operation, waiter, context }: WaiterRequest): readonly Statement[] {
  const result = resultType(operation, context);
  const narrowed = (states: readonly string[]): Code =>
    code`${result} & ${stateType(waiter.waiter.state, states)}`;
  return [
    {
      kind: 'type',
      name: waiter.success,
      exported: true,
      docs: { text: `What a wait for ${waiter.waiter.name} ends with.` },
      type: narrowed(waiter.waiter.success),
    },
    {
      kind: 'type',
      name: waiter.failure,
      exported: true,
      docs: { text: `From here ${waiter.waiter.name} cannot be reached any more.` },
      type: narrowed(waiter.waiter.failure),
    },
  ];
}

/** `{ readonly status: 'completed' }` */
function stateType(path: readonly string[], states: readonly string[]): Code {
  const known =
    states.length === 0
      ? code`never`
      : join(
          states.map((state) => literal(state)),
          code` | `,
        );
  return path.reduceRight((inner, step) => code`{ readonly ${key(step)}: ${inner} }`, known);
}

function waiterConstant({ operation, waiter: symbols, declared, context }: WaiterRequest): Statement {
  const { waiter } = symbols;
  const own = declared.operations.get(operation.id);
  if (own === undefined) throw new Error(`The operation ${operation.id} was not declared.`);
  const parameters = own.parameters === null ? code`object` : type(own.parameters);
  const fallback = declared.operations.get(operation.longPoll?.fallback ?? '');
  const members = [
    code`name: ${literal(waiter.name)}`,
    code`call: ${value(own.call)}`,
    withWindow(operation),
    ...(fallback === undefined ? [] : [code`fallback: ${value(fallback.call)}`]),
    code`state: (result) => ${reach(waiter.state)}`,
    ...(waiter.reason === null ? [] : [code`reason: (result) => ${reach(waiter.reason)}`]),
    code`success: ${literal(waiter.success)}`,
    code`failure: ${literal(waiter.failure)}`,
    code`pending: ${literal(waiter.pending)}`,
    code`minDelayMs: ${numeral(waiter.minDelayMs)}`,
    code`maxDelayMs: ${numeral(waiter.maxDelayMs)}`,
    ...(waiter.maxWaitMs === null ? [] : [code`maxWaitMs: ${numeral(waiter.maxWaitMs)}`]),
  ];
  const result = resultType(operation, context);
  return {
    kind: 'const',
    name: symbols.constant,
    exported: false,
    type: code`${type(context.slots.runtime.name('Waiter'))}<${parameters}, ${result}, ${type(symbols.success)}, ${type(symbols.failure)}>`,
    value: code`{\n${join(members, code`,\n`)},\n}`,
  };
}

function withWindow({ longPoll }: Operation): Code {
  if (longPoll === null) return code`withWindow: (parameters) => parameters`;
  const { parameter } = longPoll.window;
  return code`withWindow: (parameters, windowMs) => ({ ...parameters, ${key(parameter)}: windowMs })`;
}

function reach(path: readonly string[]): Code {
  return path.reduce((object, step) => member(object, step), code`result`);
}

function waiterFunctions(request: WaiterRequest): readonly Statement[] {
  const { operation, waiter, declared, context } = request;
  const own = declared.operations.get(operation.id);
  if (own === undefined) return [];
  const options = waiterOptions(waiter.waiter, resultType(operation, context), context);
  const parameters = [
    { name: code`transport`, type: type(context.slots.runtime.name('Transport')) },
    { name: code`parameters`, type: waiterParameters(operation, own) },
    { name: code`options`, type: options.type, optional: options.optional },
  ];
  const call = (name: string): Code =>
    code`return ${runtime(name, context)}(transport, ${value(waiter.constant)}, parameters, options);`;
  const docsFor = (method: string): { readonly text: string } => ({
    text: `{@link ${context.nameOf(own.resource.type)}.${method}} as a function of its own.`,
  });
  return [
    {
      kind: 'function',
      name: waiter.call,
      exported: true,
      docs: docsFor(context.nameOf(waiter.method)),
      parameters,
      returns: code`Promise<${type(waiter.success)}>`,
      body: [call('waitUntil')],
    },
    {
      kind: 'function',
      name: waiter.tryCall,
      exported: true,
      docs: docsFor(context.nameOf(waiter.tryMethod)),
      parameters,
      returns: code`Promise<${outcomeType({ operation, waiter, context })}>`,
      body: [call('tryWaitUntil')],
    },
  ];
}
