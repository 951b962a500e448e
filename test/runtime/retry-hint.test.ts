import { describe, expect, it } from 'vitest';
import { parseHttpDate } from '../../templates/runtime/files/http-date.ts';
import { readRetryHint } from '../../templates/runtime/files/retry-hint.ts';

const date = Date.UTC(1994, 10, 6, 8, 49, 37);

function hint(headers: Record<string, string>, status = 503): ReturnType<typeof readRetryHint> {
  return readRetryHint(new Response(null, { status, headers }), date - 10_000);
}

describe('a date of HTTP', () => {
  it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])('is read as %s', (text) => {
    expect(parseHttpDate(text)).toBe(date);
  });

  it('with two digits of a year is of this century', () => {
    expect(parseHttpDate('Sunday, 06-Nov-33 08:49:37 GMT')).toBe(Date.UTC(2033, 10, 6, 8, 49, 37));
  });

  it.each([
    '',
    '12',
    '2026-01-01T00:00:00Z',
    'Sun, 06 Xyz 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 CET',
  ])('is not read from %j', (text) => {
    expect(parseHttpDate(text)).toBeUndefined();
  });
});

describe('a hint of the server', () => {
  it.each<[Record<string, string>, number | undefined]>([
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': '1.5' }, 1_500],
    [{ 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' }, 10_000],
    [{ 'retry-after': '7', 'retry-after-ms': '300' }, 300],
    [{ 'retry-after': '0' }, 50],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': 'Sun, 06 Nov 1994 08:00:00 GMT' }, undefined],
    [{ 'ratelimit-reset': '3000' }, undefined],
    [{}, undefined],
  ])('%o asks for %s ms', (headers, afterMs) => {
    expect(hint(headers).afterMs).toBe(afterMs);
  });

  it('is the end of the rate limit where that was passed', () => {
    expect(hint({ 'ratelimit-reset': '3' }, 429).afterMs).toBe(3_000);
  });

  it.each([
    ['true', true],
    ['false', false],
    ['maybe', undefined],
  ])('x-should-retry: %s', (value, retry) => {
    expect(hint({ 'x-should-retry': value }).retry).toBe(retry);
  });
});
