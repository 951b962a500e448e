/** What stands in the file of a model, or beside an operation, where values are turned into what callers have for them. */
import {
  code,
  join,
  runtimeValue,
  type,
  type Code,
  type Model,
  type PlannedSymbol,
  type Schema,
  type Statement,
} from '../../generator/index.ts';
import type { ValidatorContext } from './check-context.ts';
import { conversionOf, conversionsOf } from './conversions.ts';
import { replacement, type Way } from './replacement.ts';
import type { ValidatorSymbols } from './validator-symbols.ts';

/** The statements at the end of the function that changes a model's values in place; none where JSON has what callers have. */
export function conversionStatements(
  { schema }: { readonly schema: Schema },
  way: Way,
  context: ValidatorContext,
): readonly Code[] {
  return context.api.types === undefined ? [] : conversionsOf(schema, way, context);
}

/** Whether another value takes the place of one that is received. */
export function isReplaced(schema: Schema, context: ValidatorContext): boolean {
  return receivedAs(schema, context) !== null;
}

/** What takes the place of a `value` that is received; `null`: it stays. */
function receivedAs(schema: Schema, context: ValidatorContext): Code | null {
  if (context.api.types === undefined) return null;
  return replacement(schema, code`value`, { way: 'response', context });
}

interface ValidatorRequest {
  readonly schema: Schema;
  readonly check: Code;
  /** `, fillPet`, or nothing. */
  readonly fill: Code;
}

/** `validator(checkPet, fillPet)`; a value that another takes the place of is handed on by `converting`. */
export function validatorCall({ schema, check, fill }: ValidatorRequest, context: ValidatorContext): Code {
  const replaced = receivedAs(schema, context);
  if (replaced === null) return code`/* @__PURE__ */ ${runtimeValue('validator', context)}(${check}${fill})`;
  const inner = conversionOf(schema, 'response', context);
  const convert =
    inner.length === 0
      ? code`(value) => ${replaced}`
      : code`(value) => { ${join(inner, code` `)} return ${replaced}; }`;
  return code`/* @__PURE__ */ ${runtimeValue('converting', context)}(${check}, ${convert})`;
}

/** `function writePet(value: Pet.Input): void { … }`, for a copy of what a caller gave. */
export function writeStatement(
  model: Model,
  { write, isShared }: ValidatorSymbols,
  context: ValidatorContext,
): readonly Statement[] {
  if (write === null) return [];
  const body = conversionsOf(model.schema, 'request', context);
  const sent = type(context.slots.model.type(model, 'request'));
  return [changeStatement({ name: write, isShared, changed: sent, body })];
}

interface ChangeRequest {
  readonly name: PlannedSymbol;
  readonly isShared: boolean;
  /** The type of the value. */
  readonly changed: Code;
  readonly body: readonly Code[];
}

/** `function fillPet(value: Pet): void { … }`, which changes a value in place. */
export function changeStatement({ name, isShared, changed, body }: ChangeRequest): Statement {
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
