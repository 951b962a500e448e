/** When a call is made again, and when not: 1 to 9 and 20 to 31. */
import { eventually } from '../../support/process-clock.ts';
import { between, equal, has, ok, rejected } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import { attempt, clientsOf, execution, executionId, type Trial, type Tried } from '../trial.ts';

const once = { answers: [{ status: 503 }, execution()] };

/** How many requests a failure at first, and a success then, comes to. */
async function requestsAfter(context: Context, trial: Trial): Promise<number> {
  return (await attempt(context, trial)).requests.length;
}

async function requestsAfterStatuses(context: Context, statuses: readonly number[]): Promise<number[]> {
  const trials = statuses.map((status) => requestsAfter(context, { answers: [{ status }, execution()] }));
  return Promise.all(trials);
}

const same = (count: number, list: readonly unknown[]): number[] => list.map(() => count);

function neverRetried(number: number, statuses: readonly number[]): Case {
  return {
    number,
    name: `${statuses.join(', ')} are not tried again`,
    async run(context) {
      equal(await requestsAfterStatuses(context, statuses), same(1, statuses));
    },
  };
}

function retried(number: number, statuses: readonly number[]): Case {
  return {
    number,
    name: `${statuses.join(', ')} are tried again`,
    async run(context) {
      equal(await requestsAfterStatuses(context, statuses), same(2, statuses));
    },
  };
}

const ship = { body: { ship: 'Anna' } };
const quick = { 'retry-after-ms': '60' };

const statuses: readonly Case[] = [
  {
    number: 1,
    name: '503 then 200: one retry, resolves',
    async run(context) {
      const { error, requests } = await attempt(context, once);
      equal(error, undefined);
      equal(requests.length, 2);
    },
  },
  neverRetried(2, [400, 401, 403, 404, 422]),
  retried(3, [408, 429, 500, 502, 503, 504]),
  retried(4, [520, 522, 524, 529, 530]),
  neverRetried(5, [501, 505]),
  neverRetried(6, [409, 425]),
];

const methods: readonly Case[] = [
  {
    number: 7,
    name: 'a POST is not tried again after a 503',
    async run(context) {
      const trial: Trial = { ...once, make: ({ harbour }) => harbour.berths.moor(ship) };
      equal(await requestsAfter(context, trial), 1);
    },
  },
  {
    number: 8,
    name: 'an idempotency key makes a POST safe to try again, and is the same every time',
    async run(context) {
      const options = { idempotencyKey: 'key-1' };
      const { requests, error } = await attempt(context, {
        answers: [{ status: 503 }, { fault: 'reset' }, { json: {} }],
        make: ({ harbour }) => harbour.berths.moor(ship, options),
      });
      equal(error, undefined);
      equal(
        requests.map(({ headers }) => headers['idempotency-key']),
        ['key-1', 'key-1', 'key-1'],
      );
    },
  },
  {
    number: 9,
    name: 'a POST is not tried again after a reset',
    async run(context) {
      const { requests, error } = await attempt(context, {
        answers: [{ fault: 'reset' }, { json: {} }],
        make: ({ harbour }) => harbour.berths.moor(ship),
      });
      equal(requests.length, 1);
      has(error, { name: 'ApiConnectionError', attempts: 1 });
    },
  },
];

/** The first delays of several calls that fail once each. */
async function firstDelays(context: Context, count: number): Promise<number[]> {
  const tries = Array.from({ length: count }, () => attempt(context, once));
  return (await Promise.all(tries)).map(({ delays }) => delays[0] ?? 0);
}

