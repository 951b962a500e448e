/**
 * Gives each variant of a union with a discriminator the constant of its discriminating property.
 *
 * Documents often write the property as a plain string, or only on the base. Then only the mapping relates
 * values to variants. A model that is also used outside its unions stays as written; the union gets a copy.
 */
import { sortedBy } from '../../api/json.ts';
import { assertedSchemas, mapBody, unrefined } from '../../api/assertions.ts';
import { noDocs } from '../../api/place.ts';
import type { Discriminator, ObjectSchema, Property, Schema, UnionSchema } from '../../api/schema.ts';
import { childrenOf, mapChildren } from '../../api/walk.ts';
import { unionOf, unknownAt } from '../schema/union.ts';
import type { ModelSchemas } from './components.ts';

type Constant = Discriminator['mapping'][number]['value'];

/** By model and discriminating property, the values from all unions that the model is a member of. */
export type VariantValues = Map<string, Map<string, Set<Constant>>>;

/** Adds the values that a union maps to those members that are models. */
export function addVariantValues(union: UnionSchema, variantValues: VariantValues): void {
  if (union.discriminator?.explicit !== true) return;
  const { property, mapping } = union.discriminator;
  for (const { value, member } of mapping) {
    const schema = union.members[member];
    if (schema?.kind !== 'model') continue;
    const properties = variantValues.get(schema.model) ?? new Map<string, Set<Constant>>();
    properties.set(property, (properties.get(property) ?? new Set()).add(value));
    variantValues.set(schema.model, properties);
  }
}

/** Gives models the constants from their unions, except models that are kept. */
export function withConstants(
  models: ModelSchemas,
  variantValues: VariantValues,
  isKept: (model: string) => boolean,
): ModelSchemas {
  const entries = [...models].map(([id, schema]) => {
    const properties = variantValues.get(id);
    if (properties === undefined || isKept(id)) return [id, schema] as const;
    const narrowed = mapBody(schema, (body) =>
      body.kind === 'object' ? withAllConstants(body, properties, models) : body,
    );
    return [id, narrowed] as const;
  });
  return new Map(entries);
}

function withAllConstants(
  object: ObjectSchema,
  properties: ReadonlyMap<string, ReadonlySet<Constant>>,
  models: ModelSchemas,
): ObjectSchema {
  return [...properties].reduce<ObjectSchema>(
    (narrowed, [name, values]) => withConstant(narrowed, { name, values: [...values] }, models),
    object,
  );
}

/** Gives the inline members of a union their constants. */
export function withConstantsInline(union: UnionSchema, models: ModelSchemas): UnionSchema {
  const discriminator = union.discriminator;
  if (discriminator?.explicit !== true) return union;
  const members = union.members.map((member, index) => {
    const values = discriminator.mapping.filter((entry) => entry.member === index).map(({ value }) => value);
    if (values.length === 0) return member;
    return mapBody(member, (body) =>
      body.kind === 'object' ? withConstant(body, { name: discriminator.property, values }, models) : body,
    );
  });
  return { ...union, members };
}

/** The discriminating property of a variant, and the values that the unions map to it. */
interface Tag {
  readonly name: string;
  readonly values: readonly Constant[];
}

/** Returns a copy of a variant with its constant; `null` where the variant has one already, or is not an object. */
function copyWithConstant(variant: Schema, tag: Tag, models: ModelSchemas): Schema | null {
  const body = unrefined(variant);
  const written = body.kind === 'object' ? body.properties.find(({ name }) => name === tag.name) : null;
  if (body.kind !== 'object') return null;
  if (written?.required === true && !isWider(written.schema, tag.values, models)) return null;
  return mapBody(variant, () => withConstant(body, tag, models));
}

/**
 * Returns true for text, and for an enumeration that has the values of the variant among others, or none of them.
 *
 * An enumeration of texts that has none describes other variants: a later one is told by its value too.
 */
function isWider(schema: Schema, values: readonly Constant[], models: ModelSchemas): boolean {
  if (schema.kind === 'string' || schema.kind === 'unknown') return true;
  if (schema.kind === 'enum') {
    const members = new Set<unknown>(schema.members.map(({ value }) => value));
    const shared = values.filter((value) => members.has(value)).length;
    const isText = [...values, ...members].every((value) => typeof value === 'string');
    return (shared === values.length && members.size > shared) || (shared === 0 && isText);
  }
  // The component of an enumeration, which refers to no other one.
  const named = schema.kind === 'model' ? models.get(schema.model) : undefined;
  return named !== undefined && named.kind !== 'model' && isWider(named, values, models);
}

