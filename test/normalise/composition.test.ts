/** allOf and keywords side by side: what satisfies all of them at once. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { codesOf, modelNamed, read, readSchemas, sayModel, saySchema } from './read-api.ts';

const base = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe('a wrapper around one reference', () => {
  it.each([
    ['docs', { allOf: [ref('Base')], description: 'Mine.' }],
    ['type: object', { type: 'object', allOf: [ref('Base')] }],
    ['an example', { ...ref('Base'), example: {} }],
    ['what the model says anyway', { ...ref('Base'), required: ['id'] }],
    ['itself', { allOf: [ref('Base'), ref('Base')] }],
  ])('with %s is that model', (_, schema) => {
    expect(saySchema(schema, { Base: base })).toBe('Base');
  });
});

describe('several objects', () => {
  it('are one object with the properties of all', () => {
    const { api } = readSchemas({
      Base: base,
      Child: { allOf: [ref('Base'), { type: 'object', properties: { age: { type: 'integer' } } }] },
    });
    expect(sayModel(api, 'Child')).toBe('{ age?: integer; id: string }');
  });

  it('also where the properties stand beside allOf', () => {
    const { api } = readSchemas({
      Base: base,
      Child: { allOf: [ref('Base')], properties: { age: { type: 'integer' } } },
    });
    expect(sayModel(api, 'Child')).toBe('{ age?: integer; id: string }');
  });

  it('that share a property keep the stricter of both', () => {
    const { api } = readSchemas({
      A: {
        allOf: [
          { properties: { x: { type: ['string', 'null'] }, n: { type: 'number', minimum: 1 } } },
          {
            properties: { x: { enum: ['a', 'b'] }, n: { type: 'integer', minimum: 0, maximum: 9 } },
            required: ['x'],
          },
        ],
      },
    });
    expect(sayModel(api, 'A')).toBe('{ n?: integer(minimum 1, maximum 9); x: A.x }');
  });

  it('require what a member only names', () => {
    const { api } = readSchemas({
      Base: base,
      Child: { allOf: [{ properties: { a: {} } }, { required: ['a'] }] },
    });
    expect(sayModel(api, 'Child')).toBe('{ a: unknown }');
  });

  it('are open where one of them is, as a closed one cannot see the properties of the others', () => {
    const closed = { type: 'object', properties: { a: {} }, additionalProperties: false };
    const { api, codes } = readSchemas({ C: { allOf: [closed, { properties: { b: {} } }] } });
    expect(sayModel(api, 'C')).toBe('{ a?: unknown; b?: unknown }');
    expect(codes).toEqual(['CW2013']);
  });
});

describe('alternatives inside of alternatives', () => {
  const a = { properties: { a: { type: 'string' } } };
  const b = { properties: { b: { type: 'string' } } };
  const nested = (outer: string, inner: string) => ({
    Any: { [outer]: [{ [inner]: [a, b] }, { type: 'string' }] },
  });

  it.each([
    ['oneOf', 'oneOf'],
    ['oneOf', 'anyOf'],
    ['anyOf', 'oneOf'],
    ['anyOf', 'anyOf'],
  ])('are one list, of which a value may match several: %s of %s', (outer, inner) => {
    const { schema } = modelNamed(readSchemas(nested(outer, inner)).api, 'Any');
    expect(schema).toMatchObject({ kind: 'union', exclusive: false });
    expect(schema.kind === 'union' && schema.members).toHaveLength(3);
  });

  it('count their members where a list of types or null is among them', () => {
    const types = { type: ['string', 'null'] };
    const { api } = readSchemas({ Any: { oneOf: [a, b, types] } });
    expect(modelNamed(api, 'Any').schema).toMatchObject({ kind: 'union', exclusive: true });
  });
});

describe('a union among the members', () => {
  it('gives each of its members what stands beside it', () => {
    const { api } = readSchemas({
      Base: base,
      Either: {
        properties: { id: { type: 'string' } },
        oneOf: [
          { title: 'Cat', properties: { purrs: { type: 'boolean' } }, required: ['purrs'] },
          { title: 'Dog', properties: { barks: { type: 'boolean' } }, required: ['barks'] },
        ],
      },
    });
    expect(sayModel(api, 'Either')).toBe('Either.Cat xor Either.Dog');
    expect(sayModel(api, 'Either.Cat')).toBe('{ id?: string; purrs: boolean }');
    expect(sayModel(api, 'Either.Dog')).toBe('{ barks: boolean; id?: string }');
  });

  it('keeps a reference to a member that says it all already', () => {
    const { api } = readSchemas({
      Cat: { allOf: [base, { properties: { purrs: { type: 'boolean' } } }] },
      Dog: { allOf: [base, { properties: { barks: { type: 'boolean' } } }] },
      Pet: { ...base, oneOf: [ref('Cat'), ref('Dog')] },
    });
    expect(sayModel(api, 'Pet')).toBe('Cat xor Dog');
  });
});

describe('members that exclude each other', () => {
  it('are never, and reported', () => {
    expect(saySchema({ allOf: [{ type: 'string' }, { type: 'number' }] })).toBe('never');
    expect(codesOf({ allOf: [{ type: 'string' }, { type: 'number' }] })).toEqual(['CW2010']);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['share some members', { enum: ['sent', 'failed'] }, { enum: ['sent', 'known'] }],
    ['share none', { enum: ['sent', 'failed'] }, { enum: ['known', 'new'] }],
    ['are numbers', { enum: [1, 2] }, { enum: [2, 3] }],
  ])('are those of a base and an override where two enumerations %s', (_, base, override) => {
    const { api } = readSchemas({ Say: { allOf: [base, override] } });
    const schema = api.models.find(({ name }) => name === 'Say')?.schema;
    const values = schema?.kind === 'enum' ? schema.members.map(({ value }) => value) : [];
    const named = [base['enum'], override['enum']].flat();
    expect(new Set<unknown>(values)).toEqual(new Set<unknown>(named));
  });

  it('narrow an enumeration by one within it, and override it by another constant', () => {
    const kinds = { enum: ['cat', 'dog', 'fish'] };
    expect(saySchema({ allOf: [kinds, { enum: ['cat'] }] })).toBe('"cat"');
    expect(saySchema({ allOf: [kinds, { const: 'bird' }] })).toBe('"bird"');
    expect(saySchema({ allOf: [{ const: 'cat' }, { const: 'dog' }] })).toBe('never');
  });

  it('give way where one is only type: object, which tools write beside any allOf', () => {
    const others = { Order: { type: 'string', enum: ['asc', 'desc'] } };
    const schema = { type: 'object', additionalProperties: false, allOf: [ref('Order')] };
    expect(saySchema(schema, others)).toBe('Order');
    expect(codesOf(schema, others)).toEqual(['CW2010']);
  });
});

describe('circles', () => {
  it.each([
    ['of allOf', { A: { allOf: [ref('B'), base] }, B: { allOf: [ref('A'), base] } }],
    ['of other names', { A: ref('B'), B: ref('A') }],
    ['of a union', { A: { oneOf: [ref('A'), { type: 'string' }] } }],
    ['of one', { A: ref('A') }],
  ])('%s end, and are reported', (_, schemas) => {
    const { codes } = readSchemas(schemas);
    expect(codes).toContain('CW2011');
  });

  it('through a property are models that refer to themselves', () => {
    const { api, codes } = readSchemas({
      Node: {
        properties: { parent: { anyOf: [ref('Node'), { type: 'null' }] }, children: { items: ref('Node') } },
      },
    });
    expect(sayModel(api, 'Node')).toBe('{ children?: (Node)[]; parent?: Node | null }');
    expect(codes).toEqual([]);
  });

  it('of a schema that has no name get one', () => {
    const { api, codes } = readSchemas({
      Tree: { properties: { root: { properties: { next: ref('Tree/properties/root') } } } },
    });
    expect(sayModel(api, 'Tree')).toMatch(/^\{ root\?: root \w{6} \}$/);
    expect(codes).toEqual([]);
  });

  it('of two models that are joined end', () => {
    const self = (name: string) => ({ properties: { self: ref(name) } });
    const { api } = readSchemas({ A: self('A'), B: self('B'), Both: { allOf: [ref('A'), ref('B')] } });
    expect(sayModel(api, 'Both')).toBe('{ self?: A & B }');
  });
});

describe('references', () => {
  it('to a component that is only another name lead to the other one', () => {
    const { api, codes } = readSchemas({ A: base, B: ref('A'), C: { properties: { b: ref('B') } } });
    expect(sayModel(api, 'C')).toBe('{ b?: A }');
    expect(api.models.map(({ name }) => name)).toEqual(['A', 'C']);
    expect(codes).toEqual(['CW2015']);
  });

  it('into a schema are what stands there', () => {
    const others = { A: { properties: { size: { type: 'integer', minimum: 1 } } } };
    expect(saySchema(ref('A/properties/size'), others)).toBe('integer(minimum 1)');
  });

  it('may be percent-encoded', () => {
    expect(saySchema({ $ref: '#/components/schemas/A%20B' }, { 'A B': base })).toBe('A B');
  });
});

it('ends on schemas that nest without an end', () => {
  const deep = Array.from({ length: 3000 }).reduce<object>((inner) => ({ items: inner }), {});
  expect(codesOf({ ...deep })).toContain('CW2018');
});

describe('schemas that multiply', () => {
  const levels = Array.from({ length: 40 }, (_, index) => index);

  it('by references into each other stay small', () => {
    const twice = (index: number) => {
      const next = ref(`L${index + 1}/properties/x`);
      return { properties: { x: { anyOf: [{ items: next }, { properties: { a: next, b: next } }] } } };
    };
    const schemas = Object.fromEntries(levels.map((index) => [`L${index}`, twice(index)]));
    const { api } = readSchemas({ ...schemas, L40: { properties: { x: { type: 'string' } } } });
    expect(JSON.stringify(api).length).toBeLessThan(20_000_000);
  });

  it('by allOf stay small', () => {
    const twice = (index: number) => {
      const extended = (name: string) => ({ allOf: [ref(`L${index + 1}`), { properties: { [name]: {} } }] });
      return { properties: { p: extended('e'), q: extended('f') } };
    };
    const schemas = Object.fromEntries(levels.map((index) => [`L${index}`, twice(index)]));
    const { api } = readSchemas({ ...schemas, L40: base });
    expect(JSON.stringify(api).length).toBeLessThan(20_000_000);
  });

  it('by what they ask besides stay small', () => {
    const choice = (inner: JsonObject, depth: number): JsonObject =>
      depth === 0 ? inner : choice({ oneOf: [inner, { minProperties: depth }] }, depth - 1);
    const components = { schemas: { Deep: choice({ type: 'object' }, 60) } };
    const { api } = read({ openapi: '3.1.1', components }, { schemas: 'exact' });
    expect(JSON.stringify(api).length).toBeLessThan(30_000_000);
  });

  it('by asking the opposite of the opposite stay small', () => {
    const opposite = (depth: number): JsonObject =>
      depth === 0 ? { type: 'string', pattern: '"' } : { not: opposite(depth - 1) };
    const { api } = readSchemas({ Deep: { anyOf: [opposite(200), opposite(199)] } });
    expect(JSON.stringify(api).length).toBeLessThan(1_000_000);
  });

  it('by ways to what is evaluated stay small, and are reported', () => {
    const twice = (index: number) => ({ anyOf: [ref(`L${index + 1}`), { allOf: [ref(`L${index + 1}`)] }] });
    const schemas = Object.fromEntries(levels.map((index) => [`L${index}`, twice(index)]));
    const top = { ...twice(0), unevaluatedProperties: false };
    const { api, codes } = readSchemas({ ...schemas, L40: base, Top: top });
    expect(JSON.stringify(api).length).toBeLessThan(20_000_000);
    expect(codes).toContain('CW2018');
  });
});
