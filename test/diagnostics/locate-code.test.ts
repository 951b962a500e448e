import { describe, expect, it } from 'vitest';
import { locateInCode } from '../../generator/diagnostics/locate.ts';

const text = `export default {
  apis: {
    'a/b': { spec: 's', strcit: true },
    c: { spec: 't', out },
  },
};
`;

describe('locateInCode', () => {
  it.each([
    ['/apis', 2, 3],
    ['/apis/a~1b', 3, 5],
    ['/apis/a~1b/strcit', 3, 25],
    ['/apis/c/out', 4, 21],
  ])('finds %s, which is written once', (pointer, line, column) => {
    expect(locateInCode(text, pointer)).toEqual({ line, column });
  });

  it.each([['/apis/c/spec'], ['/nowhere'], [''], ['/']])('does not guess where %j is', (pointer) => {
    expect(locateInCode(text, pointer)).toBeNull();
  });

  it('takes no key for a pattern', () => {
    expect(locateInCode('({ aXb: 1, "a.b": 2 })', '/a.b')).toEqual({ line: 1, column: 12 });
    expect(locateInCode('({ a: 1 })', '/(a+)+$')).toBeNull();
  });
});
