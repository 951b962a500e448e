/** The README of the package: how to call it, and every operation. */
import type { Api, Operation, RenderContext, ResourceSymbols } from '../../generator/index.ts';
import { credentialOptions } from '../client/credentials.ts';
import { defaultServer } from '../client/servers.ts';
import { callProperties } from '../operations/call-properties.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import { callNotes } from './readme-notes.ts';

/** Text of the document is escaped: it cannot become markup. */
export function readme(api: Api, context: RenderContext): string {
  const rows = context.slots.operation.resources.flatMap((resource) =>
    resource.operations.map((operation) => operationLine(operation, resource, context)),
  );
  return [
    `# ${context.package.name}`,
    `Client of the ${markdownText(api.title)}, generated from its OpenAPI document. Do not edit the files of this folder: change the document or its overlay and generate again.`,
    ['```ts', ...usage(api, context), '```'].join('\n'),
    '`API.md` lists every signature.',
    '## Calls',
    callNotes(api),
    '## Operations',
    `${rows.join('\n')}\n`,
  ].join('\n\n');
}

/** Without a call: which one would be shown changes with the operations, and a new one is to change no line. */
function usage(api: Api, context: RenderContext): readonly string[] {
  const createClient = context.nameOf(context.slots.client.createClient);
  const options = [
    ...credentialOptions(api)
      .filter(({ required }) => required)
      .map(({ name }) => name),
    ...(defaultServer(api) === null ? ['baseUrl'] : []),
  ];
  const given = options.length === 0 ? '' : `{ ${options.join(', ')} }`;
  return [
    `import { ${createClient} } from '${context.package.name}';`,
    '',
    `const client = ${createClient}(${given});`,
  ];
}

function argumentOf(operation: Operation): string {
  const names = callProperties(operation)
    .filter(({ required }) => required)
    .map(({ name }) => name);
  return names.length === 0 ? '' : `{ ${names.join(', ')} }`;
}

/** A list and no table: a new operation is one new line, and no column is laid out anew. */
function operationLine(operation: Operation, resource: ResourceSymbols, context: RenderContext): string {
  const summary = markdownText(operation.docs.summary ?? '');
  const deprecated = operation.docs.deprecated === false ? '' : ' (deprecated)';
  const request = markdownCode(`${operation.method.toUpperCase()} ${operation.url}`);
  const words = summary === '' ? '' : `: ${summary}`;
  const call = markdownCode(`${callName(operation, resource, context)}(${argumentOf(operation)})`);
  return `- ${call}, ${request}${deprecated}${words}`;
}

function callName(operation: Operation, { members }: ResourceSymbols, context: RenderContext): string {
  const steps = [
    ...members.map((step) => context.nameOf(step)),
    context.nameOf(context.slots.operation.method(operation)),
  ];
  return ['client', ...steps].join('.');
}
