import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandPath, joinUrl, label, list, matrix, parseBaseUrl } from '../../templates/runtime/files/url.ts';
import { ApiRequestError } from '../../templates/runtime/files/errors.ts';

const template = '/executions/{id}/files';

describe('a path parameter', () => {
  it.each([
    ['a/b', 'a%2Fb'],
    ['a?b#c', 'a%3Fb%23c'],
    ['a;b', 'a%3Bb'],
    ['..%2f', '..%252f'],
    ['%2e%2e', '%252e%252e'],
    ['\\..\\', '%5C..%5C'],
    ['ä😀', '%C3%A4%F0%9F%98%80'],
    ["!'()*", '%21%27%28%29%2A'],
    [12, '12'],
    [-0, '0'],
    [10n ** 20n, '100000000000000000000'],
    [true, 'true'],
    [new Date(0), '1970-01-01T00%3A00%3A00.000Z'],
  ])('%s is written as %s', (id, written) => {
    expect(expandPath(template, { id })).toBe(`/executions/${written}/files`);
  });

  it.each(['', '.', '..', null, undefined, Number.NaN, Infinity, new Date(Number.NaN), '\uD800'])(
    '%j is refused',
    (id) => {
      expect(() => expandPath(template, { id })).toThrow(ApiRequestError);
    },
  );

  it('is refused by its name where it is missing, also where every object has such a member', () => {
    expect(() => expandPath('/{id}', {})).toThrow('The path parameter id is missing or empty.');
    expect(() => expandPath('/{toString}', {})).toThrow('The path parameter toString is missing or empty.');
  });

  it('cannot make a step up together with another', () => {
    expect(() => expandPath('/{a}{b}', { a: '.', b: '.' })).toThrow(ApiRequestError);
    expect(expandPath('/{a}.{b}', { a: 'x', b: 'tar' })).toBe('/x.tar');
  });

  it('never leaves its segment', () => {
    const base = new URL('https://api.artu.ai/v1');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (id) => {
        fc.pre(id !== '.' && id !== '..');
        const { pathname, search, hash } = joinUrl(base, expandPath(template, { id }), []);
        expect(pathname.split('/')).toHaveLength(5);
        expect([decodeURIComponent(pathname.split('/')[3] ?? ''), search, hash]).toEqual([id, '', '']);
      }),
    );
  });
});

/** The table of OpenAPI 3.1.1, section 4.8.12.4. */
describe('a style of a path parameter', () => {
  const object = { R: 100, G: 200, B: 150 };
  const array = ['blue', 'black', 'brown'];

  it.each([
    [list('color', array), 'blue,black,brown'],
    [list('color', object), 'R,100,G,200,B,150'],
    [list('color', object, true), 'R=100,G=200,B=150'],
    [label('color', 'blue'), '.blue'],
    [label('color', array), '.blue,black,brown'],
    [label('color', array, true), '.blue.black.brown'],
    [label('color', object), '.R,100,G,200,B,150'],
    [label('color', object, true), '.R=100.G=200.B=150'],
    [matrix('color', 'blue'), ';color=blue'],
    [matrix('color', array), ';color=blue,black,brown'],
    [matrix('color', array, true), ';color=blue;color=black;color=brown'],
    [matrix('color', object), ';color=R,100,G,200,B,150'],
    [matrix('color', object, true), ';R=100;G=200;B=150'],
  ])('writes %o', (color, written) => {
    expect(expandPath('/{color}', { color })).toBe(`/${written}`);
  });
});

describe('a base URL', () => {
  it.each([
    ['https://api.artu.ai', 'https://api.artu.ai/a?b=1'],
    ['https://api.artu.ai/', 'https://api.artu.ai/a?b=1'],
    ['https://api.artu.ai/v1/', 'https://api.artu.ai/v1/a?b=1'],
    ['https://api.artu.ai/v1?tenant=7', 'https://api.artu.ai/v1/a?tenant=7&b=1'],
  ])('%s keeps what it has', (base, joined) => {
    expect(joinUrl(parseBaseUrl(base), '/a', ['b=1', '']).href).toBe(joined);
  });

  it.each(['', '/v1', 'ftp://artu.ai', 'javascript:alert(1)', 'https://user:secret@artu.ai'])(
    '%s is refused by the name of the option',
    (base) => {
      expect(() => parseBaseUrl(base)).toThrow(/^The option baseUrl must (?!.*secret)/);
    },
  );
});
