/** What `nulls: 'absent'` and `dateTimes: 'utc'` accept of a server, and what they leave refused. */
import { createServer } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GenerateOptions } from '../../../generator/options.ts';
import { importPackage } from '../../support/imported-package.ts';

const spec = `
openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: things.list
      responses:
        '200':
          description: Things.
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Thing' } }
    post:
      operationId: things.create
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
      responses: { '204': { description: Created. } }
components:
  schemas:
    Thing:
      type: object
      required: [id]
      properties:
        id: { type: string }
        at: { type: string, format: date-time }
        note: { type: string }
        size: { type: integer, default: 3 }
        open: { type: [string, 'null'] }
        anyValue: {}
        constructor: { type: string }
        more: { type: object, required: [kept], properties: { deep: { type: string }, kept: { type: string } } }
        list: { type: array, items: { type: string } }
        tags: { type: object, additionalProperties: { type: string } }
        blanks: { type: object, additionalProperties: { type: [string, 'null'] } }
        either:
          anyOf:
            - { type: object, required: [a], properties: { a: { type: string }, n: { type: string } } }
            - { type: object, required: [b], properties: { b: { type: string }, n: { type: [string, 'null'] } } }
        pet:
          oneOf:
            - { type: object, required: [kind], properties: { kind: { const: cat }, lives: { type: integer } } }
            - { type: object, required: [kind], properties: { kind: { const: dog }, tricks: { type: string } } }
      patternProperties: { '^x-': { type: string } }
      additionalProperties: { type: number }
`;

interface Validator {
  parse(value: unknown, options?: object): unknown;
  is(value: unknown): boolean;
}

interface Exports {
  readonly Thing: Validator;
  readonly createClient: (options: { baseUrl: string }) => {
    readonly things: { list(): Promise<unknown>; create(given: object): Promise<unknown> };
  };
}

async function packageWith(options: Partial<GenerateOptions>): Promise<Exports> {
  const request = { spec, specFile: 'things.yaml', options: { importExtension: 'ts', ...options } } as const;
  return (await importPackage<Exports>(request)).exports;
}

describe("nulls: 'absent'", () => {
  let exports: Exports;
  beforeAll(async () => {
    exports = await packageWith({ nulls: 'absent' });
  });
  const parse = (members: object): unknown => exports.Thing.parse({ id: 'a', ...members });

  it.each([
    ['an optional property', { note: null }, {}],
    ['a property with a default, which is filled in', { size: null }, { size: 3 }],
    ['a property in an object', { more: { deep: null, kept: 'k' } }, { more: { kept: 'k' } }],
    ['an object', { more: null }, {}],
    ['a member of a map', { tags: { a: null, b: 'x' } }, { tags: { b: 'x' } }],
    ['a key of a pattern', { 'x-a': null, 'x-b': 'b' }, { 'x-b': 'b' }],
    ['another key', { other: null, next: 4 }, { next: 4 }],
    ['a property with the name of an inherited one', { constructor: null }, {}],
    ['a property of a matching alternative', { either: { a: 'a', n: null } }, { either: { a: 'a' } }],
    ['a property of a variant', { pet: { kind: 'cat', lives: null } }, { pet: { kind: 'cat' } }],
  ])('removes null of %s', (_title, members, expected) => {
    expect(parse(members)).toStrictEqual({ id: 'a', size: 3, ...expected });
  });

  it.each([
    ['a nullable property', { open: null }],
    ['a property of any value', { anyValue: null }],
    ['a nullable member of a map', { blanks: { a: null } }],
    ['an alternative that allows it, where another does not', { either: { b: 'b', n: null } }],
  ])('keeps null of %s', (_title, members) => {
    expect(parse(members)).toStrictEqual({ id: 'a', size: 3, ...members });
  });

  it.each([
    ['a required property', { id: null }],
    ['a required property in an object', { more: { kept: null } }],
    ['an item of a list', { list: [null] }],
  ])('refuses null of %s', (_title, members) => {
    expect(() => parse(members)).toThrow('received null');
  });

  it('leaves a refused value as it is', () => {
    const value = { id: 1, note: null, either: { a: 'a', n: null } };
    expect(() => exports.Thing.parse(value)).toThrow('/id');
    expect(value).toEqual({ id: 1, note: null, either: { a: 'a', n: null } });
  });

  it('is for parsing alone: a value with null does not have the type', () => {
    expect(exports.Thing.is({ id: 'a', size: 3, note: null })).toBe(false);
    expect(() => exports.Thing.parse({ id: 'a', note: null }, { exact: true })).toThrow('/note');
  });

  it('applies to responses, and never to what a caller sends', async () => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify([{ id: 'a', note: null, tags: { a: null } }]));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const client = exports.createClient({
      baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    });
    try {
      expect(await client.things.list()).toStrictEqual([{ id: 'a', size: 3, tags: {} }]);
      await expect(client.things.create({ body: { id: 'a', note: null } })).rejects.toThrow('/body/note');
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

describe("dateTimes: 'utc'", () => {
  const local = '2026-01-02T03:04:05.5';
  const types = { dateTime: 'Date' } as const;

  it('accepts a text without an offset, and leaves it as it is', async () => {
    const { Thing } = await packageWith({ dateTimes: 'utc' });
    expect(Thing.parse({ id: 'a', at: local })).toEqual({ id: 'a', at: local, size: 3 });
    expect(Thing.is({ id: 'a', at: local, size: 3 })).toBe(true);
    expect(() => Thing.parse({ id: 'a', at: local }, { exact: true })).toThrow('/at');
    expect(() => Thing.parse({ id: 'a', at: '2026-01-02' })).toThrow('/at');
    expect(() => Thing.parse({ id: 'a', at: '2026-13-02T03:04:05' })).toThrow('/at');
  });

  it('reads a Date without an offset in UTC, wherever the program runs', async () => {
    const { Thing } = await packageWith({ dateTimes: 'utc', types });
    const parsed = Thing.parse({ id: 'a', at: local });
    expect(parsed).toEqual({ id: 'a', at: new Date(`${local}Z`), size: 3 });
    expect(Thing.parse({ id: 'a', at: '2026-01-02T03:04:05+02:00' })).toMatchObject({
      at: new Date('2026-01-02T01:04:05Z'),
    });
  });

  it('never applies to what a caller sends', async () => {
    const { createClient } = await packageWith({ dateTimes: 'utc' });
    const { things } = createClient({ baseUrl: 'http://127.0.0.1:1' });
    await expect(things.create({ body: { id: 'a', at: local } })).rejects.toThrow('/body/at');
  });
});

describe('by default', () => {
  it('null and a missing offset are refused', async () => {
    const { Thing } = await packageWith({});
    expect(() => Thing.parse({ id: 'a', note: null })).toThrow('/note: expected string, received null');
    expect(() => Thing.parse({ id: 'a', at: '2026-01-02T03:04:05' })).toThrow('/at');
  });
});
