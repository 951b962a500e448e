/** What the server says about when to try again: 10 to 19. */
import { between, equal, has, ok } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import { attempt, execution, type Tried } from '../trial.ts';

type Headers = Readonly<Record<string, string>>;

/** New Year's Day 2026, midnight: dates in headers are counted from it. */
const dateMs = Date.UTC(2026, 0, 1);

/** The delay before the second attempt, where the first answer has these headers. */
async function delayAfter(context: Context, headers: Headers): Promise<number> {
  const { delays, error } = await attempt(context, {
    answers: [{ status: 503, headers }, execution()],
    dateMs,
  });
  equal(error, undefined);
  equal(delays.length, 1, 'delays');
  return delays[0] ?? 0;
}

/** Up to a fifth later is fine, earlier is not. */
function honoured(number: number, what: string, [headers, ms]: readonly [Headers, number]): Case {
  return {
    number,
    name: `${what} is waited for`,
    async run(context) {
      between(await delayAfter(context, headers), [ms, ms * 1.2], 'delay');
    },
  };
}

function asIfNotThere(number: number, what: string, texts: readonly string[]): Case {
  return {
    number,
    name: `${what}: the usual delay`,
    async run(context) {
      for (const text of texts) between(await delayAfter(context, { 'retry-after': text }), [250, 500], text);
    },
  };
}

function tooLong(context: Context, seconds: string, totalTimeout?: number): Promise<Tried> {
  const answers = [{ status: 429, headers: { 'retry-after': seconds } }, execution()];
  return attempt(context, { answers, client: { totalTimeout } });
}

export const cases: readonly Case[] = [
  honoured(10, 'Retry-After in seconds', [{ 'retry-after': '2' }, 2_000]),
  honoured(11, 'Retry-After as a date', [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:03 GMT' }, 3_000]),
  honoured(12, 'a date of RFC 850', [{ 'retry-after': 'Thursday, 01-Jan-26 00:00:03 GMT' }, 3_000]),
  honoured(12, 'a date of asctime', [{ 'retry-after': 'Thu Jan  1 00:00:03 2026' }, 3_000]),
  honoured(13, 'retry-after-ms', [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 1_500]),
  honoured(14, 'a part of a second', [{ 'retry-after': '1.5' }, 1_500]),
  asIfNotThere(15, 'a Retry-After that says nothing', ['soon', '12 monkeys', 'NaN', '0x10']),
  asIfNotThere(16, 'a time that is negative or past', ['-5', 'Wed, 31 Dec 2025 23:59:00 GMT']),
  {
    number: 17,
    name: 'Retry-After 0: no hot loop',
    async run(context) {
      ok((await delayAfter(context, { 'retry-after': '0' })) >= 50, 'at least 50 ms');
    },
  },
  {
    number: 18,
    name: 'Retry-After 3600: fails at once and says it',
    async run(context) {
      const { error, requests, delays } = await tooLong(context, '3600');
      has(error, { name: 'ApiStatusError', status: 429, retryAfterMs: 3_600_000 });
      equal([requests.length, delays.length], [1, 0]);
    },
  },
  {
    number: 19,
    name: 'a time beyond that of the whole call: fails at once and says it',
    async run(context) {
      const { error, requests } = await tooLong(context, '20', 10_000);
      has(error, { name: 'ApiStatusError', status: 429, retryAfterMs: 20_000 });
      equal(requests.length, 1);
    },
  },
];
