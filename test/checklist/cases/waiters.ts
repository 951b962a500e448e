/** Long-polls and waiters, W1 to W44. */
import type { Case } from '../case.ts';
import { equal } from '../assertions.ts';
import { executionId, settle, transportTo } from '../trial.ts';

export const cases: readonly Case[] = [
  {
    number: 'W1',
    name: 'a state that is terminal at the first response: one request, no delay',
    async run(context) {
      const server = await context.serve({ timeline: [{ atMs: 0, status: 'completed' }] });
      const transport = transportTo(context, server);
      const { value, requests } = await settle(server, () =>
        context.executions.waitUntilCompleted(transport, { id: executionId }, { maxWaitMs: 60_000 }),
      );
      equal((value as { status: string }).status, 'completed');
      equal(requests.length, 1);
    },
  },
];
