/** Notes of the README on calls: one line for each feature that the package has. */
import type { RenderContext } from '../../generator/index.ts';

interface Note {
  readonly text: string;
  /** True if the package has the feature; left out: every package has it. */
  readonly isIn?: (context: RenderContext) => boolean;
}

/** A list of the notes on features that the package has. */
export function callNotes(context: RenderContext): string {
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
