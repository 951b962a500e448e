/** Waits on a bad way: cuts, failures, answers that are none; W14 to W32. */
import { between, equal, has, ok } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import type { Answer } from '../script.ts';
import { settle } from '../trial.ts';
import {
  completed,
  completedAfter,
  gapsBetween,
  minute,
  open,
  speed,
  times,
  wait,
  waitFor,
  windowsIn,
  type Waited,
} from '../waits.ts';

/** A way that ends every request after 10 s: the window shrinks, nothing counts as a failure, and the wait succeeds. */
async function livesThrough(context: Context, answer: Answer): Promise<void> {
  const afterMs = 10_000 / speed;
  const { value, windows, requests } = await waitFor(context, {
    ...completedAfter(24_000),
    cut: { afterMs, answer },
  });
  has(value, { status: 'completed' });
  const [first, second, ...others] = windows;
  equal(first, 30_000);
  between(second ?? 0, [8_000, 9_900], 'second window');
  for (const window of others) between(window, [1_000, second ?? 0], 'window');
  between(requests.length, [3, 5], 'requests');
}

/** Two waits of one client behind a proxy that cuts after a while: the first request tells, and is remembered. */
async function wastesOne(context: Context, cutMs: number): Promise<void> {
  const { server, transport } = await open(context, {
    ...completedAfter(cutMs + 6_000),
    cut: { afterMs: cutMs / speed, answer: { status: 504 } },
  });
  has(await wait(context, transport), { status: 'completed' });
  const first = (await server.log()).requests.length;
  has(await wait(context, transport), { status: 'completed' });
  const { requests } = await server.log();
  equal(requests.length, first + 1);
  equal(windowsIn(requests)[0], 30_000);
  for (const window of windowsIn(requests.slice(1)))
    ok(window < cutMs, `a window of ${window} where ${cutMs} are cut`);
}

function observed({ error }: Waited): unknown {
  return (error as { observed?: unknown }).observed; // a WaiterError has it
}

const bad: Answer = { status: 502 };

