/** Steps into schemas, and the same schema with its children replaced. */
import { describe, expect, it } from 'vitest';
import { noDocs } from '../../generator/api/place.ts';
import { deepFreeze } from '../../generator/api/json.ts';
import { assertedSchemas, mapAsserted, refinedBy, unrefined } from '../../generator/api/assertions.ts';
import { shapeText } from '../../generator/api/hash.ts';
import type { Assertion, Schema } from '../../generator/api/schema.ts';
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
  {
    kind: 'object',
    properties: [property],
    patterns: [{ pattern: '^x-', schema: text }],
    rest: text,
    limits: {},
    ...shared,
  },
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

describe('refined', () => {
  const assertion: Assertion = { kind: 'not', schema: flag };
  const when = { kind: 'when' as const, schema: flag, whenTrue: [{ kind: 'all' as const }], whenFalse: [] };
  const list: Schema = { kind: 'array', items: text, limits: {}, ...shared };
  const refined = refinedBy(list, [
    assertion,
    { kind: 'unevaluatedItems', evaluated: [when, { kind: 'containing', schema: flag }], schema: flag },
    { kind: 'conditional', condition: flag, whenTrue: flag, whenFalse: flag },
  ]);

  it('is one with its body: it has the same children', () => {
    expect(childrenOf(refined)).toEqual(childrenOf(list));
    expect(unrefined(mapChildren(refined, () => flag))).toEqual({ ...list, items: flag });
  });

  it('has its body as a child where that is a reference', () => {
    const model: Schema = { kind: 'model', model: '#/a', ...shared };
    expect(childrenOf(refinedBy(model, [assertion]))).toEqual([{ step: { kind: 'refined' }, schema: model }]);
  });

  it('takes the assertions of a body that is refined itself', () => {
    expect(refinedBy(refinedBy(text, [assertion]), [assertion])).toEqual(
      refinedBy(text, [assertion, assertion]),
    );
  });

  it('has all schemas of its assertions replaced, and stays the very same where none changes', () => {
    expect(assertedSchemas(refined)).toEqual(Array.from({ length: 7 }, () => flag));
    const changed = mapAsserted(refined, () => text);
    expect(assertedSchemas(changed)).toEqual(Array.from({ length: 7 }, () => text));
    expect(mapAsserted(refined, (one) => one)).toBe(refined);
  });

  it('has a shape of its own', () => {
    const other = refinedBy(list, [{ kind: 'not', schema: text }]);
    const shapes = [list, refined, other, refinedBy(list, [assertion])].map((schema) => shapeText(schema));
    expect(new Set(shapes).size).toBe(4);
  });
});
