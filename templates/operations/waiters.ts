/** Waiters: the constant that says which states settle the matter, and the functions that wait for them. */
import {
  array,
  code,
  isInherited,
  key,
  literal,
  numeral,
  object,
  ownMember,
  runtimeType,
  runtimeValue,
  type,
  union,
  value,
  type Code,
  type Operation,
  type Parameter,
  type ParameterName,
  type PlannedSymbol,
  type RenderContext,
  type RuntimeTypeName,
  type RuntimeValueName,
  type Statement,
  type Waiter,
} from '../../generator/index.ts';
import { callProperties, plannedProperties } from './arguments.ts';

import { windowProperty, withWindowMember } from './long-poll.ts';
import type { DeclaredOperations, OperationSymbols, WaiterSymbols } from './operation-symbols.ts';
import { holdsBigInt } from './representations.ts';
import {
  acceptedType,
  acceptorCode,
  resultPath,
  stateType,
  waiterResult,
  type Answers,
} from './waiter-conditions.ts';

export interface WaiterStatements {
  readonly types: readonly Statement[];
  readonly constants: readonly Statement[];
  readonly functions: readonly Statement[];
}

/** All that one operation's waiters need. */
export function waiterStatements(
  operation: Operation,
  declared: DeclaredOperations,
  context: RenderContext,
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
  readonly context: RenderContext;
}

/** The argument of a wait: that of the operation, without the window, which the waiter sets. */
export function waiterParameters(
  operation: Operation,
  symbols: OperationSymbols,
  context: RenderContext,
): Code {
  const parameters =
    symbols.parameters === null ? runtimeType('NoParameters', context) : type(symbols.parameters);
  const window = windowProperty(operation, context);
  // To the compiler, an object without `constructor` still has the inherited one.
  return window === undefined || window.required || isInherited(window.name)
    ? parameters
    : code`Omit<${parameters}, ${literal(window.name)}>`;
}

interface OptionsType {
  readonly type: Code;
  readonly optional: boolean;
}

/** `options`, which may be left out where the document gives the longest wait. */
export function waiterOptions(waiter: Waiter, answers: Answers): OptionsType {
  return optionsType('WaiterOptions', waiter, answers);
}

/** The same of a poller, which may also go on with an earlier wait. */
export function pollerOptions(waiter: Waiter, answers: Answers): OptionsType {
  return optionsType('PollerOptions', waiter, answers);
}

function optionsType(name: RuntimeTypeName, { maxWaitMs }: Waiter, answers: Answers): OptionsType {
  const plain = code`${runtimeType(name, answers.context)}<${waiterResult(answers)}>`;
  const optional = maxWaitMs !== null;
  return { type: optional ? code`Partial<${plain}>` : plain, optional };
}

interface WaiterAnswers extends Answers {
  readonly waiter: WaiterSymbols;
}

/** `WaiterOutcome<WorkflowExecution, WaitUntilCompletedResult, WaitUntilCompletedFailure>` */
export function outcomeType({ waiter, ...answers }: WaiterAnswers): Code {
  const outcome = runtimeType('WaiterOutcome', answers.context);
  return code`${outcome}<${waiterResult(answers)}, ${type(waiter.success)}, ${type(waiter.failure)}>`;
}

/** `Poller<WorkflowExecution, WaitUntilCompletedResult>` */
export function pollerType({ waiter, ...answers }: WaiterAnswers): Code {
  return code`${runtimeType('Poller', answers.context)}<${waiterResult(answers)}, ${type(waiter.success)}>`;
}

function waiterTypes({ operation, waiter, context }: WaiterRequest): readonly Statement[] {
  const answers = { operation, context };
  return [
    {
      kind: 'type',
      name: waiter.success,
      exported: true,
      docs: { text: `What a wait for ${waiter.waiter.name} ends with.` },
      type: endType('success', waiter.waiter, answers),
    },
    {
      kind: 'type',
      name: waiter.failure,
      exported: true,
      docs: { text: `From here ${waiter.waiter.name} cannot be reached any more.` },
      type: endType('failure', waiter.waiter, answers),
    },
  ];
}

/** Returns the type that lists and acceptors accept together. */
function endType(end: 'success' | 'failure', waiter: Waiter, answers: Answers): Code {
  const states = waiter[end];
  const listed =
    waiter.state === null || states.length === 0 ? [] : [stateType(answers, waiter.state, states)];
  const accepted = waiter.acceptors
    .filter(({ state }) => state === end)
    .map((acceptor) => acceptedType(acceptor, answers));
  const types = [...listed, ...accepted];
  return union(types);
}

function waiterConstant({ operation, waiter: symbols, declared, context }: WaiterRequest): Statement {
  const { waiter } = symbols;
  const own = symbolsOf(operation, declared);
  const parameters = own.parameters === null ? code`object` : type(own.parameters);
  const answers = { operation, context };
  const members = [
    code`name: ${literal(waiter.name)}`,
    code`call: ${value(own.call)}`,
    ...withWindowMember(operation, context),
    ...fallbackMember(operation, declared, context),
    ...pathMember('state', waiter.state, answers),
    ...pathMember('reason', waiter.reason, answers),
    ...acceptorsMember(waiter, answers),
    code`success: ${literal(waiter.success)}`,
    code`failure: ${literal(waiter.failure)}`,
    waiter.pending === null ? null : code`pending: ${literal(waiter.pending)}`,
    code`minDelayMs: ${numeral(waiter.minDelayMs)}`,
    code`maxDelayMs: ${numeral(waiter.maxDelayMs)}`,
    waiter.maxWaitMs === null ? null : code`maxWaitMs: ${numeral(waiter.maxWaitMs)}`,
  ];
  return {
    kind: 'const',
    name: symbols.constant,
    exported: false,
    type: code`${runtimeType('Waiter', context)}<${parameters}, ${waiterResult(answers)}, ${type(symbols.success)}, ${type(symbols.failure)}>`,
    value: object(members, 'lines'),
  };
}

