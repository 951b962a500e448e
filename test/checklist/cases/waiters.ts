/** Waits that end: well, by an abort, by their deadline; W1 to W13. */
import { settlingMs, sleep } from '../../support/process-clock.ts';
import { between, equal, has, ok, onTime, rejected } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import type { Script } from '../script.ts';
import { settle } from '../trial.ts';
import {
  completed,
  completedAfter,
  gapsBetween,
  open,
  running,
  speed,
  wait,
  waitFor,
  windowsIn,
  type Options,
} from '../waits.ts';

interface Aborted extends Script {
  readonly options?: Options;
}

/** Aborts a wait after its first request: it settles within 50 ms, the server sees that, and nothing more is sent. */
async function abortedAtOnce(context: Context, { options, ...script }: Aborted): Promise<void> {
  const { server, transport } = await open(context, script);
  const controller = new AbortController();
  const ended = rejected(wait(context, transport, { ...options, signal: controller.signal }));
  while ((await server.log()).requests.length === 0) await sleep(5);
  await sleep(100);
  controller.abort('enough');
  between(await settlingMs(ended), [0, 50], 'settled');
  has(await ended, { name: 'AbortError', cause: 'enough' });
  await sleep(3_000 / speed);
  const { requests } = await server.log();
  equal(requests.length, 1, 'requests');
  if (script.answers?.[0]?.fault !== undefined || script.holds !== false)
    ok(requests[0]?.closedAtMs !== null, 'the server did not see the connection close');
}

