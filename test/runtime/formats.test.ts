import { describe, expect, it } from 'vitest';
import { date, dateTime, time, uuid, type FormatCheck } from '../../templates/runtime/files/formats.ts';
import { findIssues } from '../../templates/runtime/files/validation.ts';

describe('a date', () => {
  it('is a day of the calendar, also of years that are no leap years although four divides them', () => {
    for (const year of [0, 4, 100, 1900, 1999, 2000, 2023, 2024, 2100, 2400, 9999]) {
      for (const [text, isDay] of daysOf(year)) expect([text, isOf(date, text)]).toEqual([text, isDay]);
    }
  });

  it('has a time behind it where it is a point in time', () => {
    for (const text of ['2024-02-29T23:59:59Z', '2024-02-29t00:00:00.5+23:59'])
      expect(isOf(dateTime, text)).toBe(true);
    for (const text of ['2023-02-29T00:00:00Z', '2024-02-29 00:00:00Z', '2024-02-29', '2024-02-29T24:00:00Z'])
      expect(isOf(dateTime, text)).toBe(false);
  });
});

describe('a leap second', () => {
  it('is at the end of a day in UTC', () => {
    for (const text of ['23:59:60Z', '23:59:60.5z', '00:29:60+00:30', '15:59:60-08:00', '23:29:60+23:30'])
      expect([text, isOf(time, text)]).toEqual([text, true]);
    for (const text of [
      '22:59:60Z',
      '23:58:60Z',
      '23:59:60+00:30',
      '15:59:60+08:00',
      '23:59:61Z',
      '23:60:60Z',
    ])
      expect([text, isOf(time, text)]).toEqual([text, false]);
  });
});

describe('a uuid', () => {
  it('has 32 digits in five groups, of any version and variant', () => {
    const digits = '0123456789abcdefABCDEF0000000000';
    const grouped = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    expect(isOf(uuid, grouped)).toBe(true);
    for (const text of [digits, `${grouped}0`, grouped.slice(1), grouped.replace('f', 'g')])
      expect([text, isOf(uuid, text)]).toEqual([text, false]);
  });
});

function isOf(check: FormatCheck, text: string): boolean {
  return (
    findIssues(check, text, { direction: 'response', exact: true, closed: true, complete: false }) === null
  );
}

/** Every month and day from 00 to 32 of a year, and whether the calendar has it. */
function* daysOf(year: number): Generator<readonly [text: string, isDay: boolean]> {
  for (let month = 0; month <= 13; month += 1) {
    for (let day = 0; day <= 32; day += 1) {
      const text = [String(year).padStart(4, '0'), pad(month), pad(day)].join('-');
      const parsed = new Date(`${text}T00:00:00Z`);
      yield [text, !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text)];
    }
  }
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
