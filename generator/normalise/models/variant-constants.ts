/**
 * Gives each member of a union with a discriminator the constant that it is known by.
 *
 * Documents often write the property as a plain string, or only on the base: then the mapping alone says
 * which value belongs to which member.
 */
import { sortedBy } from '../../api/compare.ts';
import { mapBody, unrefined } from '../../api/assertions.ts';
import { noDocs } from '../../api/docs.ts';
import type { Discriminator, ObjectSchema, Property, Schema, UnionSchema } from '../../api/schema.ts';
import { unionOf } from '../schema/union.ts';
import { unknownAt } from '../schema/unknown.ts';
import type { ModelSchemas } from './components.ts';

type Constant = Discriminator['mapping'][number]['value'];

/** The values of the discriminating property of a model, from all unions that it is a member of. */
export type Narrowings = Map<string, Map<string, Set<Constant>>>;

/** Notes what a union says of those of its members that are models. */
export function collectNarrowings(union: UnionSchema, narrowings: Narrowings): void {
  if (union.discriminator?.explicit !== true) return;
  const { property, mapping } = union.discriminator;
  for (const { value, member } of mapping) {
    const schema = union.members[member];
    if (schema?.kind !== 'model') continue;
    const properties = narrowings.get(schema.model) ?? new Map<string, Set<Constant>>();
    properties.set(property, (properties.get(property) ?? new Set()).add(value));
    narrowings.set(schema.model, properties);
  }
}

/** The models, each but those that are kept with the constants that the unions give it. */
export function narrowModels(
  models: ModelSchemas,
  narrowings: Narrowings,
  isKept: (model: string) => boolean,
): ModelSchemas {
  const entries = [...models].map(([id, schema]) => {
    const properties = narrowings.get(id);
    if (properties === undefined || isKept(id)) return [id, schema] as const;
    const narrowed = mapBody(schema, (body) => (body.kind === 'object' ? narrowAll(body, properties) : body));
    return [id, narrowed] as const;
  });
  return new Map(entries);
}

function narrowAll(
  object: ObjectSchema,
  properties: ReadonlyMap<string, ReadonlySet<Constant>>,
): ObjectSchema {
  return [...properties].reduce<ObjectSchema>(
    (narrowed, [property, values]) => narrowObject(narrowed, property, [...values]),
    object,
  );
}

/** The union whose inline members have their constants. */
export function narrowMembers(union: UnionSchema): UnionSchema {
  const discriminator = union.discriminator;
  if (discriminator?.explicit !== true) return union;
  const members = union.members.map((member, index) => {
    const values = discriminator.mapping.filter((entry) => entry.member === index).map(({ value }) => value);
    if (values.length === 0) return member;
    return mapBody(member, (body) =>
      body.kind === 'object' ? narrowObject(body, discriminator.property, values) : body,
    );
  });
  return { ...union, members };
}

/** A copy of a variant with its constant; `null` where the variant has it already, or is no object. */
export function narrowMember(variant: Schema, property: string, values: readonly Constant[]): Schema | null {
  const body = unrefined(variant);
  const written = body.kind === 'object' ? body.properties.find(({ name }) => name === property) : null;
  if (body.kind !== 'object' || (written?.required === true && !isPlainText(written.schema))) return null;
  return mapBody(variant, () => narrowObject(body, property, values));
}

function isPlainText({ kind }: Schema): boolean {
  return kind === 'string' || kind === 'unknown';
}

function narrowObject(object: ObjectSchema, name: string, values: readonly Constant[]): ObjectSchema {
  const { properties } = object;
  const property = properties.find((one) => one.name === name);
  const narrowed = narrowProperty(property ?? missingProperty(object, name), values);
  if (property === undefined) return { ...object, properties: insert(properties, narrowed) };
  return { ...object, properties: properties.map((one) => (one === property ? narrowed : one)) };
}

/** In its place where the properties are sorted; else last, as the order is that of the document. */
function insert(properties: readonly Property[], added: Property): readonly Property[] {
  const all = [...properties, added];
  const sorted = sortedBy(properties, ({ name }) => name);
  return properties.every((one, index) => one === sorted[index]) ? sortedBy(all, ({ name }) => name) : all;
}

/** A plain string becomes its constant; whatever says more than that stays as it is written. */
function narrowProperty(property: Property, values: readonly Constant[]): Property {
  if (!isPlainText(property.schema)) {
    return { ...property, required: true };
  }
  const { place } = property.schema;
  const literals = values
    .toSorted()
    .map((value): Schema => ({ kind: 'literal', value, docs: noDocs, place }));
  const schema = { ...unionOf(literals, { place, exclusive: false }), docs: property.schema.docs };
  return { ...property, required: true, default: undefined, schema };
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
