/** Waits that are asked step by step, put away, and taken up again; clocks that jump: W37 to W42. */
import { processClock, sleep } from '../../support/process-clock.ts';
import { between, equal, has, ok, rejected } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import type { Transport } from '../../../generated/workflows/src/index.ts';
import { executionId, settle, transportTo } from '../trial.ts';
import { completedAfter, minute, open, running, speed, wait, windowsIn } from '../waits.ts';

type Executions = Context['executions'];
type Poller = ReturnType<Executions['pollUntilCompleted']>;

/** With windows that are shorter than the states last, so that each state is seen more than once. */
function watcherOf({ executions }: Context, transport: Transport): Poller {
  const options = { maxWaitMs: minute, windowMs: 1_500 };
  return executions.pollUntilCompleted(transport, { id: executionId }, options);
}

function pollerOf({ executions }: Context, transport: Transport, restoreFrom?: string): Poller {
  const options = restoreFrom === undefined ? { maxWaitMs: minute } : { restoreFrom };
  return executions.pollUntilCompleted(transport, { id: executionId }, options);
}

const states = [
  { atMs: 0, status: 'running' },
  { atMs: 4_000, status: 'waiting_for_input' },
  { atMs: 8_000, status: 'completed' },
];

export const cases: readonly Case[] = [
  {
    number: 'W37',
    name: 'of two callers of pollUntilDone one aborts: the other has the result, and no request is sent for both',
    async run(context) {
      const { server, transport } = await open(context, completedAfter(8_000));
      const poller = pollerOf(context, transport);
      equal(poller.status, 'notStarted');
      const controller = new AbortController();
      const [leaving, staying] = [poller.pollUntilDone(controller), poller.pollUntilDone()];
      processClock.schedule(100, () => controller.abort('enough'));
      has(await rejected(leaving), { name: 'AbortError', cause: 'enough' });
      equal(poller.status, 'running');
      has(await staying, { status: 'completed' });
      equal(poller.status, 'succeeded');
      equal((await server.log()).requests.length, 1);
    },
  },
  {
    number: 'W38',
    name: 'after an abort the same poller goes on',
    async run(context) {
      const { server, transport } = await open(context, completedAfter(8_000));
      const poller = pollerOf(context, transport);
      const controller = new AbortController();
      processClock.schedule(100, () => controller.abort());
      has(await rejected(poller.pollUntilDone(controller)), { name: 'AbortError' });
      await sleep(50);
      equal((await server.log()).requests.length, 1);
      has(await poller.pollUntilDone(), { status: 'completed' });
      equal((await server.log()).requests.length, 2);
      has(await poller.pollUntilDone(), { status: 'completed' });
    },
  },
  {
    number: 'W39',
    name: 'a poller that was put away goes on with its deadline and window; no secret is in its text',
    async run(context) {
      const { server, transport } = await open(context, {
        ...completedAfter(8_000),
        answers: [{ status: 504, delayMs: 5_000 / speed }],
      });
      const dated = withDate(transport, () => transport.clock.now());
      const first = pollerOf(context, dated);
      await first.poll();
      const text = first.serialize();
      ok(!text.includes('key_secret'), 'the key is in the text');
      const token = JSON.parse(text);
      has(token, { v: 1, op: 'workflows.executions.wait', input: { id: executionId } });
      between(token.deadline - transport.clock.now(), [40_000, 56_000], 'what is left');
      // Another client, as another process would have.
      const other = withDate(transportTo(context, server, { clock: speed }), () => transport.clock.now());
      const second = pollerOf(context, other, text);
      has(await second.pollUntilDone(), { status: 'completed' });
      const [, window = 0] = windowsIn((await server.log()).requests);
      between(window, [4_000, 4_900], 'the window that goes on');
      const late = pollerOf(context, other, JSON.stringify({ ...token, deadline: 1 }));
      has(await rejected(late.pollUntilDone()), { name: 'WaiterTimeoutError' });
    },
  },
  {
    number: 'W39',
    name: 'the text of another version, operation or input is refused by name, and so is what is no such text',
    async run(context) {
      const { server, transport } = await open(context, running);
      const token = JSON.parse(pollerOf(context, transport).serialize());
      const wrong = [{ v: 2 }, { op: 'workflows.executions.other' }, { waiter: 'Other' }, { input: {} }].map(
        (change) => JSON.stringify({ ...token, ...change }),
      );
      for (const text of [...wrong, '', 'null', '[]', '{"v":1}']) {
        const error = await rejected(Promise.resolve().then(() => pollerOf(context, transport, text)));
        has(error, { name: 'ApiRequestError', option: 'restoreFrom' });
      }
      equal((await server.log()).requests.length, 0);
    },
  },
  {
    number: 'W39',
    name: 'an error of a wait has the text from which a poller goes on',
    async run(context) {
      const { server, transport } = await open(context, {
        ...completedAfter(8_000),
        answers: [{ status: 404 }],
      });
      const { error } = await settle(server, () => wait(context, transport));
      const { resume } = error as { readonly resume: string }; // a WaiterError has it
      has(await pollerOf(context, transport, resume).pollUntilDone(), { status: 'completed' });
    },
  },
  {
    number: 'W40',
    name: 'for await: one item for each change, and break leaves neither a request nor a listener behind',
    async run(context) {
      const { server, transport } = await open(context, { timeline: states });
      const seen: string[] = [];
      for await (const { status } of watcherOf(context, transport)) seen.push(status);
      equal(seen, ['running', 'waiting_for_input', 'completed']);
      const before = (await server.log()).requests.length;
      const again = await open(context, { timeline: states });
      const poller = watcherOf(context, again.transport);
      for await (const { status } of poller) {
        equal(status, 'running');
        break;
      }
      await sleep(100);
      const { requests } = await again.server.log();
      equal(requests.length, 1);
      equal((await server.log()).requests.length, before);
      equal(poller.status, 'running');
    },
  },
  {
    number: 'W40',
    name: 'poll makes one step; onProgress tells until it is called off',
    async run(context) {
      const { server, transport } = await open(context, { timeline: states });
      const poller = pollerOf(context, transport);
      const seen: string[] = [];
      const stop = poller.onProgress(({ state }) => seen.push(state.status));
      has(await poller.poll(), { status: 'waiting_for_input' });
      equal((await server.log()).requests.length, 1);
      stop();
      has(await poller.poll(), { status: 'completed' });
      equal(seen, ['waiting_for_input']);
      has(poller.state, { status: 'completed' });
      has(await poller.poll(), { status: 'completed' });
      equal((await server.log()).requests.length, 2);
    },
  },
  {
    number: 'W41',
    name: 'a poller that is closed aborts what it waits for, and refuses to go on; so does await using',
    async run(context) {
      const { server, transport } = await open(context, running);
      const poller = pollerOf(context, transport);
      const end = poller.pollUntilDone();
      processClock.schedule(100, () => void poller.close());
      has(await rejected(end), { name: 'AbortError' });
      has(await rejected(poller.poll()), { name: 'AbortError' });
      await sleep(50);
      const { requests } = await server.log();
      equal(requests.length, 1);
      ok(requests[0]?.closedAtMs !== null, 'the request is still open');
      const dispose: unknown = Reflect.get(poller, Reflect.get(Symbol, 'asyncDispose') ?? 'close');
      ok(typeof dispose === 'function', 'it cannot be used with await using');
    },
  },
  {
    number: 'W42',
    name: 'a date that jumps an hour ahead or back ends nothing too early or too late',
    async run(context) {
      for (const jump of [3_600_000, -3_600_000]) {
        const { server, transport } = await open(context, running);
        let shift = 0;
        processClock.schedule(100, () => (shift = jump));
        const jumping = withDate(transport, () => transport.clock.now() + shift);
        const { error, elapsedMs } = await settle(server, () =>
          wait(context, jumping, { maxWaitMs: 20_000 }),
        );
        has(error, { name: 'WaiterTimeoutError' });
        between(elapsedMs * speed, [19_900, 26_000], 'elapsed');
      }
    },
  },
  {
    number: 'W42',
    name: 'a machine that slept takes its request for dead, counts no failure, and asks again',
    async run(context) {
      const { server, transport } = await open(context, {
        ...completedAfter(4_000),
        answers: [{ fault: 'silence' }],
      });
      let slept = 0;
      processClock.schedule(100, () => (slept = 60_000));
      const sleepy = withDate(transport, () => transport.clock.now() + slept);
      const { value, elapsedMs, requests } = await settle(server, () => wait(context, sleepy));
      has(value, { status: 'completed' });
      equal(requests.length, 2);
      ok(elapsedMs * speed < 30_000, 'it waited for the window');
    },
  },
  {
    number: 'W42',
    name: 'a transport that is closed ends its waits',
    async run(context) {
      const { server, transport } = await open(context, running);
      processClock.schedule(100, () => void transport.close());
      const { error, requests } = await settle(server, () => wait(context, transport));
      has(error, { name: 'AbortError' });
      equal(requests.length, 1);
    },
  },
];

function withDate(transport: Transport, date: () => number): Transport {
  return { ...transport, clock: { ...transport.clock, date } };
}
