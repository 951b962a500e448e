import { describe, expect, it } from 'vitest';
import { anyOf } from '../../templates/runtime/files/alternatives.ts';
import { checkExactly, not } from '../../templates/runtime/files/assertions.ts';
import {
  array,
  boolean,
  knownMember,
  literal,
  number,
  record,
  string,
} from '../../templates/runtime/files/checks.ts';
import { maximum } from '../../templates/runtime/files/limits.ts';
import { findIssues, type Check } from '../../templates/runtime/files/validation.ts';

describe('issues', () => {
  it('come in the order of the value, each with its whole path', () => {
    expect(found(tables, { a: { x: [1, '2', 3], y: null }, b: 4, c: { z: ['5'] } })).toEqual([
      'a/x/1: number',
      'a/y: array',
      'b: object',
      'c/z/0: number',
    ]);
  });

  it('of alternatives are those of the nearest, where they were found', () => {
    const either: Check = (out, key, value) => anyOf(out, key, value, [numbers, texts]);
    const lists: Check = (out, key, value) => record(out, key, value, either);
    expect(found(lists, { a: [1, true], b: ['c', 'd', 5, 'e'], f: true })).toEqual([
      'a/1: number',
      'b/2: string',
      'f: array',
    ]);
  });

  it('of what is judged stand among the others', () => {
    const judged: Check = (out, key, value) => {
      boolean(out, key, value);
      checkExactly(out, key, value, numbers);
      not(out, key, value, texts);
      string(out, key, value);
    };
    const lists: Check = (out, key, value) => array(out, key, value, judged);
    expect(found(lists, [true, ['a']])).toEqual([
      '0: array',
      '0: string',
      '1: boolean',
      '1/0: number',
      '1: a value that the schema does not exclude',
      '1: string',
    ]);
  });

  it('show the value of a number that a limit, a constant or a list refuses, and the type of any other', () => {
    const percent: Check = (out, key, value) => number(out, key, value) && maximum(out, key, value, 100);
    const messageOf = (check: Check, value: unknown): string | undefined =>
      findIssues(check, value, { ...purpose, exact: true })?.[0]?.message;
    expect(messageOf(percent, 999)).toBe('expected number ≤ 100, received 999');
    expect(messageOf(percent, '999')).toBe('expected number, received string');
    expect(messageOf(number, Infinity)).toBe('expected number, received Infinity');
    expect(messageOf(string, 999)).toBe('expected string, received number');
    const version: Check = (out, key, value) => literal(out, key, value, 2);
    const sizes: Check = (out, key, value) => knownMember(out, key, value, [1, 2]);
    expect(messageOf(version, 999)).toBe('expected 2, received 999');
    expect(messageOf(sizes, -1)).toBe('expected one of 1,2, received -1');
    expect(messageOf(sizes, '1')).toBe('expected one of 1,2, received string');
  });

  it('of the value itself have no path', () => {
    expect(found(numbers, null)).toEqual([': array']);
    expect(findIssues(numbers, [1, 2], purpose)).toBeNull();
  });
});

const purpose = { direction: 'response', exact: false, closed: false, complete: false } as const;

const numbers: Check = (out, key, value) => array(out, key, value, number);
const texts: Check = (out, key, value) => array(out, key, value, string);
const rows: Check = (out, key, value) => record(out, key, value, numbers);
const tables: Check = (out, key, value) => record(out, key, value, rows);

/** `a/0: number` */
function found(check: Check, value: unknown): readonly string[] {
  return (findIssues(check, value, purpose) ?? []).map(
    ({ path, expected }) => `${path.join('/')}: ${expected}`,
  );
}
