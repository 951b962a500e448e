/** The README of the package: how to install and call it, and every operation. */
import {
  apiName,
  encodeComment,
  sentMethod,
  type Api,
  type Operation,
  type PlannedSymbol,
  type RenderContext,
  type ResourceSymbols,
  type Waiter,
} from '../../generator/index.ts';
import { callNotes } from './readme-notes.ts';

/** Text of the document is escaped: it cannot become markup. */
export function readme(api: Api, context: RenderContext): string {
  const lines = context.slots.operation.resources.flatMap((resource) =>
    resource.operations.flatMap((operation) => operationLines(operation, resource, context)),
  );
  const sections = [
    `# ${context.package.name}`,
    `Client of the ${markdownText(apiName(api))}, generated from its OpenAPI document. Do not edit the files of this folder: change the document or its overlay and generate again.`,
    ['```ts', ...usage(context), '```'].join('\n'),
    '`API.md` lists every signature, with limits, defaults and addresses.',
    '## In a project',
    installation(context),
    '## Calls',
    callNotes(context),
    ...(lines.length === 0 ? [] : ['## Operations', lines.join('\n')]),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Shows no call, so that a new operation changes no line of it. */
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

/** Names no path of the package: the same files may be anywhere. */
function installation({ package: { name, importExtension, isBuilt } }: RenderContext): string {
  const link = `List this folder among the \`workspaces\` of the project's \`package.json\` and run \`npm install\`, or run \`npm install <this folder>\`: either links it as \`${name}\`.`;
  if (isBuilt) return `${link} ${asBuilt}`;
  return importExtension === 'ts' ? `${link} ${asSources}` : `${link} ${asCompiled}`;
}

const asBuilt =
  'Imports resolve to `dist/`, which is generated and committed with the sources: nothing has to be built. The version is that of the document.';

const asCompiled =
  'Imports resolve to `dist/`, which is not committed. `npm run build` in this folder writes it with the TypeScript of the project; run it after each generation. `npm publish` runs it. The version is that of the document.';

const asSources =
  'Node.js 22.18 or later, Bun, Deno and bundlers import the sources directly, without a build. To type-check them, a project needs `allowImportingTsExtensions` or `rewriteRelativeImportExtensions` in its `tsconfig.json`. The package is private, because Node.js runs TypeScript below `node_modules` only in linked packages.';

/** Lines of one operation. A list, so that a new operation only adds lines; a table would change its columns. */
function operationLines(
  operation: Operation,
  resource: ResourceSymbols,
  context: RenderContext,
): readonly string[] {
  const nameOf = (method: PlannedSymbol): string =>
    ['client', ...[...resource.members, method].map((step) => context.nameOf(step))].join('.');
  const { method, allItems, waiter: waiterOf } = context.slots.operation;
  const all = allItems?.(operation) ?? null;
  return [
    operationLine(operation, nameOf(method(operation)), context),
    ...(all === null
      ? []
      : [`  - ${call(nameOf(all), argumentOf(operation, context))}: the items of all pages`]),
    ...operation.waiters.flatMap((waiter) => {
      const wait = waiterOf?.(operation, waiter) ?? null;
      return wait === null ? [] : [`  - ${call(nameOf(wait), waitArguments(operation, waiter, context))}`];
    }),
  ];
}

function operationLine(operation: Operation, name: string, context: RenderContext): string {
  const summary = markdownText(operation.docs.summary ?? '');
  const deprecated = operation.docs.deprecated === false ? '' : ' (deprecated)';
  const request = markdownCode(`${sentMethod(operation.method)} ${operation.url}`);
  const words = summary === '' ? '' : `: ${summary}`;
  return `- ${call(name, argumentOf(operation, context))}, ${request}${deprecated}${words}`;
}

function call(name: string, given: string): string {
  return markdownCode(`${name}(${given})`);
}

function argumentOf(operation: Operation, context: RenderContext): string {
  const names = context.slots.operation
    .properties(operation, context)
    .filter(({ required }) => required)
    .map(({ name }) => name);
  return names.length === 0 ? '' : `{ ${names.join(', ')} }`;
}

function waitArguments(operation: Operation, { maxWaitMs }: Waiter, context: RenderContext): string {
  const parameters = argumentOf(operation, context) || '{}';
  return maxWaitMs === null ? `${parameters}, { maxWaitMs }` : parameters;
}

/** Escapes Markdown and HTML in text of the document; line breaks become spaces. */
function markdownText(text: string): string {
  return encodeComment(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/([\\`*_[\]|])/g, String.raw`\$1`)
    .trim();
}

/** Text of the document as inline code. Backticks become spaces, so that the text cannot end it. */
function markdownCode(text: string): string {
  return `\`${encodeComment(text)
    .replaceAll(/[\s`]+/g, ' ')
    .trim()}\``;
}
