import { describe, expect, it } from 'vitest';
import {
  deepObject,
  form,
  jsonQuery,
  pipeDelimited,
  spaceDelimited,
} from '../../templates/runtime/files/parameters.ts';

const array = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

/** The table of OpenAPI 3.1.1, section 4.8.12.4. */
describe('a style of a query parameter', () => {
  it.each([
    [form('color', ''), 'color='],
    [form('color', 'blue'), 'color=blue'],
    [form('color', array), 'color=blue&color=black&color=brown'],
    [form('color', array, { explode: false }), 'color=blue,black,brown'],
    [form('color', object), 'R=100&G=200&B=150'],
    [form('color', object, { explode: false }), 'color=R,100,G,200,B,150'],
    [form('pageable', { page: 0, sort: ['a', 'b,c'] }), 'page=0&sort=a&sort=b%2Cc'],
    [spaceDelimited('color', array), 'color=blue%20black%20brown'],
    [spaceDelimited('color', object), 'color=R%20100%20G%20200%20B%20150'],
    [pipeDelimited('color', array), 'color=blue%7Cblack%7Cbrown'],
    [deepObject('color', object), 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
    [deepObject('f', { a: { b: [1, 2] } }), 'f%5Ba%5D%5Bb%5D%5B0%5D=1&f%5Ba%5D%5Bb%5D%5B1%5D=2'],
    [jsonQuery('f', { a: [1] }), 'f=%7B%22a%22%3A%5B1%5D%7D'],
  ])('writes %s', (written, expected) => {
    expect(written).toBe(expected);
  });

  it.each([undefined, null, [], {}, [undefined], { a: undefined }])('leaves %o out', (value) => {
    for (const write of [form, spaceDelimited, pipeDelimited, deepObject]) expect(write('a', value)).toBe('');
    expect(form('a', value, { explode: false })).toBe('');
  });

  it('lets reserved characters stand, but none that would change the query', () => {
    expect(form('q', 'a/b?c:d&e=f#g+h%i', { allowReserved: true })).toBe('q=a/b?c:d%26e=f%23g%2Bh%25i');
    expect(form('q', '50%20%2x%', { allowReserved: true })).toBe('q=50%20%252x%25');
  });

  it('cannot be led out of its parameter', () => {
    expect([...new URLSearchParams(form('a&b=', 'c&d=e'))]).toEqual([['a&b=', 'c&d=e']]);
  });

  it.each([[[[1]]], [{ a: { b: 1 } }], [Symbol('a')], [Number.NaN]])(
    'refuses what has no text: %o',
    (value) => {
      expect(() => form('a', value)).toThrow(/parameter a/);
    },
  );

  it('refuses a value that holds itself', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(() => deepObject('a', circle)).toThrow(/nested too deeply/);
  });
});
