/** Patterns that can backtrack exponentially: reported, and never run on a long text. */
import { describe, expect, it } from 'vitest';
import { readSchemas } from '../../normalise/read-api.ts';
import { validatorsOf } from '../../support/validators-of.ts';

const slow = '^(a+)+$';
const hostile = `${'a'.repeat(50_000)}!`;

describe('a pattern that can take exponential time', () => {
  it.each([slow, '^(a|a)*$', '^(\\w+\\s?)*$', '(x+x+)+y', '^(?=a)(b+)+$', '(a)\\1(b+)*$'])(
    'is reported: %s',
    (pattern) => {
      const { api, diagnostics } = readSchemas({ A: { type: 'string', pattern } });
      expect(diagnostics.map(({ code, place }) => [code, place?.pointer])).toEqual([
        ['CW2017', '/components/schemas/A/pattern'],
      ]);
      expect(api.slowPatterns).toEqual([pattern]);
    },
  );

  it('is reported as a key of `patternProperties`', () => {
    const { diagnostics } = readSchemas({ A: { type: 'object', patternProperties: { [slow]: {} } } });
    expect(diagnostics.map(({ code }) => code)).toEqual(['CW2017']);
  });

  it.each(['^a+$', '^(?:\\d{1,3}\\.){3}\\d{1,3}$', '^[a-z0-9]+(?:-[a-z0-9]+)*$', '^(a|b)*$', '^x{2,}$'])(
    'is not this one: %s',
    (pattern) => {
      const { api, diagnostics } = readSchemas({ A: { type: 'string', pattern } });
      expect([diagnostics, api.slowPatterns]).toEqual([[], undefined]);
    },
  );

  it('is tested on short texts, and accepts long ones at once', async () => {
    const { validator } = await validatorsOf({
      Text: { type: 'object', properties: { a: { type: 'string', pattern: slow } } },
    });
    const text = validator('Text');
    expect(text.is({ a: 'aaa' }, { exact: true })).toBe(true);
    expect(text.is({ a: 'b' }, { exact: true })).toBe(false);
    expect(text.is({ a: hostile }, { exact: true })).toBe(true);
  });

  it('of keys is tested on short keys only', async () => {
    const { validator } = await validatorsOf({
      Shop: {
        type: 'object',
        patternProperties: { [slow]: { type: 'integer' } },
        additionalProperties: true,
      },
    });
    const shop = validator('Shop');
    expect(shop.is({ aa: 1, b: 'x' })).toBe(true);
    expect(shop.is({ aa: 'x' })).toBe(false);
    expect(shop.is({ [hostile]: 1 })).toBe(true);
  });
});