export const cases: readonly Case[] = [
  {
    number: 'W1',
    name: 'a state that is terminal at the first response: one request, no delay',
    async run(context) {
      const { value, requests } = await waitFor(context, completed);
      has(value, { status: 'completed' });
      equal(requests.length, 1);
    },
  },
  {
    number: 'W2',
    name: 'aborted before it begins: nothing is sent, and it settles at once',
    async run(context) {
      const { server, transport } = await open(context, running);
      const signal = AbortSignal.abort('no');
      const { error, elapsedMs, requests } = await settle(server, () => wait(context, transport, { signal }));
      has(error, { name: 'AbortError', cause: 'no' });
      equal(requests.length, 0);
      between(elapsedMs, [0, 20], 'settled');
    },
  },
  {
    number: 'W3',
    name: 'abort while the server holds the request: settles within 50 ms, nothing more is sent',
    run: (context) => abortedAtOnce(context, running),
  },
  {
    number: 'W4',
    name: 'abort during a delay: settles within 50 ms, nothing more is sent',
    run: (context) => abortedAtOnce(context, { ...running, holds: false, options: { minDelayMs: 60_000 } }),
  },
  {
    number: 'W5',
    name: 'abort between a response and the next request: nothing more is sent',
    async run(context) {
      const { server, transport } = await open(context, { ...running, holds: false });
      const controller = new AbortController();
      const { error, requests } = await settle(server, () =>
        wait(context, transport, { signal: controller.signal, onProgress: () => controller.abort() }),
      );
      has(error, { name: 'AbortError' });
      equal(requests.length, 1);
    },
  },
  {
    number: 'W6',
    name: 'abort while a body is read: settles within 50 ms, nothing more is sent',
    run: (context) => abortedAtOnce(context, { answers: [{ text: '{"id":', headers: json, ends: 'stall' }] }),
  },
  {
    number: 'W7',
    name: 'the deadline while the server holds the request: settles within 50 ms of it, the connection closed',
    async run(context) {
      const options = { maxWaitMs: 1_200 };
      const waited = await waitFor(context, { answers: [{ fault: 'silence' }], clock: 1, options });
      has(waited.error, { name: 'WaiterTimeoutError' });
      onTime(1_200, waited);
      await sleep(50);
      const { requests } = await waited.server.log();
      ok(requests.at(-1)?.closedAtMs !== null, 'the connection is open');
    },
  },
  {
    number: 'W8',
    name: 'the deadline during a delay: no request starts after it',
    async run(context) {
      const options = { maxWaitMs: 6_000, minDelayMs: 4_000 };
      const { error, server, elapsedMs } = await waitFor(context, { ...running, holds: false, options });
      has(error, { name: 'WaiterTimeoutError', state: 'running' });
      between(elapsedMs * speed, [5_900, 9_000]);
      const { requests } = await server.log();
      ok(requests.length <= 3, `${requests.length} requests`);
      for (const { atMs } of requests) ok(atMs * speed < 8_000, `a request at ${atMs * speed}`);
    },
  },
  {
    number: 'W9',
    name: 'less left than the smallest window: one look by the fallback, and no window that the server refuses',
    async run(context) {
      const { error, requests } = await waitFor(context, {
        ...running,
        clock: 4,
        options: { maxWaitMs: 900 },
      });
      has(error, { name: 'WaiterTimeoutError' });
      equal(requests.length, 1);
      ok(!requests[0]?.url.includes('/wait'), 'it is the long-poll that was asked');
    },
  },
  {
    number: 'W10',
    name: 'the window is a whole number that the server takes, and is never longer than what is left',
    async run(context) {
      const options = { maxWaitMs: 33_333, windowMs: 7_345 };
      const { requests } = await waitFor(context, { ...running, options });
      const [first] = requests;
      ok(windowsIn(requests).length > 3, 'too few windows');
      for (const request of requests) {
        const [window = 1_000] = windowsIn([request]);
        ok(Number.isInteger(window), `${window} is no whole number`);
        between(window, [1_000, 7_345]);
        const leftMs = 33_333 - (request.atMs - (first?.atMs ?? 0)) * speed;
        ok(window <= Math.max(1_000, leftMs + 1_000), `${window} of ${leftMs}`);
      }
    },
  },
  {
    number: 'W12',
    name: 'answers that come too soon: each delay may be longer than the one before, at most 12 requests in 10 s',
    async run(context) {
      const many = await waitFor(context, {
        ...running,
        holds: false,
        options: { maxWaitMs: 40_000, maxDelayMs: 4_000 },
      });
      const gaps = gapsBetween(many.requests);
      ok(gaps.length >= 9, `${gaps.length} delays`);
      for (const gap of gaps.slice(0, -1)) ok(gap >= 400, `a delay of ${gap}`);
      between(gaps[0] ?? 0, [400, 1_400], 'first delay');
      ok(Math.max(...gaps.slice(3)) > 1_500, 'the delays do not grow');
      const few = await waitFor(context, { ...running, holds: false, options: { maxWaitMs: 10_000 } });
      between(few.requests.length, [3, 12], 'requests');
    },
  },
  {
    number: 'W13',
    name: 'answers that were held: the next request follows within 300 ms',
    async run(context) {
      const { value, requests } = await waitFor(context, {
        ...completedAfter(19_000),
        clock: 5,
        speed: 5,
        options: { windowMs: 5_000 },
      });
      has(value, { status: 'completed' });
      const held = gapsBetween(requests).map((gap) => (gap / speed) * 5);
      ok(held.length >= 3, `${held.length} gaps`);
      for (const gap of held) between(gap, [5_000, 5_300], 'gap');
    },
  },
  {
    number: 'W36',
    name: 'progress is told in order, with the states that are new',
    async run(context) {
      const seen: string[] = [];
      const timeline = [
        { atMs: 0, status: 'running' },
        { atMs: 12_000, status: 'waiting_for_input' },
        { atMs: 26_000, status: 'completed' },
      ];
      await waitFor(context, {
        timeline,
        options: {
          windowMs: 10_000,
          onProgress: ({ state, changed, attempt }) => seen.push(`${attempt} ${state.status} ${changed}`),
        },
      });
      equal(seen[0], '1 running true');
      equal(seen.at(-1), `${seen.length} completed true`);
      equal(seen.filter((line) => line.endsWith('true')).length, 3);
    },
  },
  {
    number: 'W35',
    name: 'a callback of progress that throws: the wait goes on, and it is told once',
    async run(context) {
      const warnings: unknown[] = [];
      const { value } = await waitFor(context, {
        ...completedAfter(14_000),
        client: { onWarning: (warning) => warnings.push(warning) },
        options: {
          windowMs: 5_000,
          onProgress() {
            throw new Error('no');
          },
        },
      });
      has(value, { status: 'completed' });
      equal(warnings.length, 1);
      has(warnings[0], { kind: 'progress' });
    },
  },
  {
    number: 'W43',
    name: 'maxWaitMs of 0, less, NaN or Infinity is refused by name before anything is sent; a very long one is taken',
    async run(context) {
      for (const maxWaitMs of [0, -1, 1.5, Number.NaN, Infinity]) {
        const { error, requests } = await waitFor(context, { ...running, options: { maxWaitMs } });
        has(error, { name: 'ApiRequestError', option: 'maxWaitMs' });
        equal(requests.length, 0);
      }
      const others = ['windowMs', 'graceMs', 'minDelayMs', 'maxDelayMs', 'maxConsecutiveErrors'] as const;
      for (const option of others) {
        const { error } = await waitFor(context, { ...running, options: { [option]: Number.NaN } });
        has(error, { name: 'ApiRequestError', option });
      }
      const long = await waitFor(context, { ...completedAfter(4_000), options: { maxWaitMs: 2 ** 40 } });
      has(long.value, { status: 'completed' });
    },
  },
];

const json = { 'content-type': 'application/json' };
