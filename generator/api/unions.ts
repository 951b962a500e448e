/** Facts about unions and enums: nullable schemas, unions with a discriminator, and what the API may add to. */
import type { Api, Model } from './api.ts';
import { unrefined } from './assertions.ts';
import type { EnumSchema, Schema, UnionSchema } from './schema.ts';

/** Looks up a model by its id. */
export interface ModelSource {
  readonly api: Pick<Api, 'enums'>;
  readonly model: (id: string) => Model;
}

/** The models of an API, by id. */
export function sourceOf(api: Api): ModelSource {
  const models = new Map(api.models.map((model) => [model.id, model]));
  return {
    api,
    model(id) {
      const model = models.get(id);
      if (model === undefined) throw new Error(`Unknown model ${id}.`);
      return model;
    },
  };
}

/** The schema without its `null` alternative, and whether it had one. */
export function withoutNull(schema: Schema): { readonly schema: Schema; readonly isNullable: boolean } {
  if (schema.kind !== 'union' || !schema.members.some(({ kind }) => kind === 'null')) {
    return { schema, isNullable: false };
  }
  const members = schema.members.filter(({ kind }) => kind !== 'null');
  const [only] = members;
  // One object with a discriminator stays a union: the API may add variants to it.
  const isOne = members.length === 1 && schema.discriminator === null;
  const rest = isOne && only !== undefined ? only : { ...schema, members };
  return { schema: rest, isNullable: true };
}

/** A union whose alternatives differ in the value of one property. */
export type TaggedUnion = UnionSchema & {
  readonly discriminator: NonNullable<UnionSchema['discriminator']>;
};

/** Returns true if the discriminator maps a value to every alternative other than `null` and the fallback. */
export function isTagged(schema: UnionSchema): schema is TaggedUnion {
  const { discriminator, members } = schema;
  if (discriminator === null) return false;
  const tagged = new Set(discriminator.mapping.map(({ member }) => member));
  return members.every(
    ({ kind }, index) => kind === 'null' || tagged.has(index) || index === discriminator.fallback,
  );
}

/** Returns true if a later version of the API may add members: all are strings, or all are numbers. */
export function isOpenEnum({ members }: EnumSchema, { api }: Pick<ModelSource, 'api'>): boolean {
  const types = new Set(members.map(({ value }) => typeof value));
  return api.enums !== 'closed' && types.size === 1 && !types.has('boolean');
}

/**
 * Returns true if a value may be a variant that a later version of the API added.
 *
 * Only where every alternative has its tag as a constant: the type can then keep them apart.
 */
export function isOpenUnion(schema: UnionSchema, source: ModelSource): schema is TaggedUnion {
  if (!isTagged(schema) || source.api.enums === 'closed') return false;
  const { mapping, property } = schema.discriminator;
  return (
    mapping.every(({ value }) => typeof value === 'string') &&
    schema.members.every((member) => member.kind === 'null' || hasConstant(member, property, source))
  );
}

/** Returns true if an alternative is an object whose property `name` has one fixed value. */
export function hasConstant(alternative: Schema, name: string, source: ModelSource): boolean {
  const target = alternative.kind === 'model' ? source.model(alternative.model).schema : alternative;
  const schema = unrefined(target);
  if (schema.kind === 'model') return hasConstant(schema, name, source);
  if (schema.kind === 'union') return schema.members.every((member) => hasConstant(member, name, source));
  if (schema.kind !== 'object') return false;
  return schema.properties.some(
    (property) => property.name === name && property.required && isLiteral(property.schema, source),
  );
}

function isLiteral(schema: Schema, source: ModelSource): boolean {
  return schema.kind === 'model'
    ? isLiteral(source.model(schema.model).schema, source)
    : schema.kind === 'literal';
}
