/** Unions whose alternatives are told apart by a tag, and whether others may come. */
import {
  childrenOf,
  unrefined,
  type Api,
  type Model,
  type Schema,
  type UnionSchema,
} from '../../generator/index.ts';

/** Where a model is looked up by its id. */
export interface ModelSource {
  readonly model: (id: string) => Model;
}

/** The models of an API. */
export function sourceOf(api: Api): ModelSource {
  const models = new Map(api.models.map((model) => [model.id, model]));
  return {
    model(id) {
      const model = models.get(id);
      if (model === undefined) throw new Error(`There is no model ${id}.`);
      return model;
    },
  };
}

/** Whether anything that is received is a union that may get variants. */
export function hasOpenUnions(api: Api): boolean {
  const source = sourceOf(api);
  const isOpen = (schema: Schema): boolean => {
    const body = unrefined(schema);
    if (body.kind === 'union' && isOpenUnion(body, source)) return true;
    return childrenOf(body).some((child) => isOpen(child.schema));
  };
  const received = api.operations.flatMap(({ responses }) => responses.flatMap(({ content }) => content));
  return [...api.models, ...received].some(({ schema }) => isOpen(schema));
}

/** A union whose alternatives are told apart by the values of one property. */
export type TaggedUnion = UnionSchema & {
  readonly discriminator: NonNullable<UnionSchema['discriminator']>;
};

/** Whether each alternative beside `null` has values of the tag to itself. */
export function isTagged(schema: UnionSchema): schema is TaggedUnion {
  const { discriminator, members } = schema;
  if (discriminator === null) return false;
  const tagged = new Set(discriminator.mapping.map(({ member }) => member));
  return members.every(({ kind }, index) => kind === 'null' || tagged.has(index));
}

/**
 * Whether a response may hold a variant that came later: its tag is another text than those that are known.
 *
 * Only where every alternative says its tag as a constant, as the type can then keep them apart.
 */
export function isOpenUnion(schema: UnionSchema, source: ModelSource): schema is TaggedUnion {
  if (!isTagged(schema)) return false;
  const { mapping, property } = schema.discriminator;
  return (
    mapping.every(({ value }) => typeof value === 'string') &&
    schema.members.every((member) => member.kind === 'null' || hasConstant(member, property, source))
  );
}

/** Whether an alternative is an object whose tag is one fixed value. */
export function hasConstant(alternative: Schema, name: string, source: ModelSource): boolean {
  const target = alternative.kind === 'model' ? source.model(alternative.model).schema : alternative;
  const schema = unrefined(target);
  if (schema.kind === 'model') return hasConstant(schema, name, source);
  if (schema.kind !== 'object') return false;
  return schema.properties.some(
    (property) => property.name === name && property.required && property.schema.kind === 'literal',
  );
}
