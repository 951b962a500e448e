/** Finishes schemas once all models are known: discriminators, and defaults that their schemas accept. */
import { withSortedKeys } from '../../api/hash.ts';
import type { JsonValue } from '../../api/json.ts';
import type { Place } from '../../api/place.ts';
import { pointerStep } from '../../api/place.ts';
import type { ObjectSchema, Schema, UnionSchema } from '../../api/schema.ts';
import { mapBody } from '../../api/assertions.ts';
import { mapChildren } from '../../api/walk.ts';
import { quote } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { reportAt } from '../scope.ts';
import { acceptsDefault } from '../schema/accepts.ts';
import { unionOf } from '../schema/union.ts';
import { nestsTooDeep } from '../schema/value-type.ts';
import type { ModelSchemas } from './components.ts';
import { setApart, withDiscriminator } from './discriminators.ts';
import { placeKey } from './groups.ts';
import type { Narrowings } from './variant-constants.ts';
import { collectNarrowings, narrowMembers } from './variant-constants.ts';

/** Refines one schema; the same object is refined once. */
export type Refine = (schema: Schema) => Schema;

/** What unions say of models is added to `narrowings`. */
export function refiner(scope: Scope, models: ModelSchemas, narrowings: Narrowings): Refine {
  const known = new Map<Schema, Schema>();
  const refine: Refine = (schema) => {
    const found = known.get(schema);
    if (found !== undefined) return found;
    const result = mapBody(mapChildren(schema, refine), refineBody);
    known.set(schema, result);
    return result;
  };
  const refineBody = (body: Schema): Schema => {
    const refined = body.kind === 'union' ? refineUnion(body) : body;
    if (refined.kind !== 'object') return refined;
    reportUndeclared(scope, refined);
    return withFittingDefaults(scope, refined, models);
  };
  const refineUnion = (union: UnionSchema): Schema => {
    const { objects, others } = setApart(union, models);
    if (others.length === 0) return refineTagged(union);
    const isChoice = objects.members.filter(({ kind }) => kind !== 'null').length > 1;
    if (!isChoice) return { ...union, discriminator: null };
    return {
      ...unionOf([refineTagged(objects), ...others], { ...union, discriminator: null }),
      docs: union.docs,
    };
  };
  const refineTagged = (union: UnionSchema): Schema => {
    const told = withDiscriminator(scope, union, models);
    collectNarrowings(told, narrowings);
    return narrowMembers(told);
  };
  return refine;
}

/** A property that only `required` names stands where its object does; another member of `allOf` may declare it. */
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

interface Defaulted {
  readonly schema: Schema;
  readonly value: JsonValue | undefined;
  readonly place: Place;
}

/** The default where the schema accepts it; else none, and reported. */
export function fittingDefault(scope: Scope, given: Defaulted, models: ModelSchemas): JsonValue | undefined {
  const { schema, value, place } = given;
  if (value === undefined) return undefined;
  if (!nestsTooDeep(value) && acceptsDefault(schema, value, (id) => models.get(id) ?? null)) {
    return withSortedKeys(value);
  }
  // Frameworks print \"default: null\" for \"no default\".
  if (value === null) return undefined;
  const text = nestsTooDeep(value) ? 'The default' : JSON.stringify(value).slice(0, 60);
  reportAt(scope, place, {
    code: 'CW2008',
    message: `${text} is not valid against the schema of the property, and is ignored.`,
  });
  return undefined;
}

function withFittingDefaults(scope: Scope, object: ObjectSchema, models: ModelSchemas): ObjectSchema {
  const properties = object.properties.map((property) => {
    const { schema, place } = property;
    const fitting = fittingDefault(scope, { schema, value: property.default, place }, models);
    return fitting === property.default ? property : { ...property, default: fitting };
  });
  return properties.every((one, index) => one === object.properties[index])
    ? object
    : { ...object, properties };
}