/** Returns true if the type of the property, as it is written, allows the values. */
export function allowsConstants(
  schema: Schema,
  constants: ReadonlyMap<string, ReadonlySet<Constant>>,
  models: ModelSchemas,
): boolean {
  const body = unrefined(schema);
  const properties = body.kind === 'object' ? body.properties : [];
  return properties.every(({ name, schema: written }) => {
    const named = written.kind === 'model' ? models.get(written.model) : written;
    const values = constants.get(name);
    if (named?.kind !== 'enum' || values === undefined) return true;
    return named.members.some(({ value }) => [...values].some((each) => each === value));
  });
}

function withConstant(object: ObjectSchema, tag: Tag, models: ModelSchemas): ObjectSchema {
  const { properties } = object;
  const property = properties.find(({ name }) => name === tag.name);
  const constant = constantProperty(property ?? missingProperty(object, tag.name), tag.values, models);
  if (property === undefined) return { ...object, properties: insert(properties, constant) };
  return { ...object, properties: properties.map((one) => (one === property ? constant : one)) };
}

/** Keeps sorted properties sorted; otherwise the order is the document's, and the new one is last. */
function insert(properties: readonly Property[], added: Property): readonly Property[] {
  const all = [...properties, added];
  const sorted = sortedBy(properties, ({ name }) => name);
  return properties.every((one, index) => one === sorted[index]) ? sortedBy(all, ({ name }) => name) : all;
}

/**
 * Replaces text, or an enumeration of all variants, by the constant; any other type stays as written.
 *
 * A variant is sent with its constant.
 */
function constantProperty(written: Property, values: readonly Constant[], models: ModelSchemas): Property {
  const property = { ...written, required: true, access: 'both' as const };
  if (!isWider(property.schema, values, models)) return property;
  const { place } = property.schema;
  const literals = values
    .toSorted()
    .map((value): Schema => ({ kind: 'literal', value, docs: noDocs, place }));
  const schema = { ...unionOf(literals, { place, exclusive: false }), docs: property.schema.docs };
  return { ...property, default: undefined, schema };
}

function missingProperty(object: ObjectSchema, name: string): Property {
  const { place } = object;
  return {
    name,
    required: true,
    schema: unknownAt(place),
    default: undefined,
    access: 'both',
    docs: noDocs,
    place,
  };
}

/** Returns the models that are used other than as a variant of a union with a discriminator. */
export function plainUses(schemas: Iterable<Schema>): ReadonlySet<string> {
  const used = new Set<string>();
  const pending = [...schemas];
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    if (schema.kind === 'model') used.add(schema.model);
    pending.push(...assertedSchemas(schema), ...usesIn(schema));
  }
  return used;
}

function usesIn(schema: Schema): readonly Schema[] {
  const children = childrenOf(schema).map((child) => child.schema);
  const isTagged = schema.kind === 'union' && schema.discriminator?.explicit === true;
  return isTagged ? children.filter(({ kind }) => kind !== 'model') : children;
}

/** Replaces variants that are kept as written by copies with constants, inside the unions alone. */
export function withOwnVariants(
  schema: Schema,
  models: ModelSchemas,
  isKept: (model: string) => boolean,
): Schema {
  const replaced = mapChildren(schema, (child) => withOwnVariants(child, models, isKept));
  return mapBody(replaced, (union) => {
    if (union.kind !== 'union' || union.discriminator?.explicit !== true) return union;
    const { property, mapping } = union.discriminator;
    const members = union.members.map((member, index) => {
      const wide = member.kind === 'model' && isKept(member.model) ? models.get(member.model) : undefined;
      const values = mapping.filter((entry) => entry.member === index).map(({ value }) => value);
      return wide === undefined || values.length === 0
        ? member
        : (copyWithConstant(wide, { name: property, values }, models) ?? member);
    });
    return members.every((member, index) => member === union.members[index]) ? union : { ...union, members };
  });
}
