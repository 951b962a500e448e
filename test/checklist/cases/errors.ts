/** What an error of the server becomes: 60 to 63, 68 and 80 to 85. */
import { between, equal, has, ok, rejected } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import { attempt, clientsOf, execution, executionId, type Trial } from '../trial.ts';

const html = { 'content-type': 'text/html', 'x-request-id': 'req_7' };
const page = '<html><h1>Bad Gateway</h1></html>';
const json404 = { status: 404, json: { message: 'no such execution' }, headers: { 'x-request-id': 'req_7' } };
const secret = 'key_secret';

const noRetry = { client: { maxRetries: 0 } };

/** One error of every kind that a call can end with. */
async function oneOfEach(context: Context): Promise<[name: string, error: unknown][]> {
  const trials: Readonly<Record<string, Trial>> = {
    ApiStatusError: { answers: [json404], ...noRetry },
    ApiResponseError: { answers: [{ text: page, headers: html }], ...noRetry },
    ApiConnectionError: { answers: [{ fault: 'reset' }], ...noRetry },
    ApiTimeoutError: { answers: [{ fault: 'silence' }], client: { timeout: 1_000, maxRetries: 0 } },
    AbortError: { answers: [execution()], call: { signal: AbortSignal.abort() } },
    ApiRequestError: { answers: [execution()], call: { timeout: -1 } },
  };
  const made = Object.entries(trials).map(async ([name, trial]) => [
    name,
    (await attempt(context, trial)).error,
  ]);
  return Promise.all(made) as Promise<[string, unknown][]>; // each is a pair as above
}

/** Everything that a log could show of a value, causes and hidden properties included. */
function everythingIn(value: unknown, depth = 0): string {
  if (depth > 6 || typeof value !== 'object' || value === null) return String(value);
  const names = Object.getOwnPropertyNames(value);
  const members = names.map((name) => everythingIn(Reflect.get(value, name), depth + 1));
  return [String(value), ...members].join('\n');
}

const responses: readonly Case[] = [
  {
    number: 60,
    name: '404 with JSON: class, status, parsed body, headers, request id',
    async run(context) {
      const { error } = await attempt(context, { answers: [json404] });
      ok(error instanceof context.artu.ApiStatusError, `a status error, got ${String(error)}`);
      has(error, {
        status: 404,
        body: { message: 'no such execution' },
        requestId: 'req_7',
        attempts: 1,
        retryable: false,
      });
      equal(error.headers.get('content-type'), 'application/json');
      ok(error.message.includes('no such execution'), 'the reason in the message');
    },
  },
  {
    number: 61,
    name: '502 with HTML: class, status, text, request id',
    async run(context) {
      const { error } = await attempt(context, {
        answers: [{ status: 502, text: page, headers: html }],
        ...noRetry,
      });
      has(error, { name: 'ApiStatusError', status: 502, rawBody: page, requestId: 'req_7', retryable: true });
    },
  },
  {
    number: 62,
    name: 'an error body of 4 MB is cut at 64 kB',
    async run(context) {
      const { error } = await attempt(context, { answers: [{ status: 400, text: 'x', times: 4_000_000 }] });
      has(error, { name: 'ApiStatusError', status: 400 });
      equal((error as { rawBody: string }).rawBody.length, 65_536);
    },
  },
  {
    number: 63,
    name: 'an error body that stalls ends in time, and is typed',
    async run(context) {
      const stall = { status: 500, json: { message: 'x' }, ends: 'stall' } as const;
      const { error, elapsedMs } = await attempt(context, {
        answers: [stall],
        client: { timeout: 2_000, maxRetries: 0 },
      });
      ok(error instanceof context.artu.ApiError, `one of ours, got ${String(error)}`);
      between(elapsedMs, [0, 1_000], 'elapsed');
    },
  },
  {
    number: 68,
    name: 'application/problem+json is parsed',
    async run(context) {
      const problem = {
        status: 500,
        text: '{"title":"flooded"}',
        headers: { 'content-type': 'application/problem+json' },
      };
      const documented = await attempt(context, {
        answers: [problem],
        ...noRetry,
        make: ({ harbour }) => harbour.quay.retrieve(),
      });
      has(documented.error, { status: 500, body: { title: 'flooded' } });
      has((await attempt(context, { answers: [problem], ...noRetry })).error, {
        status: 500,
        body: { title: 'flooded' },
      });
    },
  },
];

