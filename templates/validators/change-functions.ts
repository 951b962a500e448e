/** Functions that change the values of a model, and the validators that call them. */
import {
  code,
  join,
  runtimeValue,
  type,
  unrefined,
  type Code,
  type Model,
  type PlannedSymbol,
  type Schema,
  type Statement,
} from '../../generator/index.ts';
import { changesOfValue, stripStatement } from './changes.ts';
import type { CheckContext, ValidatorContext } from './check-context.ts';
import { convertedValue } from './conversions.ts';
import { receivedSchema } from './defaults.ts';
import type { ValidatorSymbols } from './validator-symbols.ts';

/** Whether `parse` returns another value than the one it is given. */
export function isReplaced(schema: Schema, context: ValidatorContext): boolean {
  return receivedValue(schema, context) !== null;
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
export function validatorCall({ schema, check, fill }: ValidatorRequest, context: CheckContext): Code {
  const replaced = receivedValue(schema, context);
  if (replaced === null) {
    const filling = fill === null ? code`` : code`, ${fill}`;
    return code`/* @__PURE__ */ ${runtimeValue('validator', context)}(${check}${filling})`;
  }
  const changes = changesOfValue(schema, 'response', context);
  const convert =
    changes.length === 0
      ? code`(value) => ${replaced}`
      : code`(value) => { ${join(changes, code` `)} return ${replaced}; }`;
  return code`/* @__PURE__ */ ${runtimeValue('converting', context)}(${check}, ${convert})`;
}

/** `function fillPet(value: Pet): void { … }`, for a received value. */
export function fillStatement(
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
export function writeStatement(
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
