/** Neighbours of the faults that were found: other versions, locations and media types, by the oracle of the calls. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/api/json.ts';
import { compared } from './called-package.ts';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const point = { type: 'object', properties: { x: { type: 'integer' }, y: text } };
const fields = { type: 'object', properties: { z: text } };
const versions = ['3.0.3', '3.1.0', '3.2.0'];

function documentOf(openapi: string, operation: JsonObject, path = '/items'): JsonObject {
  const responses = { 200: { description: 'It.' } };
  return {
    openapi,
    info: { title: 'Items', version: '1' },
    servers: [{ url: 'https://items.example' }],
    paths: { [path]: { post: { operationId: 'send', responses, ...operation } } },
  };
}

async function expectTrue(document: JsonObject): Promise<void> {
  const sums = await compared(document);
  expect(sums).toMatchObject({ operations: 1, untried: 0, faults: [] });
}

describe.each(versions)('OpenAPI %s', (version) => {
  const names = ['__proto__', 'constructor', 'toString', 'page.size', 'pageSize', 'sort[by]'];
  const bodyOf = (mediaType: string, media: JsonObject): JsonObject =>
    documentOf(version, { requestBody: { required: true, content: { [mediaType]: media } } });

  it.each(['query', 'header', 'cookie'])('sends parameters in the %s under any name', async (location) => {
    const used = location === 'query' ? names : names.filter((name) => !/[[\]]/.test(name));
    const parameters = used.map((name) => ({ name, in: location, schema: text }));
    await expectTrue(documentOf(version, { parameters }));
  });

  it.each(['query', 'header', 'cookie'])(
    'sends a parameter in the %s in place of an API key',
    async (location) => {
      const key = { name: 'X-Key', in: location };
      const parameters = [
        { ...key, schema: text },
        { name: 'Cookie', in: 'header', schema: text },
        { name: 'theme', in: 'cookie', schema: text },
      ];
      const securitySchemes = { key: { ...key, type: 'apiKey' } };
      const document = documentOf(version, { parameters, security: [{ key: [] }] });
      await expectTrue({ ...document, components: { securitySchemes } });
    },
  );

  it('sends the pair of a path, or the parameter of its name', async () => {
    const parameters = [
      { name: 'view', in: 'query', schema: text },
      { name: 'tags', in: 'query', schema: texts },
    ];
    await expectTrue(documentOf(version, { parameters }, '/items?view=all&beta=true&tags=a'));
  });

  it('reads the answer of a range beside a media type of its own', async () => {
    const of = (schema: JsonObject): JsonObject => ({
      schema: { type: 'object', properties: { a: schema } },
    });
    const content = { '*/*': of(text), 'application/json': of(point), 'multipart/form-data': of(texts) };
    await expectTrue(documentOf(version, { responses: { 200: { description: 'It.', content } } }));
  });

  it('reads the body of a redirect that leads nowhere', async () => {
    const content = { 'application/json': { schema: point }, 'text/plain': { schema: text } };
    const of = (...statuses: number[]): JsonObject =>
      Object.fromEntries(statuses.map((status) => [status, { description: 'It.', content }]));
    await expectTrue(documentOf(version, { responses: of(200, 307) }));
    await expectTrue(documentOf(version, { responses: of(307) }));
  });

  it('sends variables of the path under any name', async () => {
    const used = names.slice(0, 5);
    const parameters = used.map((name) => ({ name, in: 'path', required: true, schema: text }));
    await expectTrue(
      documentOf(version, { parameters }, `/items/${used.map((name) => `{${name}}`).join('/')}`),
    );
  });

  it.each([
    ['path', 'application/json'],
    ['query', 'application/json'],
    ['header', 'application/json'],
    ['cookie', 'application/json'],
    ['query', 'text/plain'],
    ['header', 'text/plain'],
  ])('sends a parameter in the %s as %s', async (location, mediaType) => {
    const schema =
      mediaType === 'text/plain' ? text : { type: 'object', properties: { a: { type: 'integer' } } };
    const parameter = { name: 'q', in: location, required: true, content: { [mediaType]: { schema } } };
    await expectTrue(
      documentOf(version, { parameters: [parameter] }, location === 'path' ? '/items/{q}' : '/items'),
    );
  });

  it.each(['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'sends properties of any name as %s',
    async (mediaType) => {
      const properties = Object.fromEntries(names.map((name) => [name, text]));
      await expectTrue(bodyOf(mediaType, { schema: { type: 'object', required: names, properties } }));
    },
  );

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data'])(
    'encodes lists and objects of %s as the Encoding Object asks for',
    async (mediaType) => {
      const all = { list: texts, words: texts, piped: texts, whole: texts, point, deep: point };
      const encoding = {
        list: { style: 'form', explode: false },
        words: { style: 'spaceDelimited', explode: false },
        piped: { style: 'pipeDelimited', explode: false },
        whole: { contentType: 'application/json' },
        deep: { style: 'deepObject', explode: true },
      };
      await expectTrue(bodyOf(mediaType, { schema: { type: 'object', properties: all }, encoding }));
    },
  );

  it.each([
    'application/json',
    'application/json; version=2',
    'application/vnd.item+json',
    'text/csv',
    'image/png',
  ])('sends %s as it is written', async (mediaType) => {
    const schema = /json/.test(mediaType) ? point : text;
    await expectTrue(bodyOf(mediaType, mediaType === 'image/png' ? {} : { schema }));
  });

  it.each(['get', 'put', 'delete', 'patch', 'options'])('sends the method %s', async (method) => {
    const document = documentOf(version, {});
    const operation = { operationId: 'send', responses: { 200: { description: 'It.' } } };
    await expectTrue({ ...document, paths: { '/items': { [method]: operation } } });
  });

  it('keeps the reserved characters that it is asked to keep', async () => {
    const parameter = (name: string, schema: JsonObject): JsonObject => ({
      name,
      in: 'query',
      allowReserved: true,
      schema,
    });
    const parameters = [parameter('one', text), parameter('list', texts), parameter('point', point)];
    await expectTrue(documentOf(version, { parameters }));
  });

  it.each<[string, JsonObject]>([
    ['nullable variants', { oneOf: [point, { ...text, nullable: true }] }],
    ['members that are nullable alone', { allOf: [point, { nullable: true, description: 'Or null.' }] }],
    [
      'alternatives that are nullable alone',
      { type: 'array', items: { anyOf: [{ nullable: true }, { ...text, enum: ['a', 'b'] }] } },
    ],
    ['equal alternatives', { oneOf: [point, text, point, { ...text, nullable: true }] }],
    ['maps of lists', { type: 'object', additionalProperties: texts }],
    [
      'names of prototypes',
      { type: 'object', required: ['constructor'], properties: { constructor: text, toString: text } },
    ],
    [
      'inherited properties',
      { allOf: [point, { type: 'object', required: ['x'], properties: { z: text } }] },
    ],
    [
      'closed objects in compositions',
      { allOf: [{ ...point, additionalProperties: false }, { properties: { z: text } }] },
    ],
    ['required keys of closed objects', { ...point, additionalProperties: false, required: ['token'] }],
    [
      'alternatives inside of alternatives',
      {
        type: 'object',
        properties: {
          one: { oneOf: [{ anyOf: [point, fields] }, text] },
          some: { anyOf: [{ oneOf: [point, fields] }, text] },
          each: { oneOf: [{ oneOf: [point, text] }, { oneOf: [fields, texts] }] },
        },
      },
    ],
    ['unions of lists and objects', { anyOf: [texts, point, { type: 'boolean' }] }],
    [
      'enums of numbers and of one text',
      { type: 'object', properties: { n: { type: 'number', enum: [1, 2] }, k: { ...text, enum: ['k'] } } },
    ],
    [
      'members of enums that their type excludes',
      {
        type: 'object',
        properties: {
          none: { ...text, enum: [1, 2] },
          one: { ...text, enum: ['a', 61] },
          two: { ...text, enum: ['a', 'b', 61] },
          whole: { type: 'integer', enum: [1, 2, 2.5] },
        },
      },
    ],
    [
      'objects in name that are of another type',
      {
        type: 'object',
        properties: {
          choice: { type: 'object', allOf: [{ ...text, enum: ['a', 'b'] }] },
          number: { type: 'object', allOf: [{ allOf: [{ type: 'integer' }] }, { minimum: 2 }] },
          list: { type: 'object', allOf: [texts] },
          object: { type: 'object', allOf: [point] },
        },
      },
    ],
    [
      'formats',
      {
        type: 'object',
        properties: {
          d: { ...text, format: 'date' },
          u: { ...text, format: 'uuid' },
          i: { type: 'integer', format: 'int32' },
        },
      },
    ],
  ])('has the verdict of ajv on %s', async (_, schema) => {
    const content = { 'application/json': { schema }, 'application/problem+json': { schema } };
    await expectTrue(
      documentOf(version, {
        responses: {
          200: { description: 'It.', content },
          '4XX': { description: 'Not.', content },
          default: { description: 'Else.', content },
        },
      }),
    );
  });
});

