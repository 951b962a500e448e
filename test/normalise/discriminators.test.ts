/** How the members of a union are told apart. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import type { Discriminator } from '../../generator/api/schema.ts';
import type { Read } from './read-api.ts';
import { modelNamed, readSchemas, sayModel } from './read-api.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const pet = (properties: JsonObject) => ({ type: 'object', properties, required: ['kind'] });
const text = { type: 'string' };

describe('a discriminator in the document', () => {
  const members = { Cat: pet({ kind: text }), Dog: pet({ kind: text }) };

  it('maps by reference, by bare name, and without a mapping by the names of the components', () => {
    const oneOf = [ref('Cat'), ref('Dog')];
    const mapped = (mapping: JsonObject) =>
      told(
        readSchemas({ ...members, Pet: { oneOf, discriminator: { propertyName: 'kind', mapping } } }),
        'Pet',
      );
    expect(mapped({ c: '#/components/schemas/Cat', d: 'Dog' })).toEqual({ c: 0, d: 1 });
    expect(mapped({ c: 'Cat' })).toEqual({ c: 0, Dog: 1 });
    expect(mapped({})).toEqual({ Cat: 0, Dog: 1 });
  });

  it('gives its members the constant that they are known by', () => {
    const { api } = readSchemas({
      Cat: pet({ kind: text }),
      Dog: { type: 'object', properties: { barks: { type: 'boolean' } } },
      Pet: {
        oneOf: [ref('Cat'), ref('Dog')],
        discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' } },
      },
    });
    expect(sayModel(api, 'Cat')).toBe('{ kind: "cat" }');
    expect(sayModel(api, 'Dog')).toBe('{ barks?: boolean; kind: "dog" }');
  });

  it('believes the constants of the members where the mapping says nothing', () => {
    const constant = (value: string) => pet({ kind: { const: value } });
    const discriminator = { propertyName: 'kind' };
    const read = readSchemas({
      Cat: constant('cat'),
      Dog: constant('dog'),
      Pet: { oneOf: [ref('Cat'), ref('Dog')], discriminator },
    });
    expect(told(read, 'Pet')).toEqual({ cat: 0, dog: 1 });
  });

  it('keeps null apart', () => {
    const read = readSchemas({
      ...members,
      Pet: { oneOf: [ref('Cat'), ref('Dog'), { type: 'null' }], discriminator: { propertyName: 'kind' } },
      Owner: { properties: { pet: ref('Pet') } },
    });
    expect(told(read, 'Pet')).toEqual({ Cat: 0, Dog: 1 });
    expect(sayModel(read.api, 'Owner')).toBe('{ pet?: Pet | null }');
  });

  it('that tells nothing apart is reported and left out', () => {
    const discriminator = { propertyName: 'kind', mapping: { x: 'Cat', y: 'Nowhere' } };
    const read = readSchemas({ ...members, Pet: { oneOf: [ref('Cat'), { type: 'string' }], discriminator } });
    expect(told(read, 'Pet')).toBeNull();
    expect(read.codes).toEqual(['CW2012', 'CW2012']);
  });
});

describe('a constant of each member', () => {
  it('is found without a discriminator', () => {
    const read = readSchemas({
      Pet: { anyOf: [pet({ kind: { const: 'cat' } }), pet({ kind: { enum: ['dog', 'wolf'] } })] },
    });
    expect(told(read, 'Pet')).toEqual({ cat: 0, dog: 1, wolf: 1 });
    expect(modelNamed(read.api, 'Pet').schema).toMatchObject({ discriminator: { explicit: false } });
  });

  it.each([
    ['is optional', { properties: { kind: { const: 'dog' }, barks: text } }],
    ['is shared', pet({ kind: { const: 'cat' }, barks: text })],
    ['is any text', pet({ kind: text, barks: text })],
  ])('does not count where it %s', (_, other: JsonObject) => {
    expect(told(readSchemas({ Pet: { anyOf: [pet({ kind: { const: 'cat' } }), other] } }), 'Pet')).toBeNull();
  });
});

describe('a base that others extend', () => {
  const base = { ...pet({ kind: text, name: text }), discriminator: { propertyName: 'kind' } };
  const cat = { allOf: [ref('Pet'), { properties: { purrs: { type: 'boolean' } } }] };

  it('is the union of its children, each with the constant that it is known by', () => {
    const read = readSchemas({ Pet: base, Cat: cat, Dog: { allOf: [ref('Pet')] } });
    expect(sayModel(read.api, 'Pet')).toBe('Cat xor Dog');
    expect(told(read, 'Pet')).toEqual({ Cat: 0, Dog: 1 });
    expect(sayModel(read.api, 'Cat')).toBe('{ kind: "Cat"; name?: string; purrs?: boolean }');
    expect(sayModel(read.api, 'Dog')).toBe('{ kind: "Dog"; name?: string }');
    expect(read.codes).toEqual([]);
  });

  it('counts the children of its children', () => {
    const read = readSchemas({
      Pet: base,
      Cat: cat,
      Lion: { allOf: [ref('Cat'), { properties: { roars: {} } }] },
    });
    expect(told(read, 'Pet')).toEqual({ Cat: 0, Lion: 1 });
  });

  it('is an object where nothing extends it', () => {
    expect(sayModel(readSchemas({ Pet: base }).api, 'Pet')).toBe('{ kind: string; name?: string }');
  });

  it('that lists its children gives them only what they share', () => {
    const read = readSchemas({
      Pet: { ...base, oneOf: [ref('Cat'), ref('Dog')] },
      Cat: cat,
      Dog: { allOf: [ref('Pet')] },
    });
    expect(sayModel(read.api, 'Cat')).toBe('{ kind: "Cat"; name?: string; purrs?: boolean }');
    expect(sayModel(read.api, 'Pet')).toBe('Cat xor Dog');
  });
});

/** From each value to the position of the member that it means. */
function told(read: Read, name: string): Record<string, number> | null {
  const { schema } = modelNamed(read.api, name);
  const discriminator: Discriminator | null = schema.kind === 'union' ? schema.discriminator : null;
  return (
    discriminator &&
    Object.fromEntries(discriminator.mapping.map(({ value, member }) => [String(value), member]))
  );
}
