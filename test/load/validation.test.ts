/** The check against the published schemas: one readable finding for each fault, where the author wrote it. */
import { describe, expect, test } from 'vitest';
import { startValidation } from '../../generator/load/start-validation.ts';
import type { Files } from './load-files.ts';
import { loadFiles, openapi } from './load-files.ts';

async function findings(files: Files, options: { knownValid?: boolean; budgetMs?: number } = {}) {
  const { document } = await loadFiles(files);
  if (document === null) throw new Error('the document of this test has to load');
  const { knownValid = false, budgetMs = null } = options;
  const reports = await startValidation(document.written, { knownValid, budgetMs });
  return reports.map(({ code, message, place }) => `${code} ${place?.file}#${place?.pointer} ${message}`);
}

const response = (more: object) => ({
  '/x': { get: { responses: { 200: { description: 'ok', ...more } } } },
});

test.each(['2.0', '3.0.3', '3.0', '3.1.0', '3.1'])(
  'a document of version %s that is as it should be has none',
  async (version) => {
    const document =
      version === '2.0'
        ? { swagger: '2.0', info: { title: 't', version: '1' }, paths: {} }
        : openapi({}, version);
    expect(await findings({ 'api.json': document })).toEqual([]);
  },
);

test.each([
  [
    'a property that is missing',
    '3.1.0',
    { info: { title: 't' } },
    'CW1050 api.json#/info "info" has no "version", which is required.',
  ],
  [
    'a property too many',
    '3.0.0',
    { deprecated: true },
    'CW1050 api.json#/deprecated "deprecated" is not known here.',
  ],
  [
    'a property too many',
    '3.1.0',
    { deprecated: true },
    'CW1050 api.json#/deprecated "deprecated" is not known here.',
  ],
  [
    'a value of the wrong type',
    '3.1.0',
    { info: { title: 't', version: 1 } },
    'CW1050 api.json#/info/version "version" must be a string.',
  ],
  [
    'a fault deep in a schema, of all branches that it may be',
    '3.0.0',
    {
      paths: response({ content: { 'a/b': { schema: { properties: { a: { items: { type: 'text' } } } } } } }),
    },
    'CW1050 api.json#/paths/~1x/get/responses/200/content/a~1b/schema/properties/a/items/type "type" must be one of: "array", "boolean", "integer", "number", "object", "string".',
  ],
])('%s in %s is one finding', async (_, version, more, expected) => {
  expect(await findings({ 'api.json': openapi(more, version) })).toEqual([expected]);
});

/** What is said of one parameter of an operation. */
async function ofParameter(parameter: object, version = '3.0.0'): Promise<readonly string[]> {
  const head =
    version === '2.0' ? { swagger: '2.0', info: { title: 't', version: '1' } } : openapi({}, version);
  const paths = { '/x': { get: { parameters: [parameter], responses: { 200: { description: 'ok' } } } } };
  const found = await findings({ 'api.json': { ...head, paths } });
  return found.map((text) => text.replace('CW1050 api.json#/paths/~1x/get/parameters/0', ''));
}

describe('of a value that may be one of several forms, what is told is the fault of the one that was meant:', () => {
  const schema = { type: 'string' };
  test.each<[string, object, string[]]>([
    [
      'a word that none knows, with those of all',
      { name: 'x', in: 'querry', schema },
      ['/in "in" must be one of: "path", "query", "header", "cookie".'],
    ],
    [
      'a form that is known by its word, and lacks something',
      { name: 'x', in: 'path', schema },
      [' "0" has no "required", which is required.'],
    ],
    [
      'a form that is known by its word, and has another one that does not fit',
      { name: 'x', in: 'query', style: 'simple', schema },
      ['/style "style" must be one of: "form", "spaceDelimited", "pipeDelimited", "deepObject".'],
    ],
    [
      'an object that is no reference has all of its own faults',
      { name: 'x', in: 'query', schema: { type: 'strnig', enum: [], required: true } },
      [
        '/schema/enum "enum" must not be empty.',
        '/schema/required "required" must be an array.',
        '/schema/type "type" must be one of: "array", "boolean", "integer", "number", "object", "string".',
      ],
    ],
    [
      'another type than each of them asks for, with all of these',
      { name: 'x', in: 'query', schema: { additionalProperties: 3 } },
      ['/schema/additionalProperties "additionalProperties" must be an object or a boolean.'],
    ],
    [
      'an object where a boolean would do as well has its own fault',
      { name: 'x', in: 'query', schema: { additionalProperties: { type: 'strnig' } } },
      [
        '/schema/additionalProperties/type "type" must be one of: "array", "boolean", "integer", "number", "object", "string".',
      ],
    ],
    [
      'an object with a fault deeper in it, too',
      { name: 'x', in: 'query', schema: { additionalProperties: { properties: { a: { items: 1 } } } } },
      ['/schema/additionalProperties/properties/a/items "items" must be an object.'],
    ],
    [
      'two forms at once',
      { name: 'x', in: 'query', schema, content: { 'a/b': {} } },
      [' "0" has two forms at once, of which only one is allowed.'],
    ],
  ])('%s', async (_, parameter, expected) => {
    expect(await ofParameter(parameter)).toEqual(expected);
  });

  test('what is missing goes before two forms that are both allowed without it', async () => {
    const components = { securitySchemes: { a: { type: 'http' } } };
    expect(await findings({ 'api.json': openapi({ components }, '3.0.0') })).toEqual([
      'CW1050 api.json#/components/securitySchemes/a "a" has no "scheme", which is required.',
    ]);
  });

  test('forms that stand in one another', async () => {
    expect(await ofParameter({ name: 'x', in: 'path', type: 'string' }, '2.0')).toEqual([
      ' "0" has no "required", which is required.',
    ]);
    expect(await ofParameter({ name: 'x', in: 'querry', type: 'string' }, '2.0')).toEqual([
      '/in "in" must be one of: "header", "formData", "query", "path".',
    ]);
  });
});

