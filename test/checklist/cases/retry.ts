/** When a call is made again, and when not: 1 to 31. */
import { equal } from '../assertions.ts';
import type { Case } from '../case.ts';
import { attempt, execution } from '../trial.ts';

export const cases: readonly Case[] = [
  {
    number: 1,
    name: '503 then 200: one retry, resolves',
    async run(context) {
      const { error, requests } = await attempt(context, { answers: [{ status: 503 }, execution()] });
      equal(error, undefined);
      equal(requests.length, 2);
    },
  },
];
