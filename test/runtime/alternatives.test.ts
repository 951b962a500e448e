import { describe, expect, it } from 'vitest';
import { anyOf, oneOf } from '../../templates/runtime/files/alternatives.ts';
import { array, leaveValue, number, object, string } from '../../templates/runtime/files/checks.ts';
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

describe('alternatives in alternatives', () => {
  interface Node {
    readonly value: string | number;
    readonly child?: unknown;
  }

  const ofText: Check = (out, key, value) => {
    if (!object<Node>(out, key, value)) return;
    string(out, 'value', value.value);
    if (value.child !== undefined) node(out, 'child', value.child);
    leaveValue(out, key);
  };

  const ofNumber: Check = (out, key, value) => {
    if (!object<Node>(out, key, value)) return;
    number(out, 'value', value.value);
    if (value.child !== undefined) node(out, 'child', value.child);
    leaveValue(out, key);
  };

  const node: Check = (out, key, value) => anyOf(out, key, value, [ofText, ofNumber]);

  const nested = (levels: number, last: unknown): Node =>
    Array.from({ length: levels }).reduce<Node>(
      (child, _, index) => ({ value: index % 2 === 0 ? index : 'text', child }),
      { value: last as string },
    );

  const purpose = { direction: 'response', exact: false, closed: false, complete: false } as const;

  it.each([18, 200])('accept a valid value that is nested %i levels deep', (levels) => {
    expect(findIssues(node, nested(levels, 'end'), purpose)).toBeNull();
  });

  it('refuse an invalid one, and name the place of its fault', () => {
    const issues = findIssues(node, nested(60, true), purpose) ?? [];
    expect(issues.at(-1)?.path).toEqual([...Array.from({ length: 60 }, () => 'child'), 'value']);
    expect(issues.every(({ path }) => path.every((key) => key !== undefined))).toBe(true);
  });

  it('accept a long list', () => {
    const items: Check = (out, key, value) => array(out, key, value, node);
    const list = Array.from({ length: 200_000 }, (_, index) => ({ value: index }));
    expect(findIssues(items, list, purpose)).toBeNull();
  });

  it('judge one object in two places by each of them', () => {
    const shared = { value: true };
    const pair: Check = (out, key, value) => {
      if (!object<Record<'a' | 'b', unknown>>(out, key, value)) return;
      node(out, 'a', value.a);
      node(out, 'b', value.b);
      leaveValue(out, key);
    };
    const issues = findIssues(pair, { a: shared, b: shared }, purpose) ?? [];
    expect(issues.map(({ path }) => path.join('/'))).toEqual(['a/value', 'b/value']);
  });
});
