/** Structural identity: what counts, and what does not. */
import { describe, expect, it } from 'vitest';
import { noDocs } from '../../generator/api/place.ts';
import { canonicalJson, shapeHash, shapeText, withSortedKeys } from '../../generator/api/hash.ts';
import type { ObjectSchema, Property, Schema } from '../../generator/api/schema.ts';

const here = { file: 'a.json', pointer: '/a' };
const text: Schema = { kind: 'string', format: null, limits: {}, docs: noDocs, place: here };
const property = (name: string): Property => ({
  name,
  required: true,
  schema: text,
  default: undefined,
  access: 'both',
  docs: noDocs,
  place: here,
});
const object = (...names: readonly string[]): ObjectSchema => ({
  kind: 'object',
  properties: names.map(property),
  patterns: [],
  rest: null,
  limits: {},
  docs: noDocs,
  place: here,
});

describe('the shape of a schema', () => {
  it('leaves out docs, places and the order of properties', () => {
    const other = {
      ...object('b', 'a'),
      docs: { ...noDocs, description: 'Told.' },
      place: { file: 'b', pointer: '' },
    };
    expect(shapeHash(other)).toBe(shapeHash(object('a', 'b')));
  });

  it.each<[string, Schema]>([
    ['a limit', { ...text, limits: { minLength: 1 } }],
    ['a format', { ...text, format: 'uuid' }],
    ['a kind', { kind: 'boolean', docs: noDocs, place: here }],
    ['a fixed value', { kind: 'literal', value: 'a', docs: noDocs, place: here }],
  ])('counts %s', (_, schema) => {
    expect(shapeText(schema)).not.toBe(shapeText(text));
  });

  it('counts whether a property is required, its default and its direction', () => {
    const [name] = object('a').properties;
    const changed: readonly Partial<Property>[] = [{ required: false }, { default: '' }, { access: 'read' }];
    const texts = changed.map((change) =>
      shapeText({ ...object(), properties: [{ ...property('a'), ...change }] }),
    );
    expect(new Set([...texts, shapeText({ ...object(), properties: name ? [name] : [] })]).size).toBe(4);
  });

  it('cannot be forged by a name that looks like another shape', () => {
    expect(shapeText(object('a" ! string', 'b'))).not.toBe(shapeText(object('a', 'b')));
  });
});

describe('canonical JSON', () => {
  it('is the same for equal values, however their keys are ordered', () => {
    expect(canonicalJson({ b: [1, { d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":null,"d":1}]}');
    expect(JSON.stringify(withSortedKeys({ b: 1, a: { d: 1, c: 2 } }))).toBe('{"a":{"c":2,"d":1},"b":1}');
  });

  it('keeps keys that every object inherits', () => {
    const value = JSON.parse('{"__proto__":{"b":1},"a":2}');
    expect(JSON.stringify(withSortedKeys(value))).toBe('{"__proto__":{"b":1},"a":2}');
  });
});
