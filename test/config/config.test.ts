import { expect, it } from 'vitest';
import { defineConfig } from '../../generator/config/config.ts';

it('gives back what it is given', () => {
  const config = { spec: 's.json', out: 'g' };
  expect(defineConfig(config)).toBe(config);
});

it('lets the compiler refuse what would be refused when it is read', () => {
  // @ts-expect-error a misspelt key
  defineConfig({ spec: 's.json', out: 'g', stirct: true });
  // @ts-expect-error no output folder
  defineConfig({ spec: 's.json' });
  // @ts-expect-error an order that there is not
  defineConfig({ spec: 's.json', out: 'g', propertyOrder: 'age' });
  defineConfig({ strict: true, apis: { a: { spec: 's.json', out: 'g' } } });
});
