/** Every operation is called: the requests and the verdicts on responses are those of the document. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pathOf } from '../../support/corpus.ts';
import type { JsonObject } from '../../../generator/api/json.ts';
import { called, compared } from './called-package.ts';
import { readDocument } from './described-document.ts';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const point = { type: 'object', properties: { x: { type: 'integer' }, y: text } };
const styles: readonly (readonly [location: string, style: string])[] = [
  ['path', 'simple'],
  ['path', 'label'],
  ['path', 'matrix'],
  ['query', 'form'],
  ['query', 'spaceDelimited'],
  ['query', 'pipeDelimited'],
  ['query', 'deepObject'],
  ['header', 'simple'],
  ['cookie', 'form'],
];

function parametersOf(location: string, style: string): readonly JsonObject[] {
  return [text, texts, point].flatMap((schema, index) =>
    [true, false].map((explode) => ({
      ...{ name: `${style}-${index}${explode ? '*' : ''}`, in: location, required: location === 'path' },
      ...{ style, explode, schema },
    })),
  );
}

function documentWith(operation: JsonObject, path = '/items', components: JsonObject = {}): JsonObject {
  const responses = { 200: { description: 'It.' } };
  return {
    openapi: '3.1.0',
    info: { title: 'Items', version: '1' },
    servers: [{ url: 'https://items.example' }],
    paths: { [path]: { post: { operationId: 'send', responses, ...operation } } },
    components,
  };
}

it.each(styles)('parameters in the %s are written in the style %s', async (location, style) => {
  const parameters = parametersOf(location, style);
  const variables = location === 'path' ? parameters.map(({ name }) => `/{${String(name)}}`).join('') : '';
  const sums = await compared(documentWith({ parameters }, `/items${variables}`));
  expect(sums).toMatchObject({ operations: 1, untried: 0, faults: [] });
  expect(sums.requests).toBeGreaterThan(1);
});

const fields = { type: 'object', required: ['a'], properties: { a: text, list: texts, point } };
const file = { type: 'string', format: 'binary' };
const withFile = {
  ...fields,
  properties: { ...fields.properties, file, files: { type: 'array', items: file } },
};

it.each<[string, JsonObject]>([
  ['application/json', { schema: fields }],
  ['application/merge-patch+json', { schema: fields }],
  ['application/x-www-form-urlencoded', { schema: fields }],
  [
    'application/x-www-form-urlencoded',
    {
      schema: fields,
      encoding: { list: { style: 'pipeDelimited', explode: false }, point: { style: 'deepObject' } },
    },
  ],
  ['multipart/form-data', { schema: fields }],
  ['multipart/form-data', { schema: withFile, encoding: { file: { contentType: 'image/png' } } }],
  ['multipart/form-data', { schema: fields, encoding: { list: { explode: false } } }],
  ['application/jsonl', { schema: { type: 'array', items: fields } }],
  ['application/x-ndjson', { schema: fields }],
  ['application/json-seq', { schema: { type: 'array', items: fields } }],
  ['application/jsonl', { schema: text }],
  ['text/plain', { schema: text }],
  ['application/octet-stream', {}],
])('a body of %s is encoded as described', async (mediaType, media) => {
  const sums = await compared(
    documentWith({ requestBody: { required: true, content: { [mediaType]: media } } }),
  );
  expect(sums).toMatchObject({ operations: 1, untried: 0, faults: [] });
});

const cat = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
};
const dog = { type: 'object', required: ['kind'], properties: { kind: { const: 'dog' }, bark: text } };

it.each<[string, JsonObject]>([
  ['limits', { type: 'object', properties: { n: { type: 'integer', minimum: 3, maximum: 9 } } }],
  ['enums', { type: 'array', items: { type: 'string', enum: ['on', 'off'] }, minItems: 1 }],
  ['closed objects', { ...fields, additionalProperties: false }],
  ['maps', { type: 'object', additionalProperties: { type: 'number' } }],
  ['nullable values', { type: 'object', required: ['a'], properties: { a: { type: ['string', 'null'] } } }],
  ['formats', { type: 'object', properties: { at: { ...text, format: 'date-time' } } }],
  ['variants with a tag', { oneOf: [cat, dog] }],
  ['variants without one', { anyOf: [fields, texts, { type: 'number' }] }],
  ['compositions', { allOf: [fields, { type: 'object', required: ['b'], properties: { b: point } }] }],
  ['tuples', { type: 'array', prefixItems: [text, { type: 'number' }], items: false, minItems: 2 }],
])('responses with %s have the verdict of ajv', async (_, schema) => {
  const content = { 'application/json': { schema } };
  const responses = { 200: { description: 'It.', content }, 422: { description: 'Not.', content } };
  const sums = await compared(documentWith({ responses }));
  expect(sums).toMatchObject({ operations: 1, untried: 0, faults: [] });
  expect(sums.responses).toBeGreaterThan(20);
});

describe('a client of another document is found', () => {
  const query = (style: string): JsonObject =>
    documentWith({ parameters: [{ name: 'list', in: 'query', style, explode: false, schema: texts }] });
  const answer = (schema: JsonObject): JsonObject =>
    documentWith({ responses: { 200: { description: 'It.', content: { 'application/json': { schema } } } } });
  const secured = (scheme: JsonObject): JsonObject => ({
    ...documentWith({ security: [{ key: [] }] }),
    components: { securitySchemes: { key: scheme } },
  });

  it.each<[string, JsonObject, JsonObject, string]>([
    ['a style', query('form'), query('pipeDelimited'), 'request'],
    ['a path', documentWith({}, '/items'), documentWith({}, '/items/'), 'untried'],
    ['a type', answer(fields), answer({ ...fields, required: ['a', 'list'] }), 'accepted (open)'],
    ['a limit', answer(point), answer({ ...point, maxProperties: 1 }), 'accepted (exact)'],
    ['a required property', answer(fields), answer({ ...fields, required: [] }), 'refused (open)'],
    [
      'a credential',
      secured({ type: 'apiKey', in: 'header', name: 'x-key' }),
      secured({ type: 'apiKey', in: 'query', name: 'x-key' }),
      'request',
    ],
  ])('where %s differs', async (_, written, described, kind) => {
    const { faults, untried } = await compared(written, described);
    const kinds = new Set([...faults.map((each) => each.kind), ...(untried > 0 ? ['untried'] : [])]);
    expect([...kinds]).toContain(kind);
  });
});

/** Small documents of every version, with forms, cookies, tags and several media types. */
const documents = [
  'openapi/kubb-labs-plugins-examples-axios-petStore/petStore.yaml',
  'openapi/kubb-labs-plugins-examples-typescript-petStore/petStore.yaml',
  'openapi/readmeio-oas-packages-oas-examples-3.1-json-parameters-style/parameters-style.json',
  'openapi/OAI-OpenAPI-Specification-tests-schema-pass-media-type-examplesx/media-type-examples.yaml',
  'openapi/readmeio-oas-packages-oas-test-datasets-response-duplicate-enums/response-duplicate-enums.json',
  'swagger2/swagger-api-swagger-parser-modules-swagger-parser-v2-converter-src-test-resources-issue-30.json.json',
].filter((entry) => existsSync(pathOf(entry)));

describe.skipIf(documents.length === 0)('the corpus (skipped where ../shared/corpus is absent)', () => {
  it.each(documents)('%s is called as it describes', async (entry) => {
    const path = pathOf(entry);
    const specFile = entry.endsWith('.yaml') ? 'spec.yaml' : 'spec.json';
    const spec = readFileSync(path, 'utf8');
    const sums = await called({ spec, specFile, document: await readDocument(path) });
    expect(sums.operations).toBeGreaterThan(0);
    expect(sums.faults).toEqual([]);
  });
});
