/** How the members of a union are told apart. */
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
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

  it.each<[string, JsonObject]>([
    ['an enumeration of all variants', { enum: ['cat', 'dog'] }],
    ['a component of one', ref('Kind')],
    ['an optional one', { enum: ['cat', 'dog'], description: 'Which.' }],
  ])('gives its members their constant in place of %s', (_, kind) => {
    const { api } = readSchemas({
      Kind: { type: 'string', enum: ['cat', 'dog'] },
      Cat: { type: 'object', properties: { kind, lives: text } },
      Dog: pet({ kind }),
      Pet: {
        oneOf: [ref('Cat'), ref('Dog')],
        discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' } },
      },
    });
    expect(sayModel(api, 'Cat')).toBe('{ kind: "cat"; lives?: string }');
    expect(sayModel(api, 'Dog')).toBe('{ kind: "dog" }');
  });

  it('leaves an enumeration without its values as it is written', () => {
    const { api } = readSchemas({
      Cat: pet({ kind: { enum: ['CAT', 'DOG'] } }),
      Dog: pet({ kind: text }),
      Pet: {
        oneOf: [ref('Cat'), ref('Dog')],
        discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' } },
      },
    });
    expect(sayModel(api, 'Cat')).toBe('{ kind: Cat.kind }');
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

  it.each([
    ['written in each', { enum: ['Cat', 'Dog'] }],
    ['a component', ref('Kind')],
  ])('maps by the names of the components where the enumeration of all is %s', (_, kind) => {
    const read = readSchemas({
      Kind: { type: 'string', enum: ['Cat', 'Dog'] },
      Cat: pet({ kind }),
      Dog: pet({ kind }),
      Pet: { oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } },
    });
    expect(told(read, 'Pet')).toEqual({ Cat: 0, Dog: 1 });
    expect(sayModel(read.api, 'Cat')).toBe('{ kind: "Cat" }');
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

  it.each<[string, JsonObject]>([
    ['list', { type: 'array', items: text }],
    ['text', text],
    ['number', { type: 'number' }],
    ['list or a text', { type: ['array', 'string'], items: text }],
  ])('leaves a member that is a %s to its type', (_, other) => {
    const discriminator = { propertyName: 'kind', mapping: { cat: 'Cat', other: 'Other' } };
    const one = readSchemas({
      ...members,
      Other: other,
      Pet: { oneOf: [ref('Other'), ref('Cat')], discriminator },
    });
    expect(sayModel(one.api, 'Pet')).toMatch(/^Cat (xor|\|) Other$/);
    expect(sayModel(one.api, 'Cat')).toBe('{ kind: "cat" }');
    expect(told(one, 'Pet')).toBeNull();
    const oneOf = [ref('Cat'), ref('Other'), ref('Dog')];
    const two = readSchemas({ ...members, Other: other, Pet: { oneOf, discriminator } });
    const { schema } = modelNamed(two.api, 'Pet');
    expect(schema).toMatchObject({ kind: 'union', discriminator: null });
    expect(sayModel(two.api, 'Pet')).toContain('Other');
    expect([...one.codes, ...two.codes]).toEqual([]);
  });

  it('leaves its members as they are where they are used elsewhere', () => {
    const discriminator = { propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' } };
    const { api } = readSchemas({
      Cat: { type: 'object', properties: { kind: text, purrs: text } },
      Dog: { type: 'object', properties: { kind: text, barks: text } },
      Wolf: { type: 'object', properties: { kind: { const: 'wolf' } }, required: ['kind'] },
      Pet: { oneOf: [ref('Cat'), ref('Dog')], discriminator },
      Packed: { oneOf: [ref('Dog'), ref('Wolf')], discriminator: { propertyName: 'kind' } },
      Owner: { properties: { cat: ref('Cat'), wolves: { items: ref('Wolf') } } },
    });
    expect(sayModel(api, 'Pet')).toBe('Pet.cat xor Dog');
    expect(sayModel(api, 'Pet.cat')).toBe('{ kind: "cat"; purrs?: string }');
    expect(sayModel(api, 'Cat')).toBe('{ kind?: string; purrs?: string }');
    expect(sayModel(api, 'Owner')).toBe('{ cat?: Cat; wolves?: (Wolf)[] }');
    expect(sayModel(api, 'Packed')).toBe('Dog xor Wolf');
  });

  it('ends where a member that is used elsewhere has the union in it', () => {
    const discriminator = { propertyName: 'kind' };
    const { api } = readSchemas({
      Cat: { type: 'object', properties: { kind: text, prey: ref('Pet'), kitten: ref('Cat') } },
      Dog: pet({ kind: text }),
      Pet: { oneOf: [ref('Cat'), ref('Dog')], discriminator },
    });
    expect(sayModel(api, 'Cat')).toBe('{ kind?: string; kitten?: Cat; prey?: Pet }');
    expect(sayModel(api, 'Pet.Cat')).toBe('{ kind: "Cat"; kitten?: Cat; prey?: Pet }');
  });

  it('that tells nothing apart is reported and left out', () => {
    const discriminator = { propertyName: 'kind', mapping: { x: 'Cat', y: 'Nowhere' } };
    const other = { type: 'object', properties: { barks: text } };
    const read = readSchemas({ ...members, Pet: { oneOf: [ref('Cat'), other], discriminator } });
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

  it('is found in a component that the property refers to', () => {
    const read = readSchemas({
      CatKind: { type: 'string', enum: ['cat'] },
      DogKind: { const: 'dog' },
      Pet: { oneOf: [pet({ kind: ref('CatKind') }), pet({ kind: ref('DogKind') })] },
    });
    expect(told(read, 'Pet')).toEqual({ cat: 0, dog: 1 });
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

  it('leaves a child as it is written where the enumeration of its base has no value by its name', () => {
    const read = readSchemas({
      Kind: { enum: ['Cat', 'fox', 'dog'] },
      Pet: { ...base, required: [], properties: { kind: ref('Kind') } },
      Cat: cat,
      Dog: { allOf: [ref('Pet')] },
      Owner: { properties: { dog: ref('Dog') } },
    });
    expect(sayModel(read.api, 'Dog')).toBe('{ kind?: Kind }');
    expect(sayModel(read.api, 'Cat')).toBe('{ kind: "Cat"; purrs?: boolean }');
    // In the union each has a constant, so that a later variant can be told from them.
    expect(sayModel(read.api, 'Pet')).toBe('Cat xor Pet.Dog');
    expect(sayModel(read.api, 'Pet.Dog')).toBe('{ kind: "Dog" }');
    expect(told(read, 'Pet')).toEqual({ Cat: 0, Dog: 1 });
  });

  it.each<[string, JsonValue, JsonObject]>([
    ['inline', { enum: ['house', 'wild'] }, {}],
    ['a component', ref('Kind'), { Kind: { enum: ['house', 'wild'] } }],
  ])('stays as it is written where its enumeration, %s, has none of its children', (_, kind, more) => {
    const read = readSchemas({
      ...more,
      Pet: { ...base, properties: { kind } },
      Cat: cat,
      Dog: { allOf: [ref('Pet')] },
    });
    expect(sayModel(read.api, 'Pet')).toMatch(/^\{ kind: (?:Kind|Pet\.kind) \}$/);
    expect(read.codes).toContain('CW2012');
    const alone = readSchemas({ ...more, Pet: { ...base, properties: { kind } }, Cat: cat });
    expect(sayModel(alone.api, 'Pet')).toBe(sayModel(read.api, 'Pet'));
  });

  it('knows a child by the value that AutoRest documents have for it', () => {
    const named = { ...cat, 'x-ms-discriminator-value': '#Pets.Cat' };
    const read = readSchemas({ Pet: base, Cat: named, Dog: { allOf: [ref('Pet')] } });
    expect(told(read, 'Pet')).toEqual({ '#Pets.Cat': 0, Dog: 1 });
    expect(sayModel(read.api, 'Cat')).toBe('{ kind: "#Pets.Cat"; name?: string; purrs?: boolean }');
    const union = { oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } };
    const kinds = pet({ kind: text, name: text });
    const inUnion = readSchemas({
      Animal: union,
      Cat: { ...kinds, 'x-ms-discriminator-value': '#Pets.Cat' },
      Dog: kinds,
    });
    expect(told(inUnion, 'Animal')).toEqual({ '#Pets.Cat': 0, Dog: 1 });
  });

  const lion = { allOf: [ref('Cat'), { properties: { roars: { type: 'boolean' } } }] };

  it('counts the children of its children', () => {
    const read = readSchemas({ Pet: base, Cat: cat, Lion: lion });
    expect(told(read, 'Pet')).toEqual({ Cat: 0, Lion: 1 });
  });

  it('has children that are unions with their own children', () => {
    const read = readSchemas({ Pet: base, Cat: cat, Lion: lion, Owner: { properties: { cat: ref('Cat') } } });
    expect(sayModel(read.api, 'Cat')).toBe('Cat.Cat xor Lion');
    expect(told(read, 'Cat')).toEqual({ Cat: 0, Lion: 1 });
    expect(sayModel(read.api, 'Cat.Cat')).toBe('{ kind: "Cat"; name?: string; purrs?: boolean }');
    expect(sayModel(read.api, 'Lion')).toBe(
      '{ kind: "Lion"; name?: string; purrs?: boolean; roars?: boolean }',
    );
    expect(sayModel(read.api, 'Owner')).toBe('{ cat?: Cat }');
  });

  it('invents no value for a child that is not mapped and has children itself', () => {
    const mapped = (mapping: JsonObject) => ({ ...base, discriminator: { propertyName: 'kind', mapping } });
    const tiger = { allOf: [ref('Cat'), { properties: { stripes: text } }] };
    const read = readSchemas({
      Pet: mapped({ lion: 'Lion', tiger: 'Tiger' }),
      Cat: cat,
      Lion: lion,
      Tiger: tiger,
    });
    expect(sayModel(read.api, 'Pet')).toBe('Lion xor Tiger');
    expect(sayModel(read.api, 'Cat')).toBe('Lion xor Tiger');
    expect(told(read, 'Cat')).toEqual({ lion: 0, tiger: 1 });
  });

  it('has children without properties of their own that are unions with their own children', () => {
    const bare = (base: string) => ({ allOf: [ref(base)] });
    const read = readSchemas({
      Pet: base,
      Cat: bare('Pet'),
      Big: bare('Cat'),
      Lion: bare('Big'),
      Dog: bare('Pet'),
    });
    expect(sayModel(read.api, 'Cat')).toBe('Big xor Cat.Cat xor Lion');
    expect(sayModel(read.api, 'Big')).toBe('Big.Big xor Lion');
    expect(sayModel(read.api, 'Lion')).toBe('{ kind: "Lion"; name?: string }');
    expect(sayModel(read.api, 'Dog')).toBe('{ kind: "Dog"; name?: string }');
  });

  it('leaves out a child that has children itself where the enumeration does not list it', () => {
    const kinds = (...members: string[]) => ({ ...base, properties: { kind: { enum: members } } });
    const tiger = { allOf: [ref('Cat'), { properties: { stripes: text } }] };
    const models = { Cat: cat, Lion: lion, Tiger: tiger };
    const read = readSchemas({ ...models, Pet: kinds('Lion', 'Tiger') });
    expect(sayModel(read.api, 'Pet')).toBe('Lion xor Tiger');
    expect(sayModel(read.api, 'Cat')).toBe('Lion xor Tiger');
    const listed = readSchemas({ ...models, Pet: kinds('Cat', 'Lion', 'Tiger') });
    expect(sayModel(listed.api, 'Cat')).toBe('Cat.Cat xor Lion xor Tiger');
    const own = { properties: { kind: { enum: ['Lion', 'Tiger'] } } };
    const narrowed = readSchemas({ ...models, Pet: base, Cat: { allOf: [ref('Pet'), own] } });
    expect(sayModel(narrowed.api, 'Pet')).toBe('Lion xor Tiger');
    const again = { ...cat, discriminator: { propertyName: 'kind' } };
    const inner = readSchemas({ ...models, Pet: base, Cat: again, Dog: { allOf: [ref('Pet')] } });
    expect(sayModel(inner.api, 'Pet')).toBe('Dog xor Lion xor Tiger');
    expect(sayModel(inner.api, 'Cat')).toBe('Lion xor Tiger');
    expect([...narrowed.codes, ...inner.codes]).toEqual([]);
    const one = readSchemas({ Cat: cat, Lion: lion, Pet: kinds('Lion', 'Tiger') });
    expect(sayModel(one.api, 'Cat')).toBe('Lion');
    expect(told(one, 'Cat')).toEqual({ Lion: 0 });
    expect(one.codes).toEqual([]);
  });

  it('has children that are their variant wherever they are used', () => {
    const read = readSchemas({
      Pet: base,
      Cat: cat,
      Dog: { allOf: [ref('Pet')] },
      Owner: { properties: { dog: ref('Dog') } },
    });
    expect(sayModel(read.api, 'Dog')).toBe('{ kind: "Dog"; name?: string }');
  });

  it('is a union of one child, so that a later one can be told', () => {
    const read = readSchemas({ Pet: base, Cat: cat });
    expect(told(read, 'Pet')).toEqual({ Cat: 0 });
    expect(sayModel(read.api, 'Cat')).toBe('{ kind: "Cat"; name?: string; purrs?: boolean }');
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
