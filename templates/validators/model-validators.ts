/** Statements in the file of a model: its validator, and the functions that check and change its values. */
import {
  call,
  block,
  code,
  generic,
  isDeclaration,
  isOpenEnum,
  runtimeType,
  runtimeValue,
  type,
  unrefined,
  value,
  type Code,
  type Model,
  type PlannedSymbol,
  type RenderContext,
  type Schema,
  type Statement,
} from '../../generator/index.ts';
import { assertionCalls, assertionConditions } from './assertions.ts';
import { changesOfValue, stripStatement } from './changes.ts';
import {
  callOf,
  callStatements,
  parameters,
  type CheckContext,
  type ValidatorContext,
} from './check-context.ts';
import { functionBody, objectStatements } from './check-functions.ts';
import { convertedValue } from './conversions.ts';
import { receivedSchema } from './defaults.ts';
import { partOf, type DeclaredPart } from './part-functions.ts';
import { patternReference, patternsValue } from './patterns.ts';
import { enumCheck } from './runtime-checks.ts';
import type { ValidatorSymbols } from './validator-symbols.ts';

/** A model, and the options that its file depends on. */
export interface ModelRequest {
  readonly symbols: ValidatorSymbols;
  readonly checkOf: CheckContext['checkOf'];
  readonly context: ValidatorContext;
  readonly isClosed: CheckContext['isClosed'];
  /** True if undeclared keys are removed from received values. */
  readonly isStripped: boolean;
}

/** Functions that nothing calls are included: see `withoutUnused`. */
export function modelStatements(model: Model, request: ModelRequest): readonly Statement[] {
  const { symbols, checkOf, context, isClosed, isStripped } = request;
  if (model.isAlias === true) return aliasStatements(model, request);
  const used = new Set<string>();
  const checkContext: CheckContext = {
    ...context,
    isInsideAssertion: false,
    readsNulls: context.api.nulls === 'absent' && (model.usage.response || !model.usage.request),
    isClosed,
    checkOf,
    patternOf: (source) => {
      if (symbols.patterns === null) return null;
      used.add(source);
      return patternReference(value(symbols.patterns.symbol), symbols.patterns.sources, source);
    },
    functionOf: (schema, isInsideAssertion) => {
      const part = partOf(symbols.parts, schema, isInsideAssertion);
      return part === undefined ? null : value(part.symbol);
    },
  };
  return [
    ...validatorStatements(model, request, checkContext),
    checkStatement(model, symbols, checkContext),
    ...symbols.parts.map((part) => partStatement(part, checkContext)),
    ...fillStatement(model, symbols, { isStripped, context: checkContext }),
    ...writeStatement(model, symbols, checkContext),
    ...patternStatements(symbols, used, context),
  ];
}

/** An earlier name of a validator is that validator. */
function aliasStatements({ schema }: Model, { symbols, context }: ModelRequest): readonly Statement[] {
  if (symbols.validator === null || schema.kind !== 'model') return [];
  const target = context.slots.validator.validator(context.model(schema.model));
  const type = code`typeof ${value(target)}`;
  return [{ kind: 'const', name: symbols.validator, exported: true, type, value: code`${value(target)}` }];
}

function validatorStatements(
  model: Model,
  request: ModelRequest,
  context: CheckContext,
): readonly Statement[] {
  const { validator, check, fill } = request.symbols;
  if (validator === null) return [];
  const call = { schema: model.schema, check: value(check), fill: fill === null ? null : value(fill) };
  return [
    {
      kind: 'const',
      name: validator,
      exported: true,
      type: validatorType(model, context),
      value: validatorCall(call, context),
    },
  ];
}

/** `Validator<Pet>`, with the type of its input where it differs. */
function validatorType(model: Model, context: ValidatorContext): Code {
  const { name } = context.slots.runtime;
  const received = context.slots.model.type(model, 'response');
  const body = unrefined(model.schema);
  if (body.kind === 'enum' && isOpenEnum(body, context)) {
    return code`${type(name('EnumValidator'))}<${type(received)}>`;
  }
  const taken = context.slots.model.type(model, 'wire');
  const types = taken.identity === received.identity ? [received] : [received, taken];
  return generic(type(name('Validator')), types.map(type));
}

function receivedValue(schema: Schema, context: ValidatorContext): Code | null {
  return convertedValue(schema, code`value`, { direction: 'response', context });
}

interface ValidatorRequest {
  readonly schema: Schema;
  readonly check: Code;
  /** `fillPet`; `null`: nothing changes in place. */
  readonly fill: Code | null;
}

/** `validator(checkPet, fillPet)`, or `converting(…)` where `parse` returns another value. */
export function validatorCall({ schema, check: given, fill }: ValidatorRequest, context: CheckContext): Code {
  const check = context.readsNulls
    ? code`/* @__PURE__ */ ${runtimeValue('withoutNulls', context)}(${given})`
    : given;
  const replaced = receivedValue(schema, context);
  if (replaced === null) {
    return code`/* @__PURE__ */ ${call(runtimeValue('validator', context), [check, fill])}`;
  }
  const changes = changesOfValue(schema, 'response', context);
  const convert =
    changes.length === 0
      ? code`(value) => ${replaced}`
      : code`(value) => ${block([...changes, code`return ${replaced};`])}`;
  return code`/* @__PURE__ */ ${runtimeValue('convertingValidator', context)}(${check}, ${convert})`;
}

