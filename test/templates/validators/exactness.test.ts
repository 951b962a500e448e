import { beforeAll, describe, expect, it } from 'vitest';
import { issuesIn, validatorsOf, type ValidatedPackage } from '../../support/validators-of.ts';

let made: ValidatedPackage;

/** As text, since an object with a member of that name passes for a promise. */
const fromOne: unknown = JSON.parse('{ "if": { "type": "number" }, "then": { "minimum": 1 } }');

beforeAll(async () => {
  made = await validatorsOf({
    Cents: { type: 'number', multipleOf: 0.0001 },
    Halves: { type: 'number', multipleOf: 0.123456789 },
    Two: { type: 'string', minLength: 2, maxLength: 2 },
    Letters: { type: 'string', pattern: String.raw`^\p{L}+$` },
    Old: { type: 'string', pattern: String.raw`^\-a$` },
    Distinct: { type: 'array', uniqueItems: true },
    Keyed: { type: 'object', additionalProperties: true, propertyNames: { pattern: '^x' } },
    One: {
      oneOf: [
        { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
        { type: 'object', required: ['b'], properties: { b: { type: 'string' } } },
      ],
    },
    Closed: { type: 'object', properties: { a: {} }, additionalProperties: false },
    Anything: { not: { type: 'string' } },
    There: {
      type: 'object',
      required: ['negated', 'conditional', 'referred', 'either'],
      properties: {
        negated: { not: { type: 'string' } },
        conditional: fromOne,
        referred: { $ref: '#/components/schemas/Anything' },
        either: { anyOf: [{ type: 'string' }, { not: { type: 'number' } }] },
      },
    },
    Paid: {
      type: 'object',
      properties: { card: { type: 'string' }, name: { type: 'string' } },
      dependentRequired: { card: ['name'] },
      not: { required: ['cash'] },
    },
  });
});

const exact = { exact: true };

describe('everything that a schema says, where it is to be exact', () => {
  it.each([
    ['Cents', [0.0075, 12.3456, 1e300], [0.00751, 1e-5]],
    ['Halves', [0, 0.246913578], [1e308, 1]],
    ['Two', ['ab', '😀😀'], ['😀', 'abc', '😀😀😀']],
    ['Letters', ['äß'], ['a1']],
    ['Old', ['-a'], ['a']],
    [
      'Distinct',
      [[1, '1', [1], { a: 1 }], []],
      [
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
        [1, 1],
        [[], []],
      ],
    ],
    ['Keyed', [{ xa: 1 }], [{ a: 1 }]],
    ['One', [{ a: 'x' }, { b: 'x' }], [{}, { a: 'x', b: 'x' }]],
    ['Closed', [{ a: 1 }], [{ a: 1, b: 2 }]],
    [
      'There',
      [{ negated: 1, conditional: null, referred: 1, either: 'x' }],
      [
        { conditional: null, referred: 1, either: 'x' },
        { negated: 1, referred: 1, either: 'x' },
        { negated: 1, conditional: null, either: 'x' },
        { negated: 1, conditional: null, referred: 1 },
      ],
    ],
    ['Paid', [{}, { card: 'x', name: 'y' }], [{ card: 'x' }, { cash: 1 }]],
  ] as const)('%s', (name, right, wrong) => {
    const validator = made.validator(name);
    for (const value of right) expect(issuesIn(validator, value, exact), JSON.stringify(value)).toEqual([]);
    for (const value of wrong) {
      expect(issuesIn(validator, value, exact), JSON.stringify(value)).toHaveLength(1);
    }
  });

  it('binds no response that is read as usual, but for its types', () => {
    const loose: readonly (readonly [string, unknown])[] = [
      ['Cents', 1e-5],
      ['Two', 'abc'],
      ['Distinct', [1, 1]],
      ['One', { a: 'x', b: 'x' }],
      ['Closed', { b: 2 }],
      ['Paid', { cash: 1 }],
    ];
    for (const [name, value] of loose) expect(issuesIn(made.validator(name), value), name).toEqual([]);
  });
});
