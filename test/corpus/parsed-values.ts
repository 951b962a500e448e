/** A generated package and the API it is made of → what is wrong with the values that its validators give out. */
import type { Api, Model } from '../../generator/api/api.ts';
import type { JsonValue } from '../../generator/api/json.ts';
import type { Schema } from '../../generator/api/schema.ts';
import type { Validator } from '../../templates/runtime/files/validation.ts';
import { amounts, valueOf } from './values.ts';

export interface ParsedValues {
  /** Values that a validator took; some are refused, as what a pattern asks for is not made up here. */
  readonly taken: number;
  /** What was given out and is not of its own type, or what was thrown. */
  readonly faults: readonly string[];
}

/** Parses values of every model that a response holds: what comes out is complete, and of its type. */
export function parseValues(exports: Readonly<Record<string, unknown>>, api: Api): ParsedValues {
  const schemas = new Map(api.models.map(({ id, schema }) => [id, schema]));
  const schemaOf = (model: string): Schema => {
    const schema = schemas.get(model);
    if (schema === undefined) throw new Error(`There is no ${model}.`);
    return schema;
  };
  const validators = new Map(
    Object.entries(exports).flatMap(([name, value]) => (isValidator(value) ? [[letters(name), value]] : [])),
  );
  const outcomes = api.models
    .filter(({ usage, parent }) => usage.response && parent === null)
    .flatMap((model) => {
      const validator = validators.get(letters(model.name));
      const values = amounts.map((amount) => valueOf(model.schema, { amount, schemaOf }));
      return validator === undefined ? [] : values.map((value) => outcomeOf(model, validator, value));
    });
  const faults = outcomes.filter((outcome) => typeof outcome === 'string');
  return { taken: outcomes.filter((outcome) => outcome === true).length, faults };
}

/** `true`: taken; `false`: refused; a text: what is wrong. */
function outcomeOf(
  { id }: Model,
  validator: Validator<unknown>,
  value: JsonValue | undefined,
): boolean | string {
  if (value === undefined) return false;
  const text = `${id}: ${JSON.stringify(value).slice(0, 200)}`;
  try {
    const result = validator.safeParse(structuredClone(value));
    if (result.ok) validator.assert(result.value);
    return result.ok;
  } catch (error) {
    return `${text}\n    ${String(error)}`;
  }
}

function isValidator(value: unknown): value is Validator<unknown> {
  return typeof value === 'object' && value !== null && 'safeParse' in value;
}

/** Names are cased by the generator. */
function letters(name: string): string {
  return name.replaceAll(/[^a-z\d]/gi, '').toLowerCase();
}
