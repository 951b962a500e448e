/** Decides whether a JSON value meets an assertion beside its type. */
import type {
  Assertion,
  EvaluatedItems,
  EvaluatedProperties,
  EvaluatedWhen,
  JsonObject,
  JsonValue,
  Schema,
} from '../../generator/index.ts';

/** How schemas and patterns inside an assertion are tested. */
export interface AssertionTests {
  readonly matches: (schema: Schema, json: JsonValue) => boolean;
  readonly matchesPattern: (pattern: string, text: string) => boolean;
}

type Of<Kind extends Assertion['kind']> = Extract<Assertion, { kind: Kind }>;

export function meetsAssertion(assertion: Assertion, json: JsonValue, tests: AssertionTests): boolean {
  const { matches } = tests;
  const list = Array.isArray(json) ? (json as readonly JsonValue[]) : null; // `Array.isArray` does not narrow a readonly array
  const object = list === null && typeof json === 'object' && json !== null ? (json as JsonObject) : null;
  switch (assertion.kind) {
    case 'typed':
      return typeOf(json) !== assertion.type || matches(assertion.schema, json);
    case 'matches':
      return matches(assertion.schema, json);
    case 'not':
      return !matches(assertion.schema, json);
    case 'exactlyOne':
      return assertion.schemas.filter((schema) => matches(schema, json)).length === 1;
    case 'conditional':
      return matches(matches(assertion.condition, json) ? assertion.whenTrue : assertion.whenFalse, json);
    case 'contains': {
      if (list === null) return true;
      const count = list.filter((item) => matches(assertion.schema, item)).length;
      return count >= assertion.minimum && count <= (assertion.maximum ?? Infinity);
    }
    case 'dependentRequired':
      return (
        object === null ||
        !Object.hasOwn(object, assertion.property) ||
        assertion.required.every((name) => Object.hasOwn(object, name))
      );
    case 'dependentSchema':
      return object === null || !Object.hasOwn(object, assertion.property) || matches(assertion.schema, json);
    case 'propertyNames':
      return object === null || Object.keys(object).every((name) => matches(assertion.schema, name));
    case 'unevaluatedProperties':
      return object === null || meetsUnevaluatedProperties(assertion, object, tests);
    case 'unevaluatedItems':
      return list === null || meetsUnevaluatedItems(assertion, list, tests);
  }
}

function typeOf(json: JsonValue): string {
  return Array.isArray(json) ? 'array' : typeof json;
}

function meetsUnevaluatedProperties(
  { evaluated, schema }: Of<'unevaluatedProperties'>,
  object: JsonObject,
  { matches, matchesPattern }: AssertionTests,
): boolean {
  const parts = selectedParts(evaluated, (condition) => matches(condition, object));
  const isEvaluated = (name: string, part: Plain<EvaluatedProperties>): boolean => {
    if (part.kind === 'all') return true;
    return part.kind === 'names' ? part.names.includes(name) : matchesPattern(part.pattern, name);
  };
  return Object.entries(object).every(
    ([name, entry]) => parts.some((part) => isEvaluated(name, part)) || matches(schema, entry),
  );
}

function meetsUnevaluatedItems(
  { evaluated, schema }: Of<'unevaluatedItems'>,
  list: readonly JsonValue[],
  { matches }: AssertionTests,
): boolean {
  const parts = selectedParts(evaluated, (condition) => matches(condition, list));
  const isEvaluated = (index: number, item: JsonValue, part: Plain<EvaluatedItems>): boolean => {
    if (part.kind === 'all') return true;
    return part.kind === 'prefix' ? index < part.count : matches(part.schema, item);
  };
  return list.every(
    (item, index) => parts.some((part) => isEvaluated(index, item, part)) || matches(schema, item),
  );
}

type Plain<Part> = Exclude<Part, EvaluatedWhen<Part>>;

/** Replaces each condition by the parts that it selects for this value. */
function selectedParts<Part extends { readonly kind: string }>(
  parts: readonly (Part | EvaluatedWhen<Part>)[],
  holds: (condition: Schema) => boolean,
): readonly Plain<Part>[] {
  return parts.flatMap((part) => {
    // The compiler does not narrow a type parameter.
    if (!isConditional(part)) return [part as Plain<Part>];
    return selectedParts(holds(part.schema) ? part.whenTrue : part.whenFalse, holds);
  });
}

function isConditional<Part extends { readonly kind: string }>(
  part: Part | EvaluatedWhen<Part>,
): part is EvaluatedWhen<Part> {
  return part.kind === 'when';
}
