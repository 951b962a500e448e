/** What the README says about every call: a line each, and only of what the package has. */
import type { RenderContext } from '../../generator/index.ts';

interface Note {
  readonly text: string;
  /** Whether the package has the feature; left out: every package has it. */
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
    text: '**Results.** A call is a promise of its result. `.withResponse()` adds `status`, `headers`, `requestId` and `attempts`; `.raw()` gives the `Response`, its body unread.',
  },
  {
    text: '**Errors.** A call that fails throws an `ApiError`: `ApiStatusError` for an error status, with `status`, `body`, `requestId` and `retryable`; `ApiConnectionError` and `ApiTimeoutError` for the way there; `ApiResponseError` for a response that is not what the document says; `ApiRequestError` for a call that cannot be sent. `toJSON()` of each may be logged.',
  },
  {
    text: '**Errors of one operation.** `isErrorOf(operation, error)`, with the function of that name from the module of its resource, lets a `switch` on `error.status` know the type of `error.body`.',
    isIn: ({ api, slots: { operation: slot } }) =>
      api.operations.some((operation) => (slot.errors?.(operation) ?? null) !== null),
  },
  {
    text: '**Retries.** Broken connections, timeouts and passing error statuses are tried again twice, with a delay that the server may set, where that is safe: a `POST` or `PATCH` needs an `idempotencyKey`. Option: `maxRetries`.',
  },
  {
    text: '**Timeouts.** `timeout` is for one attempt, to the end of its body (60,000 ms), `totalTimeout` for all of a call. Both are options of the client and of a call.',
  },
  {
    text: '**Cancellation.** `signal` ends a call at once with an `ApiAbortError`, whose `cause` is the reason. `client.close()`, or `await using client`, ends all that is under way.',
  },
  {
    text: '**Environment.** `createClient({ ...optionsFromEnvironment() })` takes credentials, `baseUrl` and the level of a log from variables, which the comment of that function names.',
  },
  {
    text: '**Streams.** `for await (const item of await client.…)` reads each item as it comes; leaving the loop ends the request.',
    isIn: (context) =>
      context.publicSymbols.some(
        ({ identity }) => identity === context.slots.runtime.name('EventStream').identity,
      ),
  },
  {
    text: '**Pages.** `for await (const item of …)` goes through the items of all pages, which have a method of their own below, and asks for a page when the loop gets to it; `.pages()` gives them whole.',
    isIn: ({ api, slots: { operation: slot } }) =>
      api.operations.some((operation) => (slot.allItems?.(operation) ?? null) !== null),
  },
  {
    text: '**Waiting.** A method that waits stands below its operation. It asks until a state is reached, for `maxWaitMs` at most, and throws a `WaiterError` that holds what was seen; its twin with `try` before the name makes that a value.',
    isIn: ({ api }) => api.operations.some(({ waiters }) => waiters.length > 0),
  },
  {
    text: '**Validation.** Responses are checked, and defaults filled in, by the validators that models are exported as: `Model.parse(value)`. The option `validation` is `strict`, `exact` (limits and closed lists too), `report` or `off`.',
  },
  {
    text: "**Logging.** `middleware: [logging({ level: 'info' })]` logs every attempt, and no value that is not known to be harmless. `onWarning` is told what is wrong and stops no call.",
  },
  {
    text: '**Middleware.** `middleware: [async (request, next) => next(request)]` stands around every attempt, of a client or of a call: it may change the request, answer itself, or replace the response.',
  },
  {
    text: '**Proxies.** `fetchOptions` is handed to `fetch`: on Node.js, `{ dispatcher }` of undici. `fetch` itself may be replaced.',
  },
  {
    text: '**Runtimes.** Node.js 20 or later and whatever else has `fetch`. In a browser, a client with credentials needs `allowBrowser`. The modules are ES modules; `require` takes them from Node.js 20.19 and 22.12 on.',
  },
  {
    text: '**Bundles.** Each method is also a function of its own, which takes `createTransport(options)` as its first argument. It is exported by the module of its resource, whose path is that of the client: `…/things` has the methods of `client.things`.',
  },
];
