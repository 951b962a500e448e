/** The built-in template of the slot `validator`: a check function for each model, beside its type. */
import { defineTemplate, type Model, type Template } from '../../generator/index.ts';
import type { CheckCall, CheckContext, CheckRequest, ModelFunctions } from './check-context.ts';
import { checkOfSchema } from './check-of-schema.ts';
import { encodeFunction, inlineValidators } from './inline-validators.ts';
import type { FormatSet } from './limits.ts';
import { modelStatements, withoutUnused } from './model-validators.ts';
import { closableModels, type UnknownKeys } from './removed-keys.ts';
import { declareValidators, type ValidatorSymbols } from './validator-symbols.ts';

/** Options of the template, and its part that a configuration may replace. */
export interface ValidatorParts {
  /** Treatment of undeclared keys of objects whose schema does not mention others; `keep` by default. */
  readonly unknownKeys?: UnknownKeys;
  /** Formats of strings that are checked: the usual ones (the default), or all of JSON Schema's. */
  readonly formats?: FormatSet;
  /** Returns the calls that check a value. Call `checkOfSchema` for the kinds that stay the same. */
  readonly checkOf?: (request: CheckRequest, context: CheckContext) => readonly CheckCall[];
}

/** Validators of models, with some parts replaced. */
export function validators(parts: ValidatorParts = {}): Template<'validator'> {
  return defineTemplate({
    name: 'validators',
    slot: 'validator',
    declare(api, plan) {
      const { unknownKeys = 'keep', formats = 'usual', checkOf = checkOfSchema } = parts;
      const closable = unknownKeys === 'keep' ? new Set<string>() : closableModels(api);
      const stripped = unknownKeys === 'strip' ? closable : new Set<string>();
      const declared = declareValidators(api, stripped, plan);
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
          inline: (schemas, context) => inlineValidators(schemas, checkOf, { ...context, functions }),
          encode: (schema, context) => encodeFunction(schema, checkOf, { ...context, functions }),
        },
        runtimeExports: [...declared.values()].some(({ validator }) => validator !== null)
          ? ['exactSchema']
          : [],
        files: (children.get(null) ?? []).map((model) => ({
          file: symbolsOf(model).file,
          render: (context) => ({
            kind: 'code',
            statements: withoutUnused(
              withNested(model).flatMap((each) =>
                modelStatements(each, {
                  symbols: symbolsOf(each),
                  checkOf,
                  context: { ...context, functions },
                  isClosed,
                  isStripped: stripped.has(each.id),
                }),
              ),
            ),
          }),
        })),
      };
    },
  });
}

function found<T>(item: T | null | undefined, model: Model): T {
  if (item === null || item === undefined) throw new Error(`The model ${model.id} has no such validator.`);
  return item;
}
