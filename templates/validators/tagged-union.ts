/** A union that has a tag becomes a `switch`: one case an alternative. */
import {
  code,
  join,
  literal,
  type Code,
  type RuntimeValueName,
  type Schema,
  type TaggedUnion,
} from '../../generator/index.ts';

/** What the emitted `switch` is made of. */
export interface TagCases {
  /** Makes the call that checks an alternative. */
  readonly checkOf: (alternative: Schema) => Code;
  readonly runtime: (name: RuntimeValueName) => Code;
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