describe('a base with a discriminator', () => {
  const extend = (base: string, properties: JsonObject = {}): JsonObject => ({
    allOf: [{ $ref: `#/components/schemas/${base}` }, { properties }],
  });
  const documentWith = (kind: JsonObject): JsonObject => {
    const discriminator = { propertyName: 'kind' };
    const schemas = {
      Pet: { type: 'object', required: ['kind'], properties: { kind }, discriminator },
      Cat: extend('Pet', { lives: { type: 'integer' } }),
      Big: { allOf: [{ $ref: '#/components/schemas/Cat' }] },
      Lion: extend('Big', { roars: { type: 'boolean' } }),
      Tiger: extend('Big', { stripes: text }),
      Dog: extend('Pet', { barks: { type: 'boolean' } }),
    };
    const all = Object.fromEntries(
      Object.keys(schemas).map((name) => [name, { $ref: `#/components/schemas/${name}` }]),
    );
    const schema = { type: 'object', properties: all };
    const responses = { 200: { description: 'It.', content: { 'application/json': { schema } } } };
    return { ...documentOf('3.1.0', { responses }), components: { schemas } };
  };

  it.each<[string, JsonObject]>([
    ['any text', text],
    ['all schemas', { ...text, enum: ['Cat', 'Big', 'Lion', 'Tiger', 'Dog'] }],
    ['schemas without others below them', { ...text, enum: ['Lion', 'Tiger', 'Dog'] }],
  ])('has schemas between it and others, with values of %s', async (_, kind) => {
    await expectTrue(documentWith(kind));
  });
});