export const cases: readonly Case[] = [
  {
    number: 'W14',
    name: 'a proxy that answers 504 while the server holds: the next window is shorter, and the wait succeeds',
    run: (context) => livesThrough(context, { status: 504 }),
  },
  {
    number: 'W15',
    name: 'a proxy that resets the connection: the same',
    run: (context) => livesThrough(context, { fault: 'reset' }),
  },
  {
    number: 'W16',
    name: 'a proxy that closes the connection without an answer: the same',
    run: (context) => livesThrough(context, { fault: 'close' }),
  },
  {
    number: 'W17',
    name: 'a proxy that cuts in the middle of a body: the same',
    run: (context) =>
      livesThrough(context, {
        text: '{"id":',
        headers: { 'content-type': 'application/json' },
        ends: 'reset',
      }),
  },
  {
    number: 'W18',
    name: 'a server that is down behind a proxy which takes 3 s to say so: 3 cuts, 5 failures, 8 requests',
    async run(context) {
      const waited = await waitFor(context, { answers: [{ ...bad, delayMs: 3_000 / speed }] });
      has(waited.error, { name: 'WaiterError' });
      equal(waited.requests.length, 8);
      equal(observed(waited), { 'status 502': 8 });
    },
  },
  {
    number: 'W19',
    name: 'whatever a proxy cuts from 2 s on: no wait fails, and after the first request none is wasted on the origin',
    async run(context) {
      await Promise.all([2_000, 2_500, 6_000, 10_000, 29_000].map((cutMs) => wastesOne(context, cutMs)));
    },
  },
  {
    number: 'W20',
    name: '502 at once: delays, and the fifth in a row ends the wait',
    async run(context) {
      const waited = await waitFor(context, { answers: [bad] });
      has(waited.error, { name: 'WaiterError', state: undefined });
      has((waited.error as Error).cause, { status: 502 });
      equal(observed(waited), { 'status 502': 5 });
      equal(waited.requests.length, 5);
      for (const gap of gapsBetween(waited.requests)) ok(gap >= 240, `a delay of ${gap}`);
    },
  },
  {
    number: 'W21',
    name: 'a good answer forgives the failures before it',
    async run(context) {
      const answers = [...times(4, bad), null, ...times(4, bad)];
      const { value } = await waitFor(context, {
        ...completedAfter(15_000),
        answers,
        options: { windowMs: 5_000 },
      });
      has(value, { status: 'completed' });
    },
  },
  {
    number: 'W22',
    name: '429 with Retry-After 4: honoured once, then the old pace',
    async run(context) {
      const answers = [{ status: 429, headers: { 'retry-after': '4' } }, null, null];
      const { value, requests } = await waitFor(context, {
        ...completedAfter(8_000),
        answers,
        clock: 5,
        options: { windowMs: 5_000 },
      });
      has(value, { status: 'completed' });
      const [first = 0, second = 0] = gapsBetween(requests).map((gap) => (gap / speed) * 5);
      between(first, [3_900, 5_500], 'the delay that was asked for');
      between(second, [4_900, 6_500], 'the pace of windows');
    },
  },
  {
    number: 'W23',
    name: '429 with a Retry-After beyond the deadline: fails at once with that error',
    async run(context) {
      const answers = [{ status: 429, headers: { 'retry-after': '700' } }];
      const { error, elapsedMs, requests } = await waitFor(context, { answers });
      has(error, { name: 'WaiterError' });
      has((error as Error).cause, { status: 429, retryAfterMs: 700_000 });
      equal(requests.length, 1);
      between(elapsedMs, [0, 50], 'settled');
    },
  },
  {
    number: 'W24',
    name: '400, 401, 403, 404, 410 and 422 end the wait at once',
    async run(context) {
      for (const status of [400, 401, 403, 404, 410, 422]) {
        const { error, requests } = await waitFor(context, { answers: [{ status, json: {} }] });
        has(error, { name: 'WaiterError' });
        has((error as Error).cause, { status });
        equal(requests.length, 1);
      }
    },
  },
  {
    number: 'W25',
    name: 'an acceptor that takes 404 for normal does so only as often as it says',
    async run(context) {
      const acceptors = [{ state: 'retry', onStatus: (status: number) => status === 404, limit: 3 }] as const;
      const missing: Answer = { status: 404, json: {} };
      const late = await waitFor(context, {
        ...completed,
        answers: times(3, missing),
        options: { acceptors },
      });
      has(late.value, { status: 'completed' });
      equal(late.requests.length, 4);
      const never = await waitFor(context, { answers: [missing], options: { acceptors } });
      has((never.error as Error).cause, { status: 404 });
      equal(never.requests.length, 4);
    },
  },
  {
    number: 'W26',
    name: 'a state that came after the client was made: waited through with delays, and told once',
    async run(context) {
      const warnings: unknown[] = [];
      const { value, requests } = await waitFor(context, {
        timeline: [
          { atMs: 0, status: 'archived' },
          { atMs: 9_000, status: 'completed' },
        ],
        holds: false,
        client: { onWarning: (warning) => warnings.push(warning) },
      });
      has(value, { status: 'completed' });
      between(requests.length, [3, 14], 'requests');
      equal(warnings.length, 1);
      has(warnings[0], { kind: 'state' });
    },
  },
  {
    number: 'W27',
    name: 'waiting_for_input that the server does not hold: no hot loop, and one line stops there',
    async run(context) {
      const paused = { timeline: [{ atMs: 0, status: 'waiting_for_input' }], holds: false };
      const waited = await waitFor(context, { ...paused, options: { maxWaitMs: 20_000 } });
      has(waited.error, { name: 'WaiterTimeoutError', state: 'waiting_for_input' });
      between(waited.requests.length, [3, 14], 'requests');
      const stopWhen = ({ status }: { readonly status: string }): boolean => status === 'waiting_for_input';
      const stopped = await waitFor(context, { ...paused, options: { stopWhen } });
      has(stopped.error, { name: 'WaiterError', state: 'waiting_for_input' });
      equal(stopped.requests.length, 1);
      const acceptors = [{ state: 'stopped', when: stopWhen }] as const;
      const accepted = await waitFor(context, { ...paused, options: { acceptors } });
      has(accepted.error, { name: 'WaiterError', state: 'waiting_for_input' });
    },
  },
  {
    number: 'W28',
    name: 'JSON that is none, or of another shape: ends the wait at once with the error that tells where',
    async run(context) {
      const headers = { 'content-type': 'application/json' };
      const broken = await waitFor(context, { answers: [{ text: '{"id":', headers }] });
      has((broken.error as Error).cause, { name: 'ApiResponseError', kind: 'json' });
      const shaped = await waitFor(context, { answers: [{ json: { id: 1 } }] });
      has((shaped.error as Error).cause, { name: 'ApiResponseError', kind: 'schema' });
      equal(broken.requests.length + shaped.requests.length, 2);
    },
  },
  {
    number: 'W29',
    name: 'the page of a proxy with status 200: the same',
    async run(context) {
      const page: Answer = { text: '<p>Log in</p>', headers: { 'content-type': 'text/html' } };
      const { error, requests } = await waitFor(context, { answers: [page] });
      has((error as Error).cause, { name: 'ApiResponseError', kind: 'content-type' });
      equal(requests.length, 1);
    },
  },
  {
    number: 'W30',
    name: 'silence past the window and its grace: the next request goes over another connection',
    run: (context) => dropsDeadConnection(context, { fault: 'silence' }),
  },
  {
    number: 'W31',
    name: 'bytes that drip do not keep a request alive past the window and its grace',
    run: (context) =>
      dropsDeadConnection(context, {
        text: ' ',
        headers: { 'content-type': 'application/json' },
        ends: 'drip',
      }),
  },
  {
    number: 'W32',
    name: '100 waits that share one signal leave no listener on it',
    async run(context) {
      const { transport } = await open(context, completedAfter(4_000));
      const { signal } = new AbortController();
      const listeners = countListeners(signal);
      await Promise.all(times(100, null).map(() => wait(context, transport, { signal })));
      equal(listeners(), 0);
    },
  },
];

async function dropsDeadConnection(context: Context, answer: Answer): Promise<void> {
  const { server, transport } = await open(context, { ...completed, answers: [answer] });
  const { value, elapsedMs, requests } = await settle(server, () =>
    wait(context, transport, { windowMs: 2_000, graceMs: 4_000, maxWaitMs: minute }),
  );
  has(value, { status: 'completed' });
  ok(elapsedMs * speed >= 5_900, `it was dropped after ${elapsedMs * speed}`);
  equal(windowsIn(requests), [2_000, 1_000]);
  if (context.runtime === 'node')
    ok(requests[0]?.connection !== requests[1]?.connection, 'the same connection was used again');
}

/** How many listeners were added and not taken away again. */
function countListeners(signal: AbortSignal): () => number {
  const open = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...given: Parameters<typeof add>): void => {
    open.add(given[1]);
    add(...given);
  };
  signal.removeEventListener = (...given: Parameters<typeof remove>): void => {
    open.delete(given[1]);
    remove(...given);
  };
  return () => open.size;
}
