/** The IR taken at its word: whether a value is one of a schema's, said as plainly as the contract says it. */
import type { Api } from '../../generator/api/api.ts';
import { canonicalJson } from '../../generator/api/hash.ts';
import { isJsonArray, isJsonObject } from '../../generator/api/json.ts';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import type {
  Assertion,
  EvaluatedItems,
  EvaluatedProperties,
  NumberLimits,
  ObjectSchema,
  Schema,
  StringLimits,
  TypedAssertion,
} from '../../generator/api/schema.ts';

export type Judge = (schema: Schema, value: JsonValue) => boolean;

/** Formats are left alone; everything else counts. */
export function judgeOf(api: Api): Judge {
  const models = new Map(api.models.map(({ id, schema }) => [id, schema]));
  const judge: Judge = (schema, value) => {
    switch (schema.kind) {
      case 'unknown':
        return true;
      case 'never':
        return false;
      case 'null':
        return value === null;
      case 'boolean':
      case 'string':
      case 'number':
        return typeof value === schema.kind && judgePlain(schema, value);
      case 'literal':
        return canonicalJson(schema.value) === canonicalJson(value);
      case 'enum':
        return schema.members.some((member) => member.value === value);
      case 'array':
        return (
          isJsonArray(value) &&
          withinLengths(schema.limits, value) &&
          value.every((item) => judge(schema.items, item))
        );
      case 'tuple':
        return (
          isJsonArray(value) &&
          withinLengths(schema.limits, value) &&
          value.length >= schema.required &&
          value.every((item, index) => judge(schema.items[index] ?? schema.rest, item))
        );
      case 'object':
        return isJsonObject(value) && judgeObject(schema, value, judge);
      case 'record':
        return (
          isJsonObject(value) &&
          withinCounts(schema.limits, value) &&
          Object.entries(value).every(
            ([key, entry]) => judge(schema.keys, key) && judge(schema.values, entry),
          )
        );
      case 'union': {
        const count = schema.members.filter((member) => judge(member, value)).length;
        return schema.exclusive ? count === 1 : count > 0;
      }
      case 'intersection':
        return schema.members.every((member) => judge(member, value));
      case 'refined':
        return (
          judge(schema.schema, value) &&
          schema.assertions.every((assertion) => judgeAssertion(assertion, value, judge))
        );
      case 'model': {
        const model = models.get(schema.model);
        if (model === undefined) throw new Error(`no model ${schema.model}`);
        return judge(model, value);
      }
    }
  };
  return judge;
}

function judgePlain(schema: Schema, value: JsonValue): boolean {
  if (schema.kind === 'number' && typeof value === 'number') {
    return (!schema.integer || Number.isInteger(value)) && withinBounds(schema.limits, value);
  }
  return schema.kind !== 'string' || typeof value !== 'string' || withinText(schema.limits, value);
}

function withinBounds(limits: NumberLimits, value: number): boolean {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  return (
    value >= minimum &&
    value <= maximum &&
    (exclusiveMinimum === undefined || value > exclusiveMinimum) &&
    (exclusiveMaximum === undefined || value < exclusiveMaximum) &&
    (multipleOf === undefined || isMultiple(value, multipleOf))
  );
}

function isMultiple(value: number, factor: number): boolean {
  const quotient = value / factor;
  return Number.isFinite(quotient)
    ? Math.abs(quotient - Math.round(quotient)) < 1e-9
    : Number.isInteger(factor);
}

function withinText(limits: StringLimits, value: string): boolean {
  const { length } = [...value];
  return (
    length >= (limits.minLength ?? 0) &&
    length <= (limits.maxLength ?? Infinity) &&
    (limits.pattern === undefined || matches(limits.pattern, value))
  );
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, 'u').test(text);
}

interface Lengths {
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
}

function withinLengths(limits: Lengths, value: readonly JsonValue[]): boolean {
  return (
    value.length >= (limits.minItems ?? 0) &&
    value.length <= (limits.maxItems ?? Infinity) &&
    (limits.uniqueItems !== true || new Set(value.map(canonicalJson)).size === value.length)
  );
}

