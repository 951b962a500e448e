/** The README of the package: how to install and call it, and every operation. */
import {
  type Api,
  apiName,
  encodeComment,
  type Operation,
  type PlannedSymbol,
  type RenderContext,
  type ResourceSymbols,
  sentMethod,
  type Waiter,
} from '../../generator/index.ts';

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

interface Note {
  readonly text: string;
  /** True if the package has the feature; left out: every package has it. */
  readonly isIn?: (context: RenderContext) => boolean;
}

/** A list of the notes on features that the package has. */
function callNotes(context: RenderContext): string {
  return notes
    .filter(({ isIn }) => isIn === undefined || isIn(context))
    .map(({ text }) => `- ${text}`)
    .join('\n');
}

const notes: readonly Note[] = [
  {
    text: '**Results.** A call is a promise of its result. `.withResponse()` adds `status`, `headers`, `requestId` and `attempts`; `.raw()` resolves to the `Response` with its body unread.',
  },
  {
    text: '**Errors.** A call that fails throws an `ApiError`: `ApiStatusError` for an error status, with `status`, `body`, `requestId` and `retryable`; `ApiConnectionError` and `ApiTimeoutError` for network failures; `ApiResponseError` for a response that does not match the document; `ApiRequestError` for a call that cannot be sent. The result of `toJSON()` is safe to log.',
  },
  {
    text: '**Errors of one operation.** `isErrorOf(operation, error)`, with the function of the operation from the module of its resource, narrows the error: a `switch` on `error.status` then narrows the type of `error.body`.',
    isIn: ({ api, slots: { operation: slot } }) =>
      api.operations.some((operation) => (slot.errors?.(operation) ?? null) !== null),
  },
  {
    text: '**Retries.** Connection errors, timeouts and temporary error statuses are retried twice if that is safe: a `POST` or `PATCH` needs an `idempotencyKey`. The server may set the delay. Option: `maxRetries`.',
  },
  {
    text: '**Timeouts.** `timeout` limits one attempt, including its body (default: 60,000 ms). `totalTimeout` limits a call with all its attempts. Both are options of the client and of a call.',
  },
  {
    text: '**Cancellation.** `signal` aborts a call with an `ApiAbortError`, whose `cause` is the reason. `client.close()`, or `await using client`, aborts all calls in progress.',
  },
  {
    text: '**Environment.** `createClient({ ...optionsFromEnvironment() })` reads credentials, `baseUrl` and the log level from environment variables. The comment of that function lists them.',
  },
  {
    text: '**Streams.** `for await (const item of await client.…)` reads each item as it arrives. Leaving the loop ends the request.',
    isIn: (context) =>
      context.publicSymbols.some(
        ({ identity }) => identity === context.slots.runtime.name('EventStream').identity,
      ),
  },
  {
    text: '**Pages.** `for await (const item of …)` iterates over the items of all pages and requests each page when the loop reaches it. The methods are listed below their operations. `.pages()` iterates over whole pages.',
    isIn: ({ api, slots: { operation: slot } }) =>
      api.operations.some((operation) => (slot.allItems?.(operation) ?? null) !== null),
  },
  {
    text: '**Waiting.** Methods that wait are listed below their operations. They poll until a state is reached, for at most `maxWaitMs`, and throw a `WaiterError` on failure. The method with the prefix `try` returns the failure as a value.',
    isIn: ({ api }) => api.operations.some(({ waiters }) => waiters.length > 0),
  },
  {
    text: '**Webhooks.** `import { webhooks }`: `webhooks.name.parse(body)` validates a body that the API has sent, and the type `webhooks.NameHandler` is that of a function that handles it. It verifies no signature. `callbacks` has the callbacks of operations.',
    isIn: ({ api }) => api.incoming.length > 0,
  },
  {
    text: '**Validation.** Responses are validated and defaults filled in. Each model is also exported as its validator: `Model.parse(value)`. The option `validation` is `strict`, `exact` (also limits and closed lists), `report` or `off`.',
  },
  {
    text: "**Logging.** `middleware: [logging({ level: 'info' })]` logs every attempt, and only values that are known to be harmless. `onWarning` receives problems that do not fail a call.",
  },
  {
    text: '**Middleware.** `middleware: [async (request, next) => next(request)]` wraps every attempt of a client or of a call. It may change the request, return its own response, or replace the response.',
  },
  {
    text: '**Proxies.** `fetchOptions` is passed to `fetch`: on Node.js, `{ dispatcher }` of undici. The option `fetch` replaces the function.',
  },
  {
    text: '**Runtimes.** Node.js 20 or later, and other runtimes with `fetch`. In a browser, a client with credentials needs `allowBrowser`. The package has ES modules only; `require` loads them in Node.js 20.19, 22.12 and later.',
  },
  {
    text: '**Bundles.** Each method is also a function of its own, which takes `createTransport(options)` as its first argument. The module of its resource exports it: `…/things` has the methods of `client.things`.',
  },
];