const rules: readonly Case[] = [
  {
    number: 20,
    name: 'x-should-retry is stronger than the status',
    async run(context) {
      const say = (status: number, word: string): Trial => ({
        answers: [{ status, headers: { 'x-should-retry': word } }, execution()],
      });
      equal(await requestsAfter(context, say(503, 'false')), 1);
      equal(await requestsAfter(context, say(409, 'true')), 2);
    },
  },
  {
    number: 21,
    name: 'delays differ by chance: 20 calls spread over a quarter and more',
    async run(context) {
      const delays = await firstDelays(context, 20);
      const [least, most] = [Math.min(...delays), Math.max(...delays)];
      ok((most - least) / most >= 0.25, `a spread of a quarter: ${least} to ${most}`);
    },
  },
  {
    number: 22,
    name: 'delays grow, and stop growing at 8 s',
    async run(context) {
      const { delays } = await attempt(context, {
        answers: [{ status: 503 }],
        clock: 400,
        client: { maxRetries: 8, timeout: 2_000_000 },
      });
      equal(delays.length, 8);
      for (const [index, delay] of delays.entries()) {
        const most = Math.min(8_000, 500 * 2 ** index);
        between(delay, [most / 2, most], `delay ${index + 1}`);
      }
    },
  },
  {
    number: 23,
    name: 'a GET is tried again after a reset',
    async run(context) {
      const { error, requests } = await attempt(context, { answers: [{ fault: 'reset' }, execution()] });
      equal(error, undefined);
      equal(requests.length, 2);
    },
  },
  {
    number: 24,
    name: 'a refused connection is tried again, then is a typed error with its cause',
    async run(context) {
      const { error, delays } = await attempt(context, { address: 'refuses' });
      ok(error instanceof context.artu.ApiConnectionError, `a connection error, got ${String(error)}`);
      equal(delays.length, 2);
      equal(error.attempts, 3);
      ok(error.cause instanceof Error, 'a cause');
      if (context.runtime === 'node') equal(error.code, 'ECONNREFUSED');
    },
  },
  {
    number: 25,
    name: 'maxRetries 0 is one request',
    async run(context) {
      equal(await requestsAfter(context, { ...once, client: { maxRetries: 0 } }), 1);
      equal(await requestsAfter(context, { ...once, call: { maxRetries: 0 } }), 1);
    },
  },
  {
    number: 26,
    name: 'maxRetries NaN, -1 and 1.5 are refused by name',
    async run(context) {
      for (const maxRetries of [Number.NaN, -1, 1.5]) {
        const { error, requests } = await attempt(context, { ...once, call: { maxRetries } });
        has(error, { name: 'ApiRequestError', option: 'maxRetries' });
        equal(requests.length, 0);
      }
    },
  },
  {
    number: 27,
    name: 'bodies of responses that are tried again are let go of: at most one connection stays open',
    async run(context) {
      const large = { status: 503, text: 'x', times: 2_000_000 };
      const server = await context.serve({ answers: [large, large, execution()] });
      await clientsOf(context, server).artu.retrieve({ id: executionId });
      await eventually(async () => {
        between((await server.log()).openConnections, [0, 1], 'open connections');
      });
    },
  },
  {
    number: 28,
    name: 'the server sees which attempt it is',
    async run(context) {
      const { requests } = await attempt(context, {
        answers: [{ status: 503 }, { status: 503 }, execution()],
      });
      equal(
        requests.map(({ headers }) => headers['x-retry-count'] ?? null),
        [null, '1', '2'],
      );
    },
  },
  {
    number: 29,
    name: 'a quota stops storms: 1,000 failing calls make less than 1,100 requests',
    async run(context) {
      const server = await context.serve({ answers: [{ status: 503, headers: quick }] });
      const { artu } = clientsOf(context, server);
      for (let round = 0; round < 10; round += 1) {
        const calls = Array.from({ length: 100 }, () => rejected(artu.retrieve({ id: executionId })));
        await Promise.all(calls);
      }
      between((await server.log()).requests.length, [1_000, 1_099], 'requests');
    },
  },
  {
    number: 30,
    name: 'a body that is a stream is never sent again',
    async run(context) {
      const body = new Response('cargo').body;
      const { requests, error } = await attempt(context, {
        answers: [{ status: 503 }, { status: 204 }],
        make: ({ harbour }) => harbour.berths.load({ name: 'north', body }),
      });
      has(error, { status: 503, attempts: 1 });
      equal(
        requests.map((request) => request.body),
        ['cargo'],
      );
    },
  },
  {
    number: 31,
    name: 'a 401 with a credential that a function gives: it is asked once more, and the call made once more',
    async run(context) {
      const keys = ['old', 'new'];
      const refused = { answers: [{ status: 401 }, execution()] };
      const apiKey = (): string => keys.shift() ?? 'none';
      equal(authorizations(await attempt(context, { ...refused, client: { apiKey } })), [
        'Bearer old',
        'Bearer new',
      ]);
      const always = await attempt(context, { answers: [{ status: 401 }], client: { apiKey: () => 'old' } });
      has(always.error, { status: 401, attempts: 2 });
    },
  },
];

function authorizations({ requests }: Tried): (string | undefined)[] {
  return requests.map(({ headers }) => headers['authorization']);
}

export const cases: readonly Case[] = [...statuses, ...methods, ...rules];