function withinCounts(limits: ObjectSchema['limits'], value: JsonObject): boolean {
  const { length } = Object.keys(value);
  return length >= (limits.minProperties ?? 0) && length <= (limits.maxProperties ?? Infinity);
}

function judgeObject(schema: ObjectSchema, value: JsonObject, judge: Judge): boolean {
  const named = new Map(schema.properties.map((property) => [property.name, property]));
  return (
    withinCounts(schema.limits, value) &&
    schema.properties.every(({ name, required }) => !required || Object.hasOwn(value, name)) &&
    Object.entries(value).every(([key, entry]) => {
      const property = named.get(key);
      if (property !== undefined) return judge(property.schema, entry);
      const patterns = schema.patterns.filter(({ pattern }) => matches(pattern, key));
      if (patterns.length > 0) return patterns.every((one) => judge(one.schema, entry));
      return schema.rest === null || judge(schema.rest, entry);
    })
  );
}

function judgeAssertion(assertion: Assertion, value: JsonValue, judge: Judge): boolean {
  const has = (name: string): boolean => isJsonObject(value) && Object.hasOwn(value, name);
  switch (assertion.kind) {
    case 'typed':
      return typeOf(value) !== assertion.type || judge(assertion.schema, value);
    case 'matches':
      return judge(assertion.schema, value);
    case 'not':
      return !judge(assertion.schema, value);
    case 'exactlyOne':
      return assertion.schemas.filter((schema) => judge(schema, value)).length === 1;
    case 'conditional':
      return judge(judge(assertion.condition, value) ? assertion.whenTrue : assertion.whenFalse, value);
    case 'contains': {
      if (!isJsonArray(value)) return true;
      const count = value.filter((item) => judge(assertion.schema, item)).length;
      return count >= assertion.minimum && count <= (assertion.maximum ?? Infinity);
    }
    case 'dependentRequired':
      return !has(assertion.property) || assertion.required.every(has);
    case 'dependentSchema':
      return !has(assertion.property) || judge(assertion.schema, value);
    case 'propertyNames':
      return !isJsonObject(value) || Object.keys(value).every((key) => judge(assertion.schema, key));
    case 'unevaluatedProperties':
      return (
        !isJsonObject(value) ||
        Object.entries(value).every(
          ([key, entry]) =>
            speaksOfKey(assertion.evaluated, { key, value }, judge) || judge(assertion.schema, entry),
        )
      );
    case 'unevaluatedItems':
      return (
        !isJsonArray(value) ||
        value.every(
          (item, index) =>
            speaksOfItem(assertion.evaluated, { index, value }, judge) || judge(assertion.schema, item),
        )
      );
  }
}

function typeOf(value: JsonValue): TypedAssertion['type'] | null {
  if (isJsonArray(value)) return 'array';
  if (isJsonObject(value)) return 'object';
  return typeof value === 'string' || typeof value === 'number'
    ? (typeof value as 'string' | 'number')
    : null;
}

function speaksOfKey(
  evaluated: readonly EvaluatedProperties[],
  at: { readonly key: string; readonly value: JsonObject },
  judge: Judge,
): boolean {
  const speaks = (part: EvaluatedProperties): boolean => {
    switch (part.kind) {
      case 'all':
        return true;
      case 'names':
        return part.names.includes(at.key);
      case 'pattern':
        return matches(part.pattern, at.key);
      case 'when':
        return (judge(part.schema, at.value) ? part.whenTrue : part.whenFalse).some(speaks);
    }
  };
  return evaluated.some(speaks);
}

function speaksOfItem(
  evaluated: readonly EvaluatedItems[],
  at: { readonly index: number; readonly value: readonly JsonValue[] },
  judge: Judge,
): boolean {
  const speaks = (part: EvaluatedItems): boolean => {
    switch (part.kind) {
      case 'all':
        return true;
      case 'prefix':
        return at.index < part.count;
      case 'containing':
        return judge(part.schema, at.value[at.index] ?? null);
      case 'when':
        return (judge(part.schema, at.value) ? part.whenTrue : part.whenFalse).some(speaks);
    }
  };
  return evaluated.some(speaks);
}
