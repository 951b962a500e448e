/** One long-poll, and how the loop over it counts: 180 to 184. */
import { between, equal, has, ok } from '../assertions.ts';
import type { Case } from '../case.ts';
import { attempt, execution, executionId, type Clients, type Trial } from '../trial.ts';

/** Times are those of a clock that runs this much faster. */
const speed = 20;

const running = { timeline: [{ atMs: 0, status: 'running' }], speed, clock: speed };

function waitFor(timeoutMs: unknown): Pick<Trial, 'make'> {
  const parameters = { id: executionId, timeoutMs } as { id: string }; // wrong on purpose in some cases
  return { make: ({ artu }: Clients) => artu.wait(parameters) };
}

export const cases: readonly Case[] = [
  {
    number: 180,
    name: 'the time of a long-poll is never below its window and grace, also where the client sets less, which is said once',
    async run(context) {
      const warnings: unknown[] = [];
      const onWarning = (warning: unknown): number => warnings.push(warning);
      const { value, error, requests } = await attempt(context, {
        ...running,
        client: { timeout: 500, onWarning },
        make: async ({ artu }) => {
          await artu.wait({ id: executionId, timeoutMs: 4_000 });
          return artu.wait({ id: executionId, timeoutMs: 4_000 });
        },
      });
      equal(error, undefined);
      equal((value as { status: string }).status, 'running');
      equal(requests.length, 2);
      equal(warnings.length, 1, 'warnings');
    },
  },
  {
    number: 181,
    name: 'timeoutMs 999, 60001, 1.5 and "5000" are refused before anything is sent',
    async run(context) {
      for (const timeoutMs of [999, 60_001, 1.5, '5000', null, Number.NaN]) {
        const { error, requests } = await attempt(context, { ...running, ...waitFor(timeoutMs) });
        has(error, { name: 'ApiRequestError' });
        equal(requests.length, 0);
      }
    },
  },
  {
    number: 182,
    name: 'one long-poll may end in a state that is not the last',
    async run(context) {
      const { value, error, requests } = await attempt(context, { ...running, ...waitFor(2_000) });
      equal(error, undefined);
      equal((value as { status: string }).status, 'running');
      equal(
        requests.map(({ url }) => url.split('?')[1]),
        ['timeoutMs=2000'],
      );
    },
  },
  {
    number: 183,
    name: "the loop's requests do not use the operation's own retries for cuts",
    async run(context) {
      const { error, requests } = await attempt(context, {
        speed,
        clock: speed,
        timeline: [
          { atMs: 0, status: 'running' },
          { atMs: 8_000, status: 'completed' },
        ],
        cut: { afterMs: 5_000 / speed, answer: { status: 504 } },
        make: ({ artu }) => artu.waitUntilCompleted({ id: executionId }, { maxWaitMs: 120_000 }),
      });
      equal(error, undefined);
      equal(requests.length, 2);
    },
  },
  {
    number: 184,
    name: 'window, grace and retries never exceed the time of the whole call',
    async run(context) {
      const { error, elapsedMs } = await attempt(context, {
        answers: [{ fault: 'silence' }],
        clock: speed,
        client: { totalTimeout: 5_000 },
        ...waitFor(30_000),
      });
      ok(error instanceof context.artu.ApiTimeoutError, `a timeout, got ${String(error)}`);
      between(elapsedMs * speed, [4_800, 10_000], 'elapsed');
      equal((await attempt(context, { answers: [execution()], ...waitFor(30_000) })).error, undefined);
    },
  },
];
