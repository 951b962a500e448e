/** How long a call may take: 32 to 44. */
import { fastClock, processClock, sleep } from '../../support/process-clock.ts';
import { between, equal, has, ok, onTime, rejected } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import type { Answer } from '../script.ts';
import { attempt, clientsOf, execution, executionId, settle, transportTo, type Trial } from '../trial.ts';

const stall: Answer = { json: { id: 1 }, ends: 'stall' };
const drip: Answer = { json: { id: 1 }, ends: 'drip' };
const silence: Answer = { fault: 'silence' };

/** One attempt of 200 ms ends then, as a timeout. */
function bounded(number: number, what: string, [answer, phase]: readonly [Answer, string]): Case {
  return {
    number,
    name: `${what}: a typed timeout, 50 ms around its time`,
    async run(context) {
      const trial: Trial = { answers: [answer], clock: 1, client: { timeout: 200, maxRetries: 0 } };
      const tried = await attempt(context, trial);
      const { error } = tried;
      ok(error instanceof context.artu.ApiTimeoutError, `a timeout, got ${String(error)}`);
      has(error, { name: 'ApiTimeoutError', phase, attempts: 1 });
      onTime(200, tried);
    },
  };
}

/** What `fetch` does is no matter here: it fails as the platform does. */
function failingFetch(error: Error): () => Promise<Response> {
  return async () => {
    throw error;
  };
}

async function refusedTimes(context: Context, timeouts: readonly number[]): Promise<void> {
  for (const timeout of timeouts) {
    const { error, requests } = await attempt(context, { answers: [execution()], call: { timeout } });
    has(error, { name: 'ApiRequestError', option: 'timeout' });
    equal(requests.length, 0);
    const made = await rejected(
      Promise.resolve().then(() => transportTo(context, { url: 'http://x' }, { client: { timeout } })),
    );
    has(made, { name: 'ApiRequestError', option: 'timeout' });
  }
}

export const cases: readonly Case[] = [
  bounded(32, 'no headers', [silence, 'headers']),
  bounded(33, 'a body that stalls', [stall, 'body']),
  bounded(34, 'a body that drips', [drip, 'body']),
  {
    number: 35,
    name: 'a body that is late is the same error as headers that are',
    async run(context) {
      const errors = [silence, stall].map(async (answer) => {
        const { error } = await attempt(context, {
          answers: [answer],
          client: { timeout: 2_000, maxRetries: 0 },
        });
        return (error as Error).constructor;
      });
      const [headers, body] = await Promise.all(errors);
      ok(headers === body, 'one class');
      ok(headers === context.artu.ApiTimeoutError, 'ApiTimeoutError');
    },
  },
  {
    number: 36,
    name: 'a GET that took too long is tried again',
    async run(context) {
      for (const late of [silence, stall]) {
        const trial: Trial = { answers: [late, execution()], client: { timeout: 12_000 } };
        const { error, requests } = await attempt(context, trial);
        equal(error, undefined);
        equal(requests.length, 2);
      }
    },
  },
  {
    number: 37,
    name: 'the time of the whole call goes over attempts and delays',
    async run(context) {
      const client = { timeout: 2_000, totalTimeout: 5_000, maxRetries: 50 };
      const { error, elapsedMs, requests } = await attempt(context, { answers: [silence], client });
      has(error, { name: 'ApiTimeoutError' });
      between(elapsedMs, [180, 300], 'elapsed');
      between(requests.length, [2, 3], 'requests');
    },
  },
  {
    number: 38,
    name: 'a signal whose time is over ends the retries at once',
    async run(context) {
      const controller = new AbortController();
      processClock.schedule(150, () => controller.abort(new DOMException('late', 'TimeoutError')));
      const { error, elapsedMs } = await attempt(context, {
        answers: [{ fault: 'reset' }],
        clock: 1,
        call: { signal: controller.signal, maxRetries: 50 },
      });
      ok(error instanceof context.artu.ApiTimeoutError, `a timeout, got ${String(error)}`);
      onTime(150, { elapsedMs });
    },
  },
  {
    number: 39,
    name: 'a timeout above 2^31-1 does not fire at once',
    async run(context) {
      const answers = [execution(), { ...execution(), delayMs: 60 }];
      for (const client of [{ timeout: 2 ** 31 }, { timeout: 2 ** 40, totalTimeout: 2 ** 41 }]) {
        const { error, requests } = await attempt(context, {
          answers: answers.slice(1),
          clock: 'system',
          client,
        });
        equal(error, undefined);
        equal(requests.length, 1);
      }
    },
  },
  {
    number: 40,
    name: 'timeout 0, NaN, negative and infinite are refused by name',
    run: (context) => refusedTimes(context, [0, Number.NaN, -1, 1.5, Infinity]),
  },
  {
    number: 42,
    name: 'the time to connect counts: TLS with somebody who says nothing',
    async run(context) {
      const server = await context.serve({ address: 'deaf' });
      const client = {
        baseUrl: server.url.replace('http:', 'https:'),
        timeout: 200,
        maxRetries: 0,
      };
      const { artu } = clientsOf(context, server, { clock: 1, client });
      const tried = await settle(server, () => artu.retrieve({ id: executionId }));
      has(tried.error, { name: 'ApiTimeoutError' });
      onTime(200, tried);
    },
  },
  {
    number: 43,
    name: "the platform's own limits are timeouts, with advice",
    async run(context) {
      const phases = {
        UND_ERR_HEADERS_TIMEOUT: 'headers',
        UND_ERR_BODY_TIMEOUT: 'body',
        UND_ERR_CONNECT_TIMEOUT: 'connect',
      };
      for (const [code, phase] of Object.entries(phases)) {
        const cause = Object.assign(new Error('late'), { code });
        const fetch = failingFetch(new TypeError('fetch failed', { cause }));
        const { error } = await attempt(context, { client: { fetch, maxRetries: 0 } });
        has(error, { name: 'ApiTimeoutError', phase, code });
        ok(/dispatcher/.test(String(error)), `advice in: ${String(error)}`);
      }
    },
  },
  {
    number: 44,
    name: 'a machine that sleeps for an hour meanwhile breaks nothing',
    async run(context) {
      const server = await context.serve({ answers: [{ status: 503 }, { ...execution(), delayMs: 40 }] });
      const clock = fastClock(20);
      let sleptMs = 0;
      const sleepy = { ...clock, now: () => clock.now() + sleptMs };
      const transport = { ...transportTo(context, server), clock: sleepy };
      const call = context.executions.retrieve(transport, { id: executionId });
      await sleep(20);
      sleptMs = 3_600_000;
      equal((await call).status, 'completed');
    },
  },
];
