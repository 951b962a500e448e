/** Completes schemas once all models are built: discriminators, constants of variants, and valid defaults. */
import type { Operation } from '../../api/api.ts';
import { withSortedKeys } from '../../api/hash.ts';
import type { JsonValue } from '../../api/json.ts';
import { placeKey, pointerStep, type Place } from '../../api/place.ts';
import type { ObjectSchema, Schema, UnionSchema } from '../../api/schema.ts';
import { mapBody } from '../../api/assertions.ts';
import { mapChildren } from '../../api/walk.ts';
import { quote, reportAt, type Scope, shownValue } from '../scope.ts';
import { acceptsDefault, nestsTooDeep } from '../schema/accepts.ts';
import { unionOf } from '../schema/union.ts';
import type { ModelSchemas } from './components.ts';
import { setApart, withDiscriminator } from './discriminators.ts';
import { heirsOf } from './inheritance.ts';
import { mapSchemas, usedSchemas } from './schema-uses.ts';
import {
  addVariantValues,
  allowsConstants,
  plainUses,
  type VariantValues,
  withConstants,
  withConstantsInline,
  withOwnVariants,
} from './variant-constants.ts';

/** Models and operations whose schemas are complete. */
export interface CompleteSchemas {
  readonly models: ModelSchemas;
  readonly operations: readonly Operation[];
}

/** Completes the schemas of models and operations. It needs every model, so all of them must be built. */
export function completeSchemas(
  scope: Scope,
  models: ModelSchemas,
  operations: readonly Operation[],
): CompleteSchemas {
  const variantValues: VariantValues = new Map();
  const complete = completer(scope, models, variantValues);
  const completed = new Map([...models].map(([id, schema]): [string, Schema] => [id, complete(schema)]));
  const finished = operations.map((operation) =>
    withValidParameterDefaults(scope, mapSchemas(operation, complete), models),
  );
  const isKept = keptVariants(scope, { models: completed, operations: finished, variantValues });
  const own = (schema: Schema): Schema => withOwnVariants(schema, completed, isKept);
  const separate = new Map([...completed].map(([id, schema]): [string, Schema] => [id, own(schema)]));
  return {
    models: withConstants(separate, variantValues, isKept),
    operations: finished.map((operation) => mapSchemas(operation, own)),
  };
}

/**
 * A model used outside its unions keeps its written type; a model that extends a base is its variant everywhere.
 *
 * An heir whose name is no member of the enumeration that its base writes is sent with another value.
 */
function keptVariants(
  scope: Scope,
  { models, operations, variantValues }: CompleteSchemas & { readonly variantValues: VariantValues },
): (model: string) => boolean {
  const used = plainUses([...models.values(), ...usedSchemas(operations).map(({ schema }) => schema)]);
  const heirs = scope.options.schemas === 'exact' ? new Set<string>() : heirsOf(scope, models);
  const isVariant = (model: string): boolean => {
    const schema = models.get(model);
    const values = variantValues.get(model);
    return heirs.has(model) && (!schema || !values || allowsConstants(schema, values, models));
  };
  return (model) => used.has(model) && !isVariant(model);
}

/** Returns a function that completes a schema, each object once. It adds the values of variants to `variantValues`. */
function completer(
  scope: Scope,
  models: ModelSchemas,
  variantValues: VariantValues,
): (schema: Schema) => Schema {
  const known = new Map<Schema, Schema>();
  const complete = (schema: Schema): Schema => {
    const found = known.get(schema);
    if (found !== undefined) return found;
    const result = mapBody(mapChildren(schema, complete), completeBody);
    known.set(schema, result);
    return result;
  };
  const completeBody = (body: Schema): Schema => {
    const completed = body.kind === 'union' ? completeUnion(body) : body;
    if (completed.kind !== 'object') return completed;
    reportUndeclared(scope, completed);
    return withValidDefaults(scope, completed, models);
  };
  const completeUnion = (union: UnionSchema): Schema => {
    const { objects, others } = setApart(union, models);
    if (others.length === 0) return completeVariants(union);
    if (objects.members.every(({ kind }) => kind === 'null')) return { ...union, discriminator: null };
    const variants = completeVariants(objects);
    const members =
      variants.kind === 'union' && variants.discriminator === null ? variants.members : [variants];
    return { ...unionOf([...members, ...others], { ...union, discriminator: null }), docs: union.docs };
  };
  const completeVariants = (union: UnionSchema): Schema => {
    const discriminated = withDiscriminator(scope, union, models);
    const [only, other] = discriminated.members;
    if (only !== undefined && other === undefined && discriminated.discriminator === null) return only;
    addVariantValues(discriminated, variantValues);
    return withConstantsInline(discriminated, models);
  };
  return complete;
}

/** Reports properties that only `required` names: their place is the object's. Another member of `allOf` may declare them. */
function reportUndeclared(scope: Scope, object: ObjectSchema): void {
  const undeclared = object.properties.filter(
    ({ name, schema, place }) => schema.kind === 'unknown' && !place.pointer.endsWith(pointerStep(name)),
  );
  for (const properties of Map.groupBy(undeclared, ({ place }) => placeKey(place)).values()) {
    const names = properties.map(({ name }) => quote(name)).join(', ');
    const message = `${properties.length === 1 ? 'Required property' : 'Required properties'} ${names} not declared.`;
    const [first] = properties;
    if (first !== undefined) reportAt(scope, first.place, { code: 'CW2009', message });
  }
}

interface GivenDefault {
  readonly schema: Schema;
  readonly value: JsonValue | undefined;
  readonly place: Place;
}

/** Returns the default where the schema accepts it. Otherwise reports it and returns `undefined`. */
function validDefault(scope: Scope, given: GivenDefault, models: ModelSchemas): JsonValue | undefined {
  const { schema, value, place } = given;
  if (value === undefined) return undefined;
  if (!nestsTooDeep(value) && acceptsDefault(schema, value, (id) => models.get(id) ?? null)) {
    return withSortedKeys(value);
  }
  // Frameworks print "default: null" for "no default".
  if (value === null) return undefined;
  const text = nestsTooDeep(value) ? 'The default' : shownValue(value);
  reportAt(scope, place, {
    code: 'CW2008',
    message: `${text} is not valid against the schema of the property, and is ignored.`,
  });
  return undefined;
}

function withValidDefaults(scope: Scope, object: ObjectSchema, models: ModelSchemas): ObjectSchema {
  const properties = object.properties.map((property) => {
    const { schema, place } = property;
    const valid = validDefault(scope, { schema, value: property.default, place }, models);
    return valid === property.default ? property : { ...property, default: valid };
  });
  return properties.every((one, index) => one === object.properties[index])
    ? object
    : { ...object, properties };
}

function withValidParameterDefaults(scope: Scope, operation: Operation, models: ModelSchemas): Operation {
  const parameters = operation.parameters.map((parameter) => {
    const { schema, place } = parameter;
    const value = validDefault(scope, { schema, value: parameter.default, place }, models);
    return { ...parameter, default: value };
  });
  return { ...operation, parameters };
}
