/** What must not change the API: the order of keys, the notation of a fact, where a schema is written. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { isJsonArray, isJsonObject } from '../../generator/api/json.ts';
import type { Api } from '../../generator/api/api.ts';
import { read, readPaths } from './read-api.ts';
import { shuffleKeys } from './shuffle-keys.ts';

const artu = readJson('../../specs/workflows.json');
const text = { type: 'string' };

describe('reordering', () => {
  it('the keys of every object changes nothing', () => {
    const before = JSON.stringify(read(artu).api);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(JSON.stringify(read(shuffleKeys(artu, seed)).api)).toBe(before);
      }),
      { numRuns: 20 },
    );
  });

  it('the keys of a document of every kind of schema changes nothing', () => {
    const before = JSON.stringify(read(manyKinds).api);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(JSON.stringify(read(shuffleKeys(manyKinds, seed)).api)).toBe(before);
      }),
      { numRuns: 50 },
    );
  });
});

describe('writing a schema inline instead of by reference', () => {
  const address = { type: 'object', properties: { city: text, street: text }, required: ['city'] };
  const schemas = (inner: JsonValue): JsonObject => ({
    Address: address,
    Person: { properties: { home: inner, name: text } },
  });

  it('changes nothing but places', () => {
    const byReference = readPaths({}, { schemas: schemas({ $ref: '#/components/schemas/Address' }) });
    const inline = readPaths({}, { schemas: schemas(address) });
    expect(withoutPlaces(inline.api)).toEqual(withoutPlaces(byReference.api));
  });

  it('changes nothing but places, also where it is nullable', () => {
    const reference = { $ref: '#/components/schemas/Address' };
    const byReference = readPaths({}, { schemas: schemas({ anyOf: [reference, { type: 'null' }] }) });
    const inline = readPaths({}, { schemas: schemas({ ...address, type: ['object', 'null'] }) });
    expect(withoutPlaces(inline.api)).toEqual(withoutPlaces(byReference.api));
  });

  it('changes nothing for a twin in a twin', () => {
    const person = (inner: JsonValue) => ({ properties: { home: inner, name: text } });
    const team = (inner: JsonValue): JsonObject => ({
      Address: address,
      Person: person({ $ref: '#/components/schemas/Address' }),
      Team: { properties: { lead: inner, size: { type: 'integer' } } },
    });
    const byReference = readPaths({}, { schemas: team({ $ref: '#/components/schemas/Person' }) });
    const inline = readPaths({}, { schemas: team(person(address)) });
    expect(withoutPlaces(inline.api)).toEqual(withoutPlaces(byReference.api));
  });
});

describe('adding to a document', () => {
  const user = { type: 'object', properties: { id: text, name: text } };
  const answers = (schema: JsonValue) => ({ '200': { content: { 'application/json': { schema } } } });
  const before = { '/users/{id}': { get: { operationId: 'users.get', responses: answers(user) } } };

  it('an operation on a known shape adds no model and renames none', () => {
    const after = { ...before, '/users/me': { get: { operationId: 'users.me', responses: answers(user) } } };
    expect(names(readPaths(after).api)).toEqual(names(readPaths(before).api));
  });

  it('an operation with a shape of its own renames none', () => {
    const other = { type: 'object', properties: { id: text, name: text, more: text } };
    const after = {
      ...before,
      '/users': { post: { operationId: 'users.create', responses: answers(other) } },
    };
    expect(names(readPaths(after).api)).toEqual(expect.arrayContaining([...names(readPaths(before).api)]));
  });
});

describe('the result', () => {
  it('is plain JSON', () => {
    const { api } = read(manyKinds);
    expect(JSON.parse(JSON.stringify(api))).toEqual(JSON.parse(JSON.stringify(withoutUndefined(api))));
  });

  it('is frozen throughout, and the document is not touched', () => {
    const document = structuredClone(manyKinds);
    const { api } = read(document);
    expect(document).toEqual(manyKinds);
    expect(Object.isFrozen(document)).toBe(false);
    expect(unfrozen(api)).toEqual([]);
  });
});

const manyKinds: JsonObject = {
  openapi: '3.1.1',
  info: { title: 'Kinds', version: '1' },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        properties: { kind: text, owner: { properties: { name: text, kind: { enum: ['a', 'b'] } } } },
        required: ['kind', 'lost'],
        discriminator: { propertyName: 'kind', mapping: { c: 'Cat', d: 'Dog' } },
      },
      Cat: {
        allOf: [
          { $ref: '#/components/schemas/Pet' },
          { properties: { size: { type: 'integer', minimum: 1, maximum: 5 } } },
        ],
      },
      Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }], nullable: true },
      Tree: {
        properties: {
          next: { $ref: '#/components/schemas/Tree' },
          deep: { properties: { up: { $ref: '#/components/schemas/Tree/properties/deep' } } },
        },
      },
      Map: { additionalProperties: { anyOf: [{ properties: { a: text } }, { properties: { b: text } }] } },
      Pair: {
        prefixItems: [text, { type: 'number', multipleOf: 2 }],
        patternProperties: { '^x': {}, '^y': {} },
      },
      Both: {
        oneOf: [{ $ref: '#/components/schemas/Map' }, { properties: { c: { const: 1, default: 1 } } }],
      },
    },
    securitySchemes: { b: { type: 'http', scheme: 'basic' }, a: { type: 'openIdConnect' } },
  },
  paths: {
    '/x/{b}/{a}': {
      get: {
        parameters: [{ name: 'q', in: 'query', schema: { enum: ['x', 'y'] } }],
        responses: {
          '200': {
            content: {
              'application/json': { schema: { items: { properties: { o: text, p: text } } } },
              'text/plain': {},
            },
          },
          '404': { content: { 'application/json': { schema: { properties: { o: text, e: text } } } } },
        },
      },
      post: {
        requestBody: { content: { 'application/json': { schema: { properties: { o: text, n: text } } } } },
        responses: {
          default: { content: { 'application/json': { schema: { properties: { o: text, p: text } } } } },
        },
      },
    },
  },
};

function names(api: Api): readonly string[] {
  return api.models.map(({ id, name }) => `${id} ${name}`);
}

function withoutPlaces(api: Api): unknown {
  const isPlace = (key: string): boolean => key === 'place' || key === 'otherPlaces';
  return JSON.parse(JSON.stringify(api, (key, value: unknown) => (isPlace(key) ? undefined : value)));
}

function withoutUndefined(api: Api): unknown {
  return structuredClone(api);
}

function unfrozen(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, child]) => unfrozen(child, `${path}/${key}`));
  return Object.isFrozen(value) ? inner : [path, ...inner];
}

function readJson(path: string): JsonObject {
  const value: unknown = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  if (!isJsonObject(value) || isJsonArray(value)) throw new Error(`${path} is no object`);
  return value;
}
