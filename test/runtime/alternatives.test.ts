import { describe, expect, it } from 'vitest';
import { oneOf } from '../../templates/runtime/files/alternatives.ts';
import { leaveValue, number, object, string } from '../../templates/runtime/files/checks.ts';
import { findIssues, type Check, type Purpose } from '../../templates/runtime/files/validation.ts';

interface Token {
  readonly name: string;
  readonly mac: number;
}

const token: Check = (out, key, value) => {
  if (!object<Token>(out, key, value)) return;
  string(out, 'name', value.name);
  leaveValue(out, key);
};

/** A token with one key more: whatever is one is a token as well. */
const signedToken: Check = (out, key, value) => {
  if (!object<Token>(out, key, value)) return;
  string(out, 'name', value.name);
  number(out, 'mac', value.mac);
  leaveValue(out, key);
};

const either: Check = (out, key, value) => oneOf(out, key, value, [token, signedToken]);

function expected(value: unknown, purpose: Pick<Purpose, 'direction' | 'exact'>): readonly string[] {
  return (findIssues(either, value, { ...purpose, closed: purpose.exact, complete: false }) ?? []).map(
    (issue) => issue.expected,
  );
}

describe('a value that fits two alternatives of a oneOf', () => {
  const both = { name: 'a', mac: 1 };

  it('may be sent, and may be received', () => {
    expect(expected(both, { direction: 'request', exact: true })).toEqual([]);
    expect(expected(both, { direction: 'response', exact: false })).toEqual([]);
  });

  it('is none where it is parsed exactly', () => {
    expect(expected(both, { direction: 'response', exact: true })).toEqual(['exactly one alternative']);
    expect(expected({ name: 'a' }, { direction: 'response', exact: true })).toEqual([]);
  });
});

it('a value that fits no alternative of a oneOf is refused, whichever way it goes', () => {
  for (const direction of ['request', 'response'] as const)
    expect(expected({ mac: 'a' }, { direction, exact: true })).toEqual(['string']);
});
