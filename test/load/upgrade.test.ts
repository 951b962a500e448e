/** OpenAPI 3.0 → 3.1: what older keywords mean, said in newer ones, with the places kept. */
import { describe, expect, test } from 'vitest';
import { loadFiles, openapi } from './load-files.ts';

async function upgraded(schema: object): Promise<unknown> {
  const { document } = await loadFiles({
    'api.json': openapi({ components: { schemas: { A: schema, B: {} } } }, '3.0.3'),
  });
  const components = document?.root['components'] as { schemas: { A: unknown } };
  return components.schemas.A;
}

const ref = { $ref: '#/components/schemas/B' };
const none = { type: 'null' };

describe('nullable', () => {
  test.each([
    ['beside a type', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['that is false', { type: 'string', nullable: false }, { type: 'string' }],
    [
      'beside an enum',
      { type: 'string', enum: ['a'], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    ['beside an enum with null', { enum: ['a', null], nullable: true }, { enum: ['a', null] }],
    [
      'beside a reference',
      { ...ref, nullable: true, description: 'd' },
      { description: 'd', anyOf: [ref, none] },
    ],
    ['beside one reference in allOf', { allOf: [ref], nullable: true }, { anyOf: [{ allOf: [ref] }, none] }],
    ['beside oneOf', { oneOf: [ref], nullable: true }, { oneOf: [ref, none] }],
    ['beside anyOf with null in it', { anyOf: [ref, none], nullable: true }, { anyOf: [ref, none] }],
    [
      'beside properties without a type',
      { properties: {}, nullable: true },
      { properties: {}, type: ['object', 'null'] },
    ],
    ['alone', { nullable: true, title: 't' }, { title: 't' }],
    ['alone in anyOf', { anyOf: [ref, { nullable: true }] }, { anyOf: [ref, none] }],
    [
      'alone in oneOf, with a title',
      { oneOf: [ref, { nullable: true, title: 't' }] },
      { oneOf: [ref, { title: 't', ...none }] },
    ],
    ['alone in allOf', { allOf: [ref, { nullable: true }] }, { anyOf: [{ allOf: [ref, {}] }, none] }],
    ['beside a format', { format: 'date', nullable: true }, { format: 'date', type: ['string', 'null'] }],
    ['beside a limit', { minimum: 1, nullable: true }, { minimum: 1, type: ['number', 'null'] }],
    ['beside a null', { enum: [null], nullable: true }, { enum: [null] }],
    [
      'beside a type and allOf',
      { type: 'object', allOf: [ref], nullable: true },
      { anyOf: [{ type: 'object', allOf: [ref] }, none] },
    ],
  ])('%s', async (_, schema, expected) => {
    expect(await upgraded(schema)).toEqual(expected);
  });

  test('keeps the place of what it wraps', async () => {
    const schema = { allOf: [{ properties: { a: { type: 'string' } } }], nullable: true };
    const { document } = await loadFiles({
      'api.json': openapi({ components: { schemas: { A: schema } } }, '3.0.3'),
    });
    expect(document?.placeOf('/components/schemas/A/anyOf/0/allOf/0/properties/a').pointer).toBe(
      '/components/schemas/A/allOf/0/properties/a',
    );
  });
});

test.each([
  [
    'exclusive bounds',
    { minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
    { exclusiveMinimum: 1, maximum: 9 },
  ],
  ['an exclusive bound without a bound', { exclusiveMinimum: true }, {}],
  ['an example', { type: 'string', example: 'a' }, { type: 'string', examples: ['a'] }],
  [
    'bytes as text',
    { type: 'string', format: 'byte' },
    { type: 'string', format: 'byte', contentEncoding: 'base64' },
  ],
  ['bytes', { format: 'binary' }, { format: 'binary', contentMediaType: 'application/octet-stream' }],
])('%s', async (_, schema, expected) => {
  expect(await upgraded(schema)).toEqual(expected);
});

test('properties named like keywords are properties', async () => {
  const string = { type: 'string' };
  const properties = {
    example: string,
    nullable: string,
    type: string,
    format: string,
    exclusiveMinimum: string,
  };
  expect(await upgraded({ properties })).toEqual({ properties });
});

test('data that looks like a schema is data', async () => {
  const data = { type: 'string', nullable: true, example: 1 };
  expect(await upgraded({ default: data, enum: [data] })).toEqual({ default: data, enum: [data] });
});

test('every schema is reached, also in bodies of bytes', async () => {
  const media = (schema: object) => ({ 'application/octet-stream': { schema } });
  const operation = (schema: object) => ({
    parameters: [{ name: 'a', in: 'query', schema, example: 'kept' }],
    requestBody: { content: media(schema) },
    responses: { 200: { description: '', headers: { h: { schema } }, content: media({ items: schema }) } },
  });
  const { document } = await loadFiles({
    'api.json': openapi({ paths: { '/x': { get: operation({ type: 'string', nullable: true }) } } }, '3.0.0'),
  });
  expect(document?.root['paths']).toEqual({ '/x': { get: operation({ type: ['string', 'null'] }) } });
});

test('webhooks of the time before 3.1 are webhooks', async () => {
  const { document } = await loadFiles({
    'api.json': openapi({ 'x-webhooks': { a: { post: {} } } }, '3.0.0'),
  });
  expect(document?.root['webhooks']).toEqual({ a: { post: {} } });
});

test('3.1 stays as it is, what looks like 3.0 included', async () => {
  const schemas = { A: { type: 'string', nullable: true, example: 'a' } };
  const { document } = await loadFiles({ 'api.json': openapi({ components: { schemas } }) });
  expect(document?.root['components']).toEqual({ schemas });
});

test('the document as it was written is kept beside', async () => {
  const schemas = { A: { type: 'string', nullable: true } };
  const { document } = await loadFiles({ 'api.json': openapi({ components: { schemas } }, '3.0.3') });
  expect(document?.written.root).toMatchObject({ openapi: '3.0.3', components: { schemas } });
});