it.each<[string, JsonObject]>([
  ['a constant', { ...text, enum: ['%'] }],
  ['an enumeration', { ...text, enum: ['%', 'other %'] }],
])('a union is told apart by %s in components, or in place', async (_, kind) => {
  const kindOf = (name: string): JsonObject => JSON.parse(JSON.stringify(kind).replaceAll('%', name));
  const pet = (property: JsonObject): JsonObject => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: property, own: text },
    additionalProperties: false,
  });
  const kinds = { CatKind: kindOf('cat'), DogKind: kindOf('dog') };
  const named = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
  const inPlace = { oneOf: [pet(kinds.CatKind), pet(kinds.DogKind)] };
  const referred = { oneOf: [pet(named('CatKind')), pet(named('DogKind'))] };
  const schema = { type: 'object', properties: { inPlace, referred } };
  const responses = { 200: { description: 'It.', content: { 'application/json': { schema } } } };
  await expectTrue({ ...documentOf('3.1.0', { responses }), components: { schemas: kinds } });
});

describe('OpenAPI 2.0', () => {
  const swagger = (operation: JsonObject, path = '/items'): JsonObject => ({
    swagger: '2.0',
    info: { title: 'Items', version: '1' },
    host: 'items.example',
    schemes: ['https'],
    paths: {
      [path]: { post: { operationId: 'send', responses: { 200: { description: 'It.' } }, ...operation } },
    },
  });
  const list = { type: 'array', items: { type: 'string' } };

  it.each(['csv', 'ssv', 'pipes', 'multi', ''])(
    'sends lists of the query as %s',
    async (collectionFormat) => {
      const format = collectionFormat === '' ? {} : { collectionFormat };
      await expectTrue(swagger({ parameters: [{ name: 'list', in: 'query', ...list, ...format }] }));
    },
  );

  it.each([
    ['application/x-www-form-urlencoded', 'csv'],
    ['application/x-www-form-urlencoded', 'multi'],
    ['application/x-www-form-urlencoded', ''],
    ['multipart/form-data', 'csv'],
    ['multipart/form-data', 'multi'],
    ['multipart/form-data', 'pipes'],
  ])('sends lists of forms as %s, %s', async (mediaType, collectionFormat) => {
    const format = collectionFormat === '' ? {} : { collectionFormat };
    const parameters = [
      { name: 'list', in: 'formData', ...list, ...format },
      { name: 'note', in: 'formData', type: 'string', required: true },
    ];
    await expectTrue(swagger({ consumes: [mediaType], parameters }));
  });

  it('sends files, headers and variables of the path', async () => {
    const parameters = [
      { name: 'id', in: 'path', type: 'integer', required: true },
      { name: 'tags', in: 'path', required: true, ...list },
      { name: 'X-List', in: 'header', ...list },
      { name: 'file', in: 'formData', type: 'file', required: true },
      { name: 'note', in: 'formData', type: 'string' },
    ];
    await expectTrue(swagger({ consumes: ['multipart/form-data'], parameters }, '/items/{id}/{tags}'));
  });

  it('sends and reads JSON', async () => {
    const schema = {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'string' }, n: { type: 'integer', 'x-nullable': true } },
    };
    const parameters = [{ name: 'item', in: 'body', required: true, schema }];
    await expectTrue(
      swagger({
        parameters,
        responses: { 200: { description: 'It.', schema }, 404: { description: 'No.', schema } },
      }),
    );
  });
});
