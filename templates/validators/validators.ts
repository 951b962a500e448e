/** The built-in template of the slot `validator`: one plain function for each shape, beside the type that it checks. */
import {
  code,
  defineTemplate,
  join,
  modelsThatDiffer,
  type,
  unrefined,
  value,
  type Code,
  type Model,
  type PlannedSymbol,
  type Statement,
  type Template,
} from '../../generator/index.ts';
import type { CheckCall } from './check-call.ts';
import type { CheckContext, CheckRequest, ModelFunctions, ValidatorContext } from './check-context.ts';
import { checkStatement, partStatement } from './check-function.ts';
import { checkOfSchema } from './check-of-schema.ts';
import { fillStatement, isReplaced, validatorCall, writeStatement } from './change-functions.ts';
import { encodeFunction, inlineValidators } from './inline.ts';
import type { FormatSet } from './limits.ts';
import { partOf } from './part-checks.ts';
import { patternReference, patternsValue } from './patterns.ts';
import { withoutUnused } from './unused.ts';
import { closableModels, type UnknownKeys } from './unknown-keys.ts';
import { declareValidators, type ValidatorSymbols } from './validator-symbols.ts';

/** What a configuration may replace of this template, and what it may choose. */
export interface ValidatorParts {
  /** What becomes of keys that an object neither declares nor speaks of; `keep` by default. */
  readonly unknownKeys?: UnknownKeys;
  /** Which formats of text are asserted: the usual ones (the default), or all of JSON Schema's. */
  readonly formats?: FormatSet;
  /** The calls that check a value. Call `checkOfSchema` for the kinds that stay as they are. */
  readonly checkOf?: (request: CheckRequest, context: CheckContext) => readonly CheckCall[];
}
/** Validators of models, with some parts replaced. */
export function validators(parts: ValidatorParts = {}): Template<'validator'> {
  return defineTemplate({
    name: 'validators',
    slot: 'validator',
    declare(api, plan) {
      const { unknownKeys = 'keep', formats = 'usual' } = parts;
      const closable = unknownKeys === 'keep' ? new Set<string>() : closableModels(api);
      const stripped = unknownKeys === 'strip' ? closable : new Set<string>();
      const declared = declareValidators(api, stripped, plan);
      const differing = modelsThatDiffer(api);
      const isClosed = (model: Model | null): boolean =>
        unknownKeys === 'refuse' && model !== null && closable.has(model.id);
      const symbolsOf = (model: Model): ValidatorSymbols => found(declared.get(model.id), model);
      const functions: ModelFunctions = {
        check: (model) => symbolsOf(model).check,
        fill: (model) => symbolsOf(model).fill,
        write: (model) => symbolsOf(model).write,
        formats,
      };
      const children = Map.groupBy(api.models, ({ parent }) => parent);
      const withNested = (model: Model): readonly Model[] => [
        model,
        ...(children.get(model.id) ?? []).flatMap(withNested),
      ];
      return {
        slot: {
          validator: (model) => found(symbolsOf(model).validator, model),
          inline: (schemas, context) =>
            inlineValidators(schemas, parts.checkOf ?? checkOfSchema, { ...context, functions }),
          encode: (schema, context) =>
            encodeFunction(schema, parts.checkOf ?? checkOfSchema, { ...context, functions }),
        },
        files: (children.get(null) ?? []).map((model) => ({
          file: symbolsOf(model).file,
          render: (context) => ({
            kind: 'code',
            statements: withoutUnused(
              withNested(model).flatMap((each) =>
                statementsOf(each, {
                  symbols: symbolsOf(each),
                  parts,
                  context: { ...context, functions },
                  isClosed,
                  isStripped: stripped.has(each.id),
                  isOneSided: (['server', 'caller'] as const).some((side) =>
                    differing.get(each.id)?.has(side),
                  ),
                }),
              ),
            ),
          }),
        })),
      };
    },
  });
}
interface ModelSurroundings {
  readonly symbols: ValidatorSymbols;
  readonly parts: ValidatorParts;
  readonly context: ValidatorContext;
  readonly isClosed: CheckContext['isClosed'];
  readonly isStripped: boolean;
  /** Whether a value may hold what only one side sends. */
  readonly isOneSided: boolean;
}

function statementsOf(model: Model, around: ModelSurroundings): readonly Statement[] {
  const { symbols, parts, context, isClosed, isStripped } = around;
  const used = new Set<string>();
  const checkContext: CheckContext = {
    ...context,
    isJudging: false,
    isClosed,
    checkOf: parts.checkOf ?? checkOfSchema,
    patternOf: (source) => {
      if (symbols.patterns === null) return null;
      used.add(source);
      return patternReference(value(symbols.patterns.symbol), symbols.patterns.sources, source);
    },
    functionOf: (schema, isJudging) => {
      const part = partOf(symbols.parts, schema, isJudging);
      return part === undefined ? null : value(part.symbol);
    },
  };
  return [
    ...validatorStatements(model, around, checkContext),
    checkStatement(model, symbols, checkContext),
    ...symbols.parts.map((part) => partStatement(part, checkContext)),
    ...fillStatement(model, symbols, { isStripped, context: checkContext }),
    ...writeStatement(model, symbols, checkContext),
    ...patternStatements(symbols, used),
  ];
}

function validatorStatements(
  model: Model,
  around: ModelSurroundings,
  context: CheckContext,
): readonly Statement[] {
  const { validator, check, fill } = around.symbols;
  if (validator === null) return [];
  const call = { schema: model.schema, check: value(check), fill: fill === null ? null : value(fill) };
  return [
    {
      kind: 'const',
      name: validator,
      exported: true,
      type: validatorType(model, around),
      value: validatorCall(call, context),
    },
  ];
}

/** `Validator<Pet>`, with what it takes and what passes exactly where that is something else. */
function validatorType(model: Model, around: ModelSurroundings): Code {
  const { context } = around;
  const { name } = context.slots.runtime;
  const received = context.slots.model.type(model, 'response');
  if (unrefined(model.schema).kind === 'enum') return code`${type(name('EnumValidator'))}<${type(received)}>`;
  const taken = context.slots.model.type(model, 'wire');
  const exact = exactType(model, around);
  const others = exact === null ? (isSame(taken, received) ? [] : [taken]) : [taken, exact];
  return code`${type(name('Validator'))}<${join([received, ...others].map(type), code`, `)}>`;
}

/** What is known of a value that passes exactly: it may be sent. `null`: no more than of any other. */
function exactType(model: Model, { context, isOneSided }: ModelSurroundings): PlannedSymbol | null {
  const sent = context.slots.model.type(model, 'request');
  const received = context.slots.model.type(model, 'response');
  const isSent = !isSame(sent, received) && !isOneSided && !isReplaced(model.schema, context);
  return isSent ? sent : null;
}

function isSame(one: PlannedSymbol, other: PlannedSymbol): boolean {
  return one.identity === other.identity;
}

/** Only what a check that was emitted asks for. */
function patternStatements({ patterns }: ValidatorSymbols, used: ReadonlySet<string>): readonly Statement[] {
  if (patterns === null || used.size === 0) return [];
  const sources = new Map([...patterns.sources].filter(([source]) => used.has(source)));
  return [
    {
      kind: 'const',
      name: patterns.symbol,
      exported: false,
      type: null,
      value: patternsValue(sources),
    },
  ];
}

function found<T>(item: T | null | undefined, model: Model): T {
  if (item === null || item === undefined) throw new Error(`The model ${model.id} has no such validator.`);
  return item;
}
