/** A union that has a tag becomes a `switch`: one case an alternative. */
import {
  code,
  join,
  literal,
  unrefined,
  type Code,
  type RenderContext,
  type Schema,
  type UnionSchema,
} from '../../generator/index.ts';

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
export function isOpenUnion(schema: UnionSchema, context: RenderContext): schema is TaggedUnion {
  if (!isTagged(schema)) return false;
  const { mapping, property } = schema.discriminator;
  return (
    mapping.every(({ value }) => typeof value === 'string') &&
    schema.members.every((member) => member.kind === 'null' || hasConstant(member, property, context))
  );
}

/** Whether an alternative is an object whose tag is one fixed value. */
export function hasConstant(alternative: Schema, name: string, context: RenderContext): boolean {
  const target = alternative.kind === 'model' ? context.model(alternative.model).schema : alternative;
  const schema = unrefined(target);
  if (schema.kind === 'model') return hasConstant(schema, name, context);
  if (schema.kind !== 'object') return false;
  return schema.properties.some(
    (property) => property.name === name && property.required && property.schema.kind === 'literal',
  );
}

/** What the emitted `switch` is made of. */
export interface TagCases {
  /** Makes the call that checks an alternative. */
  readonly checkOf: (alternative: Schema) => Code;
  readonly runtime: (name: string) => Code;
  /** Whether other variants may have come since. */
  readonly isOpen: boolean;
}

/** `switch (tagOf(value, 'kind')) { case 'cat': return checkCat(out, key, value); … }` */
export function taggedStatements(schema: TaggedUnion, cases: TagCases): readonly Code[] {
  const { property, mapping } = schema.discriminator;
  const branches = schema.members.flatMap((alternative, index) => {
    const tags = mapping.filter((mapped) => mapped.member === index);
    if (tags.length === 0) return [];
    const labels = tags.map((mapped) => code`case ${literal(mapped.value)}:\n`);
    return [code`${join(labels)}return ${cases.checkOf(alternative)};\n`];
  });
  const known = literal(mapping.map((mapped) => mapped.value));
  const other = cases.runtime(cases.isOpen ? 'laterVariant' : 'noVariant');
  const otherwise = code`default:\nreturn ${other}(out, key, value, { tag: ${literal(property)}, known: ${known} });\n`;
  const tag = code`${cases.runtime('tagOf')}(value, ${literal(property)})`;
  const nothing = schema.members.some(({ kind }) => kind === 'null')
    ? [code`if (value === null) return;`]
    : [];
  return [...nothing, code`switch (${tag}) {\n${join(branches)}${otherwise}}`];
}
