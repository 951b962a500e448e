import { describe, expect, it } from 'vitest';
import {
  form,
  headerText,
  pipeDelimited,
  spaceDelimited,
  deepObject,
} from '../../templates/runtime/files/parameters.ts';
import { fieldsValidator, type FieldText } from '../../templates/runtime/files/received-fields.ts';
import { unchecked } from '../../templates/runtime/files/validated.ts';

const list = [1, 20, 3];
const point = { x: 1, y: -2.5 };
const members = { x: ['number'], y: ['number'] } as const;
const number = ['number'] as const;

function read(fields: Parameters<ReturnType<typeof fieldsValidator>['parse']>[0], text: FieldText): unknown {
  return fieldsValidator(unchecked, { a: text }, fields instanceof Headers).parse(fields);
}

/** What a client of this package sends is what a server that uses it reads. */
describe('a field', () => {
  it.each<[string, string, unknown, FieldText]>([
    ['a number', form('a', 5), 5, { types: number }],
    ['a text that looks like a number', form('a', '5'), '5', {}],
    ['a boolean', form('a', true), true, { types: ['boolean'] }],
    ['a bigint', form('a', -9_007_199_254_740_993n), -9_007_199_254_740_993n, { types: ['bigint'] }],
    ['a list', form('a', list), list, { types: number, list: '' }],
    ['a list with commas', form('a', list, { explode: false }), list, { types: number, list: ',' }],
    ['a list with spaces', spaceDelimited('a', list), list, { types: number, list: ' ' }],
    ['a list with bars', pipeDelimited('a', list), list, { types: number, list: '|' }],
    ['an object', form('a', point), point, { members, written: 'own' }],
    ['an object with commas', form('a', point, { explode: false }), point, { members }],
    ['an object with spaces', spaceDelimited('a', point), point, { members, list: ' ' }],
    ['a deep object', deepObject('a', point), point, { members, written: 'deep' }],
    ['a map', deepObject('a', { z: 1 }), { z: 1 }, { members: {}, types: number, written: 'deep' }],
  ])('of a query reads %s', (_title, query, value, text) => {
    expect(read(new URLSearchParams(query), text)).toEqual({ a: value });
  });

  it.each<[string, string | undefined, unknown, FieldText]>([
    ['a number', headerText('a', 5), 5, { types: number }],
    ['a list', headerText('a', list), list, { types: number, list: ',' }],
    ['an empty list', headerText('a', []), [], { types: number, list: ',' }],
    ['an object', headerText('a', point), point, { members }],
    ['an object with equal signs', headerText('a', point, true), point, { members, written: 'keyed' }],
  ])('of a header reads %s', (_title, header = '', value, text) => {
    expect(read(new Headers({ A: header }), text)).toEqual({ a: value });
  });

  it.each<FieldText>([
    {},
    { list: ',' },
    { list: '' },
    { json: true },
    { members },
    { members, written: 'deep' },
  ])('that is absent has no value: %o', (text) => {
    expect(read(new URLSearchParams('b=1'), text)).toEqual({});
    expect(read({ a: undefined }, text)).toEqual({});
  });

  it.each(['', ' 1', '01', '1.', '.5', '+1', '0x1', '1e999', 'NaN', 'Infinity', 'null'])(
    'that is no number stays text: %j',
    (text) => {
      expect(read({ a: text }, { types: ['bigint', 'boolean', 'number'] })).toEqual({ a: text });
    },
  );

  it('is read in linear time', () => {
    const query = new URLSearchParams('&a=1'.repeat(200_000));
    expect(read(query, { types: number, list: '' })).toHaveProperty('a.length', 200_000);
  });

  it('cannot reach a prototype', () => {
    const query = new URLSearchParams('a[__proto__]=1');
    const read = fieldsValidator<{ a?: object }>(unchecked as never, { a: { members: {}, written: 'deep' } });
    expect(Object.getPrototypeOf(read.parse(query).a)).toBe(Object.prototype);
  });
});
