/** The functions that check a model and what is inside it: `function checkPet(out, key, value)`. */
import {
  code,
  runtimeType,
  unrefined,
  value,
  type Code,
  type Model,
  type PlannedSymbol,
  type Statement,
} from '../../generator/index.ts';
import { assertionCalls, assertionConditions } from './assertions.ts';
import { statementsOf } from './check-call.ts';
import { callOf, parameters, type CheckContext } from './check-context.ts';
import { enumCheck } from './enum-check.ts';
import { functionBody, objectStatements } from './function-check.ts';
import type { DeclaredPart } from './part-checks.ts';
import type { ValidatorSymbols } from './validator-symbols.ts';

/** The function of a model; others may call it where it is shared. */
export function checkStatement(
  model: Model,
  { check, isShared }: ValidatorSymbols,
  context: CheckContext,
): Statement {
  return functionStatement({ name: check, isShared, body: modelBody(model, context) }, context);
}

/** The function of something inside a model that has no name. */
export function partStatement({ schema, isJudging, symbol }: DeclaredPart, context: CheckContext): Statement {
  const body = functionBody(schema, { ...context, isJudging });
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

/** A type with a name is checked by the members that it has; what is asked besides comes last. */
function modelBody(model: Model, context: CheckContext): readonly Code[] {
  const body = unrefined(model.schema);
  const asked =
    model.schema.kind === 'refined'
      ? statementsOf(assertionCalls(model.schema, parameters, context), assertionConditions(context))
      : [];
  if (body.kind === 'object') return [...objectStatements(body, model, context), ...asked];
  const values = context.slots.model.values?.(model) ?? null;
  if (values !== null && body.kind === 'enum') {
    return [code`${callOf(enumCheck(body, context), parameters, value(values))};`, ...asked];
  }
  return [...functionBody(body, context), ...asked];
}
