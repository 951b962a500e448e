import { describe, expect, it } from 'vitest';
import type { RepresentedTypes } from '../../../generator/api/api.ts';
import { validatorsOf } from '../../support/validators-of.ts';

const inner = { $ref: '#/components/schemas/Inner' };

const schemas = {
  Inner: {
    type: 'object',
    properties: {
      kind: { type: 'string', default: 'plain' },
      at: { type: 'string', format: 'date-time' },
    },
  },
  Shelf: { type: 'object', properties: { name: { type: 'string' } }, additionalProperties: inner },
  Lists: {
    type: 'object',
    properties: { name: { type: 'string' } },
    additionalProperties: { type: 'array', items: { anyOf: [inner, { type: 'null' }] } },
  },
  Either: {
    type: 'object',
    properties: {
      buckets: {
        oneOf: [
          { type: 'object', additionalProperties: inner },
          { type: 'array', items: inner },
          { type: 'string' },
          { type: 'null' },
        ],
      },
    },
  },
  Patterned: {
    type: 'object',
    properties: { name: { type: 'string' } },
    patternProperties: {
      '^at_': { type: 'string', format: 'date-time' },
      '^in': inner,
      long$: { type: 'integer', format: 'int64' },
      '^text_': { type: 'string' },
    },
    additionalProperties: inner,
  },
};

async function parsed(name: string, value: unknown, types?: RepresentedTypes): Promise<unknown> {
  const { validator } = await validatorsOf(schemas, types && { types });
  return validator(name).parse(value);
}

const time = '2020-01-01T00:00:00Z';
const date = new Date(time);

describe('what an object does not declare', () => {
  it('has its defaults filled in', async () => {
    expect(await parsed('Shelf', { name: 'x', a: {}, __b: { kind: 'y' } })).toEqual({
      name: 'x',
      a: { kind: 'plain' },
      __b: { kind: 'y' },
    });
  });

  it('has them filled in where it is a list', async () => {
    expect(await parsed('Lists', { name: 'x', a: [{}, null] })).toEqual({
      name: 'x',
      a: [{ kind: 'plain' }, null],
    });
  });

  it.each([
    ['a map', { a: {} }, { a: { kind: 'plain' } }],
    ['a list', [{}], [{ kind: 'plain' }]],
    ['a text', 'a', 'a'],
    ['null', null, null],
  ])('has them filled in where it may also be something else: %s', async (_, buckets, filled) => {
    expect(await parsed('Either', { buckets: structuredClone(buckets) })).toEqual({ buckets: filled });
    const types: RepresentedTypes = { dateTime: 'Date' };
    expect(await parsed('Either', { buckets: structuredClone(buckets) }, types)).toEqual({ buckets: filled });
  });

  it('becomes what callers have for it where it may also be something else', async () => {
    const types: RepresentedTypes = { dateTime: 'Date' };
    const filled = { a: { kind: 'plain', at: date } };
    expect(await parsed('Either', { buckets: { a: { at: time } } }, types)).toEqual({ buckets: filled });
  });

  it('is filled in by what its key is like', async () => {
    const value = { name: 'x', at_b: time, inside: {}, long: 5, text_a: time, other: {} };
    expect(await parsed('Patterned', value)).toEqual({
      ...value,
      inside: { kind: 'plain' },
      other: { kind: 'plain' },
    });
  });

  it('becomes what callers have for it, by what its key is like', async () => {
    const value = { name: 'x', at_b: time, inside: { at: time }, long: 5, text_a: time, other: {} };
    expect(await parsed('Patterned', value, { int64: 'bigint', dateTime: 'Date' })).toEqual({
      name: 'x',
      at_b: date,
      inside: { kind: 'plain', at: date },
      long: 5n,
      text_a: time,
      other: { kind: 'plain' },
    });
  });
});