test.each<[string, object, string]>([
  [
    'a name that is not allowed',
    { components: { schemas: { 'a b': {} } } },
    '/components/schemas The name "a b" has to match ^[a-zA-Z0-9._-]+$.',
  ],
  [
    'a list with an item twice',
    { tags: [{ name: 'a' }, { name: 'a' }] },
    '/tags "tags" has the same item twice.',
  ],
])('%s is told in words of ours', async (_, more, expected) => {
  const version = 'tags' in more ? '3.0.0' : '3.1.0';
  expect(await findings({ 'api.json': openapi(more, version) })).toEqual([`CW1050 api.json#${expected}`]);
});

test('a fault of a part does not make all around it unknown', async () => {
  const flows = { implicit: { authorizationUrl: 1, scopes: {} } };
  const components = { securitySchemes: { a: { type: 'oauth2', flows } } };
  expect(await findings({ 'api.json': openapi({ components }, '3.1.0') })).toEqual([
    'CW1050 api.json#/components/securitySchemes/a/flows/implicit/authorizationUrl "authorizationUrl" must be a string.',
  ]);
});

test('a finding in another file is shown there', async () => {
  const files = {
    'api.json': openapi({ paths: { '/x': { $ref: 'x.json' } } }),
    'x.json': { get: { responses: 1 } },
  };
  expect(await findings(files)).toEqual(['CW1050 x.json#/get/responses "responses" must be an object.']);
});

test('beyond 50 findings the others are counted', async () => {
  const names = Array.from({ length: 60 }, (_, index) => [`a${index}`, 1] as const);
  const found = await findings({ 'api.json': openapi(Object.fromEntries(names)) });
  expect(found).toHaveLength(51);
  expect(found.at(-1)).toBe('CW1050 api.json# The document has 10 more findings of this kind.');
});

test('a document of 3.2 is validated by the schema of 3.2', async () => {
  const paths = { '/a': { query: { responses: { 200: { summary: 'ok' } } } } };
  expect(await findings({ 'api.json': openapi({ $self: 'https://a.test/api', paths }, '3.2.0') })).toEqual(
    [],
  );
  expect(await findings({ 'api.json': openapi({ paths: { '/a': { query: 1 } } }, '3.2.0') })).toEqual([
    'CW1050 api.json#/paths/~1a/query "query" must be an object.',
  ]);
  expect(await findings({ 'api.json': openapi({ $self: 'https://a.test/api' }, '3.1.0') })).toEqual([
    'CW1050 api.json#/$self "$self" is not known here.',
  ]);
});

test('nothing is done for a text that is known to be valid', async () => {
  expect(await findings({ 'api.json': openapi({ unknown: 1 }) }, { knownValid: true })).toEqual([]);
});

describe('a large document', () => {
  const large = openapi({ 'x-large': 'x'.repeat(300_000), unknown: 1 });

  test('is checked in a thread, with the same findings', async () => {
    // The thread loads its modules first: on a busy machine that alone may take longer than the usual budget.
    expect(await findings({ 'api.json': large }, { budgetMs: 600_000 })).toEqual([
      'CW1050 api.json#/unknown "unknown" is not known here.',
    ]);
  });

  test('is given up when the time is over', async () => {
    expect(await findings({ 'api.json': large }, { budgetMs: 0 })).toEqual([
      'CW1051 api.json# The validation of the document took too long.',
    ]);
  });
});

test('references that fan out take no time: they are not followed', async () => {
  const link = (index: number) => ({
    properties: {
      a: { $ref: `#/components/schemas/S${index + 1}` },
      b: { $ref: `#/components/schemas/S${index + 1}` },
    },
  });
  const schemas = Object.fromEntries([
    ...Array.from({ length: 40 }, (_, index) => [`S${index}`, link(index)]),
    ['S40', {}],
  ]);
  expect(await findings({ 'api.json': openapi({ components: { schemas } }) })).toEqual([]);
});