const family: readonly Case[] = [
  {
    number: 80,
    name: 'instanceof knows the errors of another copy of the package',
    async run(context) {
      for (const [name, error] of await oneOfEach(context)) {
        ok(error instanceof context.artuCopy.ApiError, `${name} is an ApiError of the copy`);
      }
      const { error } = await attempt(context, { answers: [json404] });
      ok(error instanceof context.artuCopy.ApiStatusError, 'a status error of the copy');
      ok(!(error instanceof context.artuCopy.ApiTimeoutError), 'and no timeout of the copy');
      ok(context.artu.ApiError !== context.artuCopy.ApiError, 'two copies');
    },
  },
  {
    number: 81,
    name: 'the name of an error is that of its class',
    async run(context) {
      for (const [name, error] of await oneOfEach(context)) {
        ok(error instanceof context.artu.ApiError, `${name}: one of ours, got ${String(error)}`);
        equal(error.name, name);
        ok(String(error).startsWith(`${name}: `), 'the name in its text');
      }
    },
  },
  {
    number: 82,
    name: 'the chain of causes is kept',
    async run(context) {
      const { error } = await attempt(context, { answers: [{ fault: 'reset' }], ...noRetry });
      ok(error instanceof context.artu.ApiConnectionError, `a connection error, got ${String(error)}`);
      ok(error.cause instanceof Error, 'a cause');
      if (context.runtime === 'node')
        ok(/ECONNRESET|UND_ERR_SOCKET/.test(error.code ?? ''), `a code, got ${error.code}`);
    },
  },
  {
    number: 83,
    name: 'neither the text of an error nor anything in it holds a secret',
    async run(context) {
      for (const [name, error] of await oneOfEach(context)) {
        ok(!everythingIn(error).includes(secret), `${name} hides the key`);
        ok(!JSON.stringify(error).includes(secret), `${name} as JSON hides the key`);
        equal(JSON.parse(JSON.stringify(error)).name, name, 'name in JSON');
      }
    },
  },
  {
    number: 84,
    name: 'a credential or header that no header can carry is named, its value is not shown',
    async run(context) {
      const inKey = await attempt(context, { answers: [execution()], client: { apiKey: 'key_\r\nx: y' } });
      has(inKey.error, { name: 'ApiRequestError' });
      ok(/apiKey/.test(String(inKey.error)), `names the option: ${String(inKey.error)}`);
      const inHeader = await attempt(context, {
        answers: [execution()],
        call: { headers: { 'x-own': 'key_\n1' } },
      });
      ok(/x-own/.test(String(inHeader.error)), `names the header: ${String(inHeader.error)}`);
      for (const { error, requests } of [inKey, inHeader]) {
        ok(!everythingIn(error).includes('key_'), 'hides the value');
        equal(requests.length, 0);
      }
    },
  },
  {
    number: 85,
    name: 'the stack leads to the line that made the call, over retries',
    async run(context) {
      const server = await context.serve({ answers: [{ status: 503 }] });
      const { artu } = clientsOf(context, server);
      async function theLineThatMadeTheCall(): Promise<unknown> {
        return artu.retrieve({ id: executionId });
      }
      const error = await rejected(theLineThatMadeTheCall());
      ok(
        (error as Error).stack?.includes('theLineThatMadeTheCall'),
        `in the stack: ${(error as Error).stack}`,
      );
    },
  },
];

export const cases: readonly Case[] = [...responses, ...family];
