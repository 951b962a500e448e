/** Members of enums that the API added later, as the runtime makes and recognises them. */
import { describe, expect, it } from 'vitest';
import { knownMember, member } from '../../templates/runtime/files/checks.ts';
import { isKnown, later } from '../../templates/runtime/files/enumerations.ts';
import { findIssues, type Check } from '../../templates/runtime/files/validation.ts';

const statuses = ['on', 'off'] as const;
const codes = [200, 404] as const;

const status: Check = (out, key, value) => member(out, key, value, statuses);
const code: Check = (out, key, value) => member(out, key, value, codes);
const closed: Check = (out, key, value) => knownMember(out, key, value, statuses);

describe('a member that came later', () => {
  it('is the value that it was made of', () => {
    expect(later('paused')).toBe('paused');
    expect(later(503)).toBe(503);
  });

  it.each(['request', 'response'] as const)('passes in a %s, unless only known ones may', (direction) => {
    const isValid = (check: Check, value: unknown, isClosed = false): boolean =>
      findIssues(check, value, { direction, exact: true, closed: isClosed, complete: false }) === null;
    expect(isValid(status, 'paused')).toBe(true);
    expect(isValid(status, 'paused', true)).toBe(false);
    expect(isValid(status, 'on', true)).toBe(true);
    expect(isValid(closed, 'paused')).toBe(false);
    expect(isValid(code, 503)).toBe(true);
    expect(isValid(code, 503, true)).toBe(false);
  });

  it('is of the type of the others, and a number that JSON has', () => {
    const purpose = { direction: 'request', exact: true, closed: false, complete: false } as const;
    for (const value of [7, null, undefined, ['on'], true])
      expect(findIssues(status, value, purpose), String(value)).not.toBeNull();
    for (const value of ['200', Number.NaN, Number.POSITIVE_INFINITY, 200n])
      expect(findIssues(code, value, purpose), String(value)).not.toBeNull();
  });

  it('is not known', () => {
    expect(isKnown(statuses, 'on')).toBe(true);
    expect(isKnown(statuses, later('paused'))).toBe(false);
    expect(isKnown(codes, '200')).toBe(false);
  });
});
