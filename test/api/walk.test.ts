/** Steps into schemas, and the same schema with its children replaced. */
import { describe, expect, it } from 'vitest';
import { noDocs } from '../../generator/api/docs.ts';
import { deepFreeze } from '../../generator/api/freeze.ts';
import type { Schema } from '../../generator/api/schema.ts';
import { childrenOf, mapChildren } from '../../generator/api/walk.ts';

const shared = { docs: noDocs, place: { file: 'a.json', pointer: '' } };
const text: Schema = { kind: 'string', format: null, limits: {}, ...shared };
const flag: Schema = { kind: 'boolean', ...shared };
const property = {
  name: 'p',
  required: true,
  schema: text,
  default: undefined,
  access: 'both' as const,
  ...shared,
};

const parents: readonly Schema[] = [
  { kind: 'array', items: text, limits: {}, ...shared },
  { kind: 'tuple', items: [text, text], required: 1, rest: text, limits: {}, ...shared },
  { kind: 'object', properties: [property], rest: text, limits: {}, ...shared },
  { kind: 'record', keys: text, values: text, limits: {}, ...shared },
  { kind: 'union', members: [text, text], exclusive: false, discriminator: null, ...shared },
  { kind: 'intersection', members: [text, text], ...shared },
];

describe.each(parents.map((parent) => [parent.kind, parent] as const))('%s', (_, parent) => {
  it('has all its children replaced, each once, by the steps that lead to them', () => {
    const steps: unknown[] = [];
    const changed = mapChildren(parent, (_child, step) => {
      steps.push(step);
      return flag;
    });
    expect(steps).toEqual(childrenOf(parent).map(({ step }) => step));
    expect(childrenOf(changed).every(({ schema }) => schema === flag)).toBe(true);
    expect(childrenOf(parent).every(({ schema }) => schema === text)).toBe(true);
  });

  it('is the very same object where nothing changes', () => {
    expect(mapChildren(parent, (child) => child)).toBe(parent);
  });
});

it('a schema without children is left alone', () => {
  expect(childrenOf(text)).toEqual([]);
  expect(mapChildren(text, () => flag)).toBe(text);
});

it('freezing reaches everything, however deep', () => {
  const deep = Array.from({ length: 50_000 }).reduce<{ inner?: object }>((inner) => ({ inner }), {});
  deepFreeze(deep);
  expect(Object.isFrozen(deep)).toBe(true);
  expect(Object.isFrozen(deep.inner)).toBe(true);
});
