/** Turns assertions beside a type into JSON Schema 2020-12. */
import type { JsonObject, JsonValue } from '../api/json.ts';
import type { Assertion, EvaluatedItems, EvaluatedProperties, Schema } from '../api/schema.ts';

type Inner = (schema: Schema) => JsonObject;

/** One member of `allOf`. */
export function schemaOfAssertion(assertion: Assertion, inner: Inner): JsonObject {
  switch (assertion.kind) {
    case 'typed':
      return { anyOf: [{ not: { type: assertion.type } }, inner(assertion.schema)] };
    case 'matches':
      return inner(assertion.schema);
    case 'not':
      return { not: inner(assertion.schema) };
    case 'exactlyOne':
      return { oneOf: assertion.schemas.map(inner) };
    case 'conditional':
      return conditional(inner(assertion.condition), inner(assertion.whenTrue), inner(assertion.whenFalse));
    case 'contains':
      return {
        contains: inner(assertion.schema),
        ...(assertion.minimum === 1 ? {} : { minContains: assertion.minimum }),
        ...(assertion.maximum === null ? {} : { maxContains: assertion.maximum }),
      };
    case 'dependentRequired':
      return { dependentRequired: Object.fromEntries([[assertion.property, assertion.required]]) };
    case 'dependentSchema':
      return { dependentSchemas: Object.fromEntries([[assertion.property, inner(assertion.schema)]]) };
    case 'propertyNames':
      return { propertyNames: inner(assertion.schema) };
    case 'unevaluatedProperties':
      return {
        ...allOf(assertion.evaluated.map((part) => evaluatedKeys(part, inner))),
        unevaluatedProperties: inner(assertion.schema),
      };
    case 'unevaluatedItems':
      return {
        ...allOf(assertion.evaluated.map((part) => evaluatedItems(part, inner))),
        unevaluatedItems: inner(assertion.schema),
      };
  }
}

/** Made of entries, as an object with a member `then` is taken for a promise. */
function conditional(condition: JsonValue, whenTrue: JsonValue, whenFalse: JsonValue): JsonObject {
  return Object.fromEntries([
    ['if', condition],
    ['then', whenTrue],
    ['else', whenFalse],
  ]);
}

/** A schema that every object passes, and that speaks of just these keys. */
function evaluatedKeys(part: EvaluatedProperties, inner: Inner): JsonObject {
  switch (part.kind) {
    case 'all':
      return { additionalProperties: true };
    case 'names':
      return { properties: Object.fromEntries(part.names.map((name) => [name, true])) };
    case 'pattern':
      return { patternProperties: Object.fromEntries([[part.pattern, true]]) };
    case 'when': {
      const of = (parts: readonly EvaluatedProperties[]): JsonObject =>
        allOf(parts.map((each) => evaluatedKeys(each, inner)));
      return conditional(inner(part.schema), of(part.whenTrue), of(part.whenFalse));
    }
  }
}

/** The same of items. */
function evaluatedItems(part: EvaluatedItems, inner: Inner): JsonObject {
  switch (part.kind) {
    case 'all':
      return { items: true };
    case 'prefix':
      return part.count === 0 ? {} : { prefixItems: Array.from({ length: part.count }, () => true) };
    case 'containing':
      return { contains: inner(part.schema), minContains: 0 };
    case 'when': {
      const of = (parts: readonly EvaluatedItems[]): JsonObject =>
        allOf(parts.map((each) => evaluatedItems(each, inner)));
      return conditional(inner(part.schema), of(part.whenTrue), of(part.whenFalse));
    }
  }
}

/** The keyword may not be empty. */
function allOf(schemas: readonly JsonObject[]): JsonObject {
  return schemas.length > 0 ? { allOf: schemas } : {};
}