function pathMember(
  name: 'state' | 'reason',
  path: readonly string[] | null,
  answers: Answers,
): readonly Code[] {
  return path === null ? [] : [code`${key(name)}: (result) => ${resultPath(path, answers)}`];
}

function acceptorsMember({ acceptors }: Waiter, answers: Answers): readonly Code[] {
  if (acceptors.length === 0) return [];
  const all = acceptors.map((acceptor) => acceptorCode(acceptor, answers));
  return [code`acceptors: ${array(all, 'lines')}`];
}

/** The function of the other operation; one around it where its parameters have other names. */
function fallbackMember(
  { longPoll, ...operation }: Operation,
  declared: DeclaredOperations,
  context: RenderContext,
): readonly Code[] {
  const fallback = longPoll?.fallback ?? null;
  const target = context.api.operations.find(({ id }) => id === fallback?.operation);
  const call = declared.operations.get(fallback?.operation ?? '')?.call;
  if (fallback === null || target === undefined || call === undefined) return [];
  const own = callProperties({ longPoll, ...operation }, context);
  const given = callProperties(target, context).flatMap(({ name, parameter }) => {
    const mapping = fallback.parameters.find(({ to }) => isParameter(parameter, to));
    const from = own.find((property) => isParameter(property.parameter, mapping?.from));
    return from === undefined ? [] : [{ to: name, from: from.name }];
  });
  if (given.length > 0 && given.every(({ to, from }) => to === from)) return [code`fallback: ${value(call)}`];
  const handed = given.map(({ to, from }) => code`${key(to)}: ${ownMember(code`parameters`, from, context)}`);
  const parameters = given.length === 0 ? code`_parameters` : code`parameters`;
  const argument = object(handed);
  return [
    code`fallback: (transport, ${parameters}, options) => ${value(call)}(transport, ${argument}, options)`,
  ];
}

function isParameter(parameter: Parameter | null, name: ParameterName | undefined): boolean {
  return parameter !== null && parameter.name === name?.name && parameter.location === name.location;
}

function waiterFunctions(request: WaiterRequest): readonly Statement[] {
  const { operation, waiter, context } = request;
  const answers: WaiterAnswers = { operation, context, waiter };
  const ways: readonly Way[] = [
    {
      name: waiter.call,
      method: waiter.method,
      run: 'waitUntil',
      options: waiterOptions(waiter.waiter, answers),
      returns: code`Promise<${type(waiter.success)}>`,
    },
    {
      name: waiter.tryCall,
      method: waiter.tryMethod,
      run: 'tryWaitUntil',
      options: waiterOptions(waiter.waiter, answers),
      returns: code`Promise<${outcomeType(answers)}>`,
    },
    {
      name: waiter.pollCall,
      method: waiter.pollMethod,
      run: 'startPoller',
      options: pollerOptions(waiter.waiter, answers),
      returns: pollerType(answers),
    },
  ];
  return ways.map((way) => waiterFunction(request, way));
}

/** One of the functions by which a wait is begun. */
interface Way {
  readonly name: PlannedSymbol;
  /** The same as a method of the resource. */
  readonly method: PlannedSymbol;
  /** Its name in the runtime. */
  readonly run: RuntimeValueName;
  readonly options: OptionsType;
  readonly returns: Code;
}

function waiterFunction({ operation, waiter, declared, context }: WaiterRequest, way: Way): Statement {
  const own = symbolsOf(operation, declared);
  const parameters = givenParameters(operation, way, context);
  return {
    kind: 'function',
    name: way.name,
    exported: true,
    docs: {
      text: `{@link ${context.nameOf(own.resource.type)}.${context.nameOf(way.method)}} as a function of its own.`,
    },
    parameters: [
      { name: code`transport`, type: runtimeType('Transport', context) },
      { name: code`parameters`, type: waiterParameters(operation, own, context) },
      { name: code`options`, ...way.options },
    ],
    returns: way.returns,
    body: [
      code`return ${runtimeValue(way.run, context)}(transport, ${value(waiter.constant)}, ${parameters}, options);`,
    ],
  };
}

/** An error of a wait has them in a text: JSON has to be able to write them. A poller sees to that by itself. */
function givenParameters(operation: Operation, { run }: Way, context: RenderContext): Code {
  const needsMore = plannedProperties(operation).some(({ schema }) => holdsBigInt(schema, context));
  return needsMore && run !== 'startPoller'
    ? code`${runtimeValue('serializableParameters', context)}(parameters)`
    : code`parameters`;
}

function symbolsOf(operation: Operation, { operations }: DeclaredOperations): OperationSymbols {
  const symbols = operations.get(operation.id);
  if (symbols === undefined) throw new Error(`The operation ${operation.id} was not declared.`);
  return symbols;
}