/** `export function checkPet(…)` */
function checkStatement(
  model: Model,
  { check, isShared }: ValidatorSymbols,
  context: CheckContext,
): Statement {
  return functionStatement({ name: check, isShared, body: modelBody(model, context) }, context);
}

/** `function checkPetItem(…)`, for a schema without a name. */
function partStatement(
  { schema, isInsideAssertion, symbol }: DeclaredPart,
  context: CheckContext,
): Statement {
  const body = functionBody(schema, { ...context, isInsideAssertion });
  return functionStatement({ name: symbol, isShared: false, body }, context);
}

interface CheckFunction {
  readonly name: PlannedSymbol;
  readonly isShared: boolean;
  readonly body: readonly Code[];
}

function functionStatement({ name, isShared, body }: CheckFunction, context: CheckContext): Statement {
  const key = runtimeType('Key', context);
  const out = runtimeType('Context', context);
  const isEmpty = body.length === 0;
  return {
    kind: 'function',
    name,
    exported: isShared,
    internal: true,
    parameters: [
      { name: isEmpty ? code`_out` : code`out`, type: out },
      { name: isEmpty ? code`_key` : code`key`, type: key },
      { name: isEmpty ? code`_value` : code`value`, type: code`unknown` },
    ],
    returns: code`void`,
    body,
  };
}

/** Assertions come last: they are about values of the type. */
function modelBody(model: Model, context: CheckContext): readonly Code[] {
  const body = unrefined(model.schema);
  const asserted =
    model.schema.kind === 'refined'
      ? callStatements(assertionCalls(model.schema, parameters, context), assertionConditions(context))
      : [];
  if (body.kind === 'object') return [...objectStatements(body, model, context), ...asserted];
  const values = context.slots.model.values?.(model) ?? null;
  if (values !== null && body.kind === 'enum') {
    return [code`${callOf(enumCheck(body, context), parameters, value(values))};`, ...asserted];
  }
  return [...functionBody(body, context), ...asserted];
}

/** `function fillPet(value: Pet): void { … }`, for a received value. */
function fillStatement(
  model: Model,
  { fill, isShared }: ValidatorSymbols,
  { isStripped, context }: { readonly isStripped: boolean; readonly context: CheckContext },
): readonly Statement[] {
  if (fill === null) return [];
  const body = unrefined(model.schema);
  const stripped = isStripped && body.kind === 'object' ? [stripStatement(body, context)] : [];
  const changes = changesOfValue(receivedSchema(model), 'response', context);
  const changed = type(context.slots.model.type(model, 'response'));
  return [changeStatement({ name: fill, isShared, changed, body: [...stripped, ...changes] })];
}

/** `function writePet(value: Pet.Input): void { … }`, for a copy of what a caller passes. */
function writeStatement(
  model: Model,
  { write, isShared }: ValidatorSymbols,
  context: CheckContext,
): readonly Statement[] {
  if (write === null) return [];
  const body = changesOfValue(model.schema, 'request', context);
  const changed = type(context.slots.model.type(model, 'request'));
  return [changeStatement({ name: write, isShared, changed, body })];
}

interface ChangeRequest {
  readonly name: PlannedSymbol;
  readonly isShared: boolean;
  /** The type of the value. */
  readonly changed: Code;
  readonly body: readonly Code[];
}

function changeStatement({ name, isShared, changed, body }: ChangeRequest): Statement {
  const parameter = body.length === 0 ? code`_value` : code`value`;
  return {
    kind: 'function',
    name,
    exported: isShared,
    internal: true,
    parameters: [{ name: parameter, type: changed }],
    returns: code`void`,
    body,
  };
}

/** Patterns that the emitted checks use. */
function patternStatements(
  { patterns }: ValidatorSymbols,
  used: ReadonlySet<string>,
  context: RenderContext,
): readonly Statement[] {
  if (patterns === null || used.size === 0) return [];
  const sources = new Map([...patterns.sources].filter(([source]) => used.has(source)));
  return [
    {
      kind: 'const',
      name: patterns.symbol,
      exported: false,
      type: null,
      value: patternsValue(sources, context),
    },
  ];
}

/**
 * Removes statements that are neither exported nor used by one that stays.
 *
 * Nothing calls the check of a model that is nested in a property of the other direction.
 */
export function withoutUnused(statements: readonly Statement[]): readonly Statement[] {
  const byName = new Map(statements.flatMap((statement) => ownName(statement, statement)));
  const used = new Set<Statement>();
  const pending = statements.filter((statement) => !isDeclaration(statement) || statement.exported);
  for (let statement = pending.pop(); statement !== undefined; statement = pending.pop()) {
    if (used.has(statement)) continue;
    used.add(statement);
    const names = codeOf(statement).flatMap(symbolsIn);
    pending.push(...names.flatMap(({ identity }) => byName.get(identity) ?? []));
  }
  return statements.filter((statement) => used.has(statement));
}

function ownName<T>(statement: Statement, content: T): readonly (readonly [string, T])[] {
  return isDeclaration(statement) ? [[statement.name.identity, content]] : [];
}

function codeOf(statement: Statement): readonly Code[] {
  switch (statement.kind) {
    case 'function':
      return statement.body;
    case 'const':
      return [statement.value];
    case 'program':
      return [statement.run];
    case 'interface':
    case 'type':
    case 'namespace':
    case 'reexport':
      return [];
  }
}

function symbolsIn({ parts }: Code): readonly PlannedSymbol[] {
  return parts.flatMap((part) => (part.kind === 'symbol' ? [part.symbol] : []));
}
