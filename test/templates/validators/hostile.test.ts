import { beforeAll, describe, expect, it } from 'vitest';
import { issuesIn, nested, validatorsOf, type ValidatedPackage } from '../../support/validators-of.ts';

let made: ValidatedPackage;

beforeAll(async () => {
  made = await validatorsOf({
    Tree: { type: 'object', properties: { inner: { $ref: '#/components/schemas/Tree' }, n: { default: 1 } } },
    Lists: { type: 'array', items: { $ref: '#/components/schemas/Lists' } },
    Either: {
      anyOf: [
        { type: 'object', required: ['a'], properties: { a: { $ref: '#/components/schemas/Either' } } },
        { type: 'string' },
      ],
    },
    Twin: {
      anyOf: ['a', 'b'].map((name) => ({
        type: 'object',
        required: ['twin'],
        properties: { twin: { $ref: '#/components/schemas/Twin' }, [name]: { type: 'string' } },
      })),
    },
    Unique: { type: 'array', uniqueItems: true },
    Constant: { type: 'object', properties: { c: { const: { a: [1, { b: 2 }] } } } },
    Numbers: { type: 'array', items: { type: 'number' } },
    Counts: { type: 'object', additionalProperties: { type: 'integer' } },
    Named: {
      type: 'object',
      required: ['toString', '__proto__'],
      properties: { toString: { type: 'string', minLength: 2 }, ['__proto__']: { type: 'integer' } },
    },
  });
});

const deep = 100_000;

describe('a body that wants to do harm', () => {
  it.each([
    ['Tree', (inner: unknown) => ({ inner: inner ?? {} })],
    ['Lists', (inner: unknown) => (inner === null ? [] : [inner])],
    ['Either', (inner: unknown) => ({ a: inner ?? 'end' })],
  ] as const)('is an issue, not an exception, where it is too deep: %s', (name, around) => {
    const validator = made.validator(name);
    const body = nested(deep, around);
    expect(issuesIn(validator, body).at(0)).toContain('nesting of at most 500');
    expect(validator.is(body)).toBe(false);
    expect(() => validator.parse(body)).toThrow('nesting of at most 500');
  });

  it('is compared with constants and with itself, however deep', () => {
    const body = nested(deep, (inner) => [inner]);
    expect(issuesIn(made.validator('Constant'), { c: { a: [1, body] } })).toEqual(['/c: {"a":[1,{"b":2}]}']);
    expect(issuesIn(made.validator('Unique'), [body, body], { exact: true })).toEqual([
      '/: nesting of at most 500',
    ]);
  });

  it('gets no longer list of issues than anybody reads', () => {
    const body = Array.from({ length: 100_000 }, () => 'no number');
    expect(issuesIn(made.validator('Numbers'), body)).toHaveLength(1_000);
  });

  it('cannot make alternatives within alternatives take for ever', () => {
    const body = nested(60, (twin) => ({ twin }));
    expect(issuesIn(made.validator('Twin'), body).length).toBeGreaterThan(0);
  });

  it('cannot say infinity', () => {
    expect(issuesIn(made.validator('Numbers'), JSON.parse('[1e400, -1e400]'))).toEqual([
      '/0: number',
      '/1: number',
    ]);
  });

  it('has the keys of its own only, also those with the names of every object', () => {
    const named = made.validator('Named');
    expect(issuesIn(named, {})).toEqual(['/__proto__: integer', '/toString: string']);
    expect(issuesIn(named, JSON.parse('{"toString":"ab","__proto__":1}'))).toEqual([]);
    expect(issuesIn(made.validator('Counts'), JSON.parse('{"__proto__":"bad"}'))).toEqual([
      '/__proto__: integer',
    ]);
  });
});
