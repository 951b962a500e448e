import { describe, expect, it } from 'vitest';
import { isRetryAsked, retryAfter } from '../../templates/runtime/files/retry.ts';

const date = Date.UTC(2033, 10, 6, 8, 49, 37);

function asked(headers: Record<string, string>, status = 503): number | undefined {
  return retryAfter(new Response(null, { status, headers }), date - 10_000);
}

describe('a hint of the server', () => {
  it.each<[Record<string, string>, number | undefined]>([
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': '1.5' }, 1_500],
    [{ 'retry-after': '7', 'retry-after-ms': '300' }, 300],
    [{ 'retry-after': '0' }, 50],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': '0x10' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'ratelimit-reset': '3000' }, undefined],
    [{}, undefined],
  ])('%o asks for %s ms', (headers, afterMs) => {
    expect(asked(headers)).toBe(afterMs);
  });

  it.each(['Sun, 06 Nov 2033 08:49:37 GMT', 'Sunday, 06-Nov-33 08:49:37 GMT', 'Sun Nov  6 08:49:37 2033'])(
    'may be a date in any form of HTTP: %s',
    (text) => {
      expect(asked({ 'retry-after': text })).toBe(10_000);
    },
  );

  it.each([
    'Sun, 06 Nov 1994 08:00:00 GMT',
    'Sun, 06 Xyz 2033 08:49:37 GMT',
    'Sun, 06 Nov 2033 08:49:37 CET',
    '2033-11-06T08:49:37Z',
  ])('is none where the date is past, or in no such form: %s', (text) => {
    expect(asked({ 'retry-after': text })).toBeUndefined();
  });

  it('is the end of the rate limit where that was passed', () => {
    expect(asked({ 'ratelimit-reset': '3' }, 429)).toBe(3_000);
  });

  it.each([
    ['true', true],
    ['false', false],
    ['maybe', undefined],
  ])('x-should-retry: %s', (value, retry) => {
    expect(isRetryAsked(new Headers({ 'x-should-retry': value }))).toBe(retry);
  });
});
