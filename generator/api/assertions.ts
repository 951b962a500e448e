/** Finds and replaces the schemas in assertions: the only module that knows where each assertion keeps them. */
import type {
  Assertion,
  EvaluatedItems,
  EvaluatedProperties,
  EvaluatedWhen,
  RefinedSchema,
  Schema,
} from './schema.ts';

/** Returns the schema with the assertions added, each once. Without assertions it returns the schema itself. */
export function refinedBy(schema: Schema, assertions: readonly Assertion[]): Schema {
  if (assertions.length === 0) return schema;
  if (schema.kind === 'refined') return { ...schema, assertions: [...schema.assertions, ...assertions] };
  return { kind: 'refined', schema, assertions, docs: schema.docs, place: schema.place };
}

/** Returns the schema without its additional assertions. */
export function unrefined(schema: Schema): RefinedSchema['schema'] {
  return schema.kind === 'refined' ? schema.schema : schema;
}

/** Replaces the schema inside a refined schema. Returns the same object if nothing changed. */
export function mapBody(schema: Schema, change: (body: Schema) => Schema): Schema {
  if (schema.kind !== 'refined') return change(schema);
  const changed = change(schema.schema);
  return changed === schema.schema ? schema : withBody(schema, changed);
}

/** Returns the assertions with another schema around them. */
export function withBody(refined: RefinedSchema, body: Schema): RefinedSchema {
  if (body.kind !== 'refined') return { ...refined, schema: body };
  return { ...refined, schema: body.schema, assertions: [...body.assertions, ...refined.assertions] };
}

/** Returns the schemas in the assertions of `schema`; empty for a schema without assertions. */
export function assertedSchemas(schema: Schema): readonly Schema[] {
  return schema.kind === 'refined' ? schema.assertions.flatMap(schemasOf) : [];
}

function schemasOf(assertion: Assertion): readonly Schema[] {
  const found: Schema[] = [];
  mapAssertion(assertion, (schema) => {
    found.push(schema);
    return schema;
  });
  return found;
}

export type ChangeAsserted = (schema: Schema) => Schema;

/** Replaces each schema in the assertions of `schema`. Returns the same object if nothing changed. */
export function mapAsserted(schema: Schema, change: ChangeAsserted): Schema {
  if (schema.kind !== 'refined') return schema;
  let isChanged = false;
  const note: ChangeAsserted = (one) => {
    const changed = change(one);
    isChanged ||= changed !== one;
    return changed;
  };
  const assertions = schema.assertions.map((assertion) => mapAssertion(assertion, note));
  return isChanged ? { ...schema, assertions } : schema;
}

function mapAssertion(assertion: Assertion, change: ChangeAsserted): Assertion {
  switch (assertion.kind) {
    case 'dependentRequired':
      return assertion;
    case 'exactlyOne':
      return { ...assertion, schemas: assertion.schemas.map(change) };
    case 'conditional':
      return {
        ...assertion,
        condition: change(assertion.condition),
        whenTrue: change(assertion.whenTrue),
        whenFalse: change(assertion.whenFalse),
      };
    case 'unevaluatedProperties': {
      const evaluated = assertion.evaluated.map((part) => mapProperties(part, change));
      return { ...assertion, evaluated, schema: change(assertion.schema) };
    }
    case 'unevaluatedItems': {
      const evaluated = assertion.evaluated.map((part) => mapItems(part, change));
      return { ...assertion, evaluated, schema: change(assertion.schema) };
    }
    case 'typed':
    case 'matches':
    case 'not':
    case 'contains':
    case 'dependentSchema':
    case 'propertyNames':
      return { ...assertion, schema: change(assertion.schema) };
  }
}

function mapProperties(part: EvaluatedProperties, change: ChangeAsserted): EvaluatedProperties {
  return part.kind === 'when' ? mapWhen(part, change, mapProperties) : part;
}

function mapItems(part: EvaluatedItems, change: ChangeAsserted): EvaluatedItems {
  if (part.kind === 'containing') return { ...part, schema: change(part.schema) };
  return part.kind === 'when' ? mapWhen(part, change, mapItems) : part;
}

function mapWhen<Part>(
  when: EvaluatedWhen<Part>,
  change: ChangeAsserted,
  mapPart: (part: Part, change: ChangeAsserted) => Part,
): EvaluatedWhen<Part> {
  return {
    kind: 'when',
    schema: change(when.schema),
    whenTrue: when.whenTrue.map((part) => mapPart(part, change)),
    whenFalse: when.whenFalse.map((part) => mapPart(part, change)),
  };
}
