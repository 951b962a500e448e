/** The README of the package: how to install and call it, and every operation. */
import { apiName, type Api, type RenderContext } from '../../generator/index.ts';
import { markdownText } from './markdown-text.ts';
import { callNotes } from './readme-notes.ts';
import { operationLines } from './readme-operations.ts';

/** Text of the document is escaped: it cannot become markup. */
export function readme(api: Api, context: RenderContext): string {
  const lines = context.slots.operation.resources.flatMap((resource) =>
    resource.operations.flatMap((operation) => operationLines(operation, resource, context)),
  );
  const sections = [
    `# ${context.package.name}`,
    `Client of the ${markdownText(apiName(api))}, generated from its OpenAPI document. Do not edit the files of this folder: change the document or its overlay and generate again.`,
    ['```ts', ...usage(context), '```'].join('\n'),
    '`API.md` lists every signature.',
    '## In a project',
    installation(context),
    '## Calls',
    callNotes(context),
    ...(lines.length === 0 ? [] : ['## Operations', lines.join('\n')]),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Without a call: which one would be shown changes with the operations, and a new one is to change no line. */
function usage(context: RenderContext): readonly string[] {
  const createClient = context.nameOf(context.slots.client.createClient);
  const { names = [], alternatives = [] } = context.slots.client.exampleOptions?.(context) ?? {};
  const argument = names.length === 0 ? '' : `{ ${names.join(', ')} }`;
  const instead = alternatives.map((names) => names.join(' with ')).join(', or ');
  return [
    `import { ${createClient} } from '${context.package.name}';`,
    '',
    `const client = ${createClient}(${argument});${instead === '' ? '' : ` // or with ${instead}`}`,
  ];
}

/** Where the package lies is nothing that it knows: the same files may lie anywhere. */
function installation({ package: { name, importExtension } }: RenderContext): string {
  const link = `List this folder among the \`workspaces\` of the project's \`package.json\` and run \`npm install\`, or run \`npm install <this folder>\`: either links it as \`${name}\`.`;
  return importExtension === 'ts' ? `${link} ${asSources}` : `${link} ${asBuilt}`;
}

const asBuilt =
  'Imports are served from `dist/`, which is not committed: `npm run build` in this folder makes it, with the TypeScript of the project, and has to run again when the package was generated anew. `npm publish` builds by itself; the version is that of the document.';

const asSources =
  'Its sources are imported as they are, and nothing is built: by Node.js from 22.18 on, Bun, Deno and bundlers. A project that is type-checked with them needs `allowImportingTsExtensions` or `rewriteRelativeImportExtensions` in its `tsconfig.json`. The package is private, as Node.js reads no TypeScript below `node_modules` that is not linked.';
