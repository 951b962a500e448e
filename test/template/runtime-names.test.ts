/** `npx vitest run test/template/runtime-names.test.ts -u` writes the names that the slot `runtime` must provide. */
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { ownModules } from '../../generator/own-file.ts';
import { publishedModules, root } from '../architecture/source-tree.ts';

const listed = `${root}generator/template/runtime-names.ts`;

const modules = publishedModules();

/** Texts in the built-in templates and in what they share: a name that none spells out is not requested. */
const texts = modules
  .filter(({ path }) => /^(templates|generator\/template)\/(?!runtime\/files|runtime-names)/.test(path))
  .flatMap(({ nodes }) => nodes)
  .flatMap(({ node }) => (node.type === 'Literal' && typeof node.value === 'string' ? [node.value] : []));

/** Limits of schemas: the check of each has the name of its keyword. */
const limits = modules
  .filter(({ path }) => path === 'generator/api/schema.ts')
  .flatMap(({ nodes }) => nodes)
  .flatMap(({ node }) =>
    node.type === 'TSInterfaceDeclaration' && node.id.name.endsWith('Limits') ? node.body.body : [],
  )
  .flatMap((member) =>
    member.type === 'TSPropertySignature' && member.key.type === 'Identifier' ? [member.key.name] : [],
  );

/** Named by the contract of validators: foreign ones extend it. */
const contracts = ['Parser'];

const requestedNames = new Set([...texts, ...limits, ...contracts]);

test('the contract lists each export of the runtime that a built-in template requests', async () => {
  const requested = ownModules('templates/runtime/files')
    .flatMap(({ exports }) => exports)
    .filter(({ name }) => requestedNames.has(name));
  const union = (meaning: 'type' | 'value'): string =>
    requested
      .flatMap((one) => (one.meaning === meaning ? [`'${one.name}'`] : []))
      .toSorted()
      .join(' | ');
  const text = `/** Names that the template of the slot \`runtime\` must provide, because the built-in templates use them. */

/** A type or a value that the runtime exports. */
export type RuntimeName = RuntimeTypeName | RuntimeValueName;

/** An export that is a type only. */
export type RuntimeTypeName = ${union('type')};

/** An export that is a value; a class is a type as well. */
export type RuntimeValueName = ${union('value')};
`;
  const options = await resolveConfig(listed);
  await expect(await format(text, { ...options, filepath: listed })).toMatchFileSnapshot(listed);
});
