/** How a caller's signal ends a call: 45 to 59; what needs a look inside of Node.js is in process.test.ts. */
import { polyfilledSignal } from '../../support/polyfilled-signal.ts';
import { settlingMs, sleep } from '../../support/process-clock.ts';
import { between, equal, has, ok, onTime, rejected } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import type { Answer, Log } from '../script.ts';
import { attempt, clientsOf, execution, executionId } from '../trial.ts';

/** The platform has one of its own then. */
const noReason = Symbol('none');

const silence: Answer = { fault: 'silence' };

interface Aborted {
  readonly error: unknown;
  /** From the abort on. */
  readonly elapsedMs: number;
  readonly log: Log;
}

/** Aborts a call some time after its request has come, and looks at the server a while later. */
async function abortDuring(
  context: Context,
  answer: Answer,
  reason: unknown = 'changed my mind',
): Promise<Aborted> {
  const server = await context.serve({ answers: [answer] });
  const controller = new AbortController();
  const { artu } = clientsOf(context, server, { clock: 1 });
  const ended = rejected(artu.retrieve({ id: executionId }, { signal: controller.signal }));
  while ((await server.log()).requests.length === 0) await sleep(5);
  await sleep(60);
  controller.abort(reason === noReason ? undefined : reason);
  const elapsedMs = await settlingMs(ended);
  await sleep(60);
  return { error: await ended, elapsedMs, log: await server.log() };
}

/** The reason that the platform gives to a signal of `AbortSignal.timeout`. */
function reasonOfTimeout(): Promise<unknown> {
  const signal = AbortSignal.timeout(0);
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(signal.reason), { once: true });
  });
}

function settlesAtOnce(number: number, what: string, answer: Answer): Case {
  return {
    number,
    name: `${what}: settles within 50 ms, the server sees it, nothing more is sent`,
    async run(context) {
      const aborted = await abortDuring(context, answer);
      const { error, log } = aborted;
      has(error, { name: 'AbortError', cause: 'changed my mind' });
      onTime(0, aborted);
      equal(log.requests.length, 1, 'requests');
      if (answer.status === undefined)
        ok(log.requests[0]?.closedAtMs !== null, 'the server sees the connection close');
    },
  };
}

/** Counts the listeners that are on a signal by its own methods. */
function countListeners(signal: AbortSignal): () => number {
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  const listeners = new Set<unknown>();
  signal.addEventListener = (...given: Parameters<typeof add>) => {
    listeners.add(given[1]);
    add(...given);
  };
  signal.removeEventListener = (...given: Parameters<typeof remove>) => {
    listeners.delete(given[1]);
    remove(...given);
  };
  return () => listeners.size;
}

const settling: readonly Case[] = [
  {
    number: 45,
    name: 'a signal that is aborted already: no request, settles within 20 ms',
    async run(context) {
      const server = await context.serve({ answers: [execution()] });
      const { artu } = clientsOf(context, server);
      const ended = rejected(artu.retrieve({ id: executionId }, { signal: AbortSignal.abort('no') }));
      between(await settlingMs(ended), [0, 20], 'settled');
      has(await ended, { name: 'AbortError', cause: 'no' });
      equal((await server.log()).requests.length, 0);
    },
  },
  settlesAtOnce(46, 'abort while the server holds the request', silence),
  settlesAtOnce(47, 'abort during the delay before a retry', {
    status: 503,
    headers: { 'retry-after': '5' },
  }),
  settlesAtOnce(48, 'abort while the body is read', { json: { id: 1 }, ends: 'stall' }),
  {
    number: 49,
    name: 'the reason is kept: the cause is the very same',
    async run(context) {
      for (const reason of [new Error('own'), { code: 7 }, 'text', Symbol('no')]) {
        const { error } = await abortDuring(context, silence, reason);
        ok((error as Error).cause === reason, 'the very same reason');
      }
    },
  },
  {
    number: 50,
    name: 'the error is typed, and has the name that the platform gives',
    async run(context) {
      const { error } = await abortDuring(context, silence, noReason);
      ok(error instanceof context.artu.ApiAbortError, 'ApiAbortError');
      ok(error instanceof context.artu.ApiError, 'ApiError');
      equal(error.name, 'AbortError');
      equal((error.cause as Error).name, 'AbortError');
    },
  },
];

const sharing: readonly Case[] = [
  {
    number: 53,
    name: '50 calls one after the other leave no listener on their signal',
    async run(context) {
      const { artu } = clientsOf(context, await context.serve({ answers: [execution()] }));
      const { signal } = new AbortController();
      const listeners = countListeners(signal);
      for (let call = 0; call < 50; call += 1) await artu.retrieve({ id: executionId }, { signal });
      equal(listeners(), 0);
    },
  },
  {
    number: 54,
    name: '40 calls side by side leave no listener on their signal',
    async run(context) {
      const { artu } = clientsOf(context, await context.serve({ answers: [execution()] }));
      const { signal } = new AbortController();
      const listeners = countListeners(signal);
      await Promise.all(Array.from({ length: 40 }, () => artu.retrieve({ id: executionId }, { signal })));
      equal(listeners(), 0);
    },
  },
  {
    number: 56,
    name: 'a signal of a polyfill is taken',
    async run(context) {
      const trial = { answers: [silence], call: { signal: polyfilledSignal(40) } };
      has((await attempt(context, trial)).error, { name: 'AbortError', cause: 'polyfilled' });
    },
  },
  {
    number: 57,
    name: 'an abort between the response and its parsing is an abort',
    async run(context) {
      const controller = new AbortController();
      const fetching = async (url: string, init: RequestInit): Promise<Response> => {
        const response = await fetch(url, init);
        controller.abort('late');
        return response;
      };
      const { error } = await attempt(context, {
        answers: [execution()],
        client: { fetch: fetching },
        call: { signal: controller.signal },
      });
      has(error, { name: 'AbortError', cause: 'late' });
      await sleep(20);
    },
  },
  {
    number: 58,
    name: 'AbortSignal.timeout of the caller is a timeout',
    async run(context) {
      const isTimeout = (error: unknown): void => {
        ok(error instanceof context.artu.ApiTimeoutError, `a timeout, got ${String(error)}`);
        has(error, { name: 'ApiTimeoutError', phase: 'total' });
      };
      const trial = { answers: [silence], call: { signal: AbortSignal.timeout(60) } };
      isTimeout((await attempt(context, trial)).error);
      // On a busy machine, 60 ms may be over before the request is at the server.
      const { error, log } = await abortDuring(context, silence, await reasonOfTimeout());
      isTimeout(error);
      equal(log.requests.length, 1);
    },
  },
  {
    number: 59,
    name: 'an abort after the end changes nothing',
    async run(context) {
      const server = await context.serve({ answers: [execution()] });
      const controller = new AbortController();
      const call = clientsOf(context, server).artu.retrieve(
        { id: executionId },
        { signal: controller.signal },
      );
      const before = await call;
      controller.abort();
      ok((await call) === before, 'the same value');
      equal((await server.log()).requests.length, 1);
    },
  },
];

export const cases: readonly Case[] = [...settling, ...sharing];
