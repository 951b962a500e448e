/** What loading has said of a reference that names nothing, normalising does not say again. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { normalise } from '../../generator/normalise/normalise.ts';
import { loadFiles } from '../load/load-files.ts';

type Files = Parameters<typeof loadFiles>[0];

/** The code and the pointer of all that loading and normalising have to say. */
async function toldOf(files: Files, overlays: readonly string[] = []): Promise<readonly string[]> {
  const { document, diagnostics } = await loadFiles(files, { overlays });
  if (document === null) throw new Error('not loaded');
  const collector = new DiagnosticCollector();
  normalise(document, { propertyOrder: 'name', schemas: 'lenient' }, collector);
  return [...diagnostics, ...collector.all].map(({ code, place }) => `${code} ${place?.pointer}`);
}

const nowhere = { $ref: '#/components/schemas/Nowhere' };
const about = { openapi: '3.1.1', info: { title: 'Test', version: '1' } };

function withSchemas(schemas: JsonObject): JsonObject {
  return { ...about, components: { schemas } };
}

function withOperation(operation: JsonObject): JsonObject {
  return { ...about, paths: { '/a': { get: { operationId: 'a', responses: {}, ...operation } } } };
}

const a = '/components/schemas/A';
const responses = (schema: JsonObject): JsonObject => ({
  200: { description: '', content: { 'application/json': { schema } } },
});

describe('a reference that names nothing is told once', () => {
  it.each<[string, Files, string]>([
    ['as a component', { 'api.json': withSchemas({ A: nowhere }) }, a],
    [
      'in a property',
      { 'api.json': withSchemas({ A: { properties: { b: nowhere } } }) },
      `${a}/properties/b`,
    ],
    [
      'in several places',
      { 'api.json': withSchemas({ A: { allOf: [nowhere] }, B: { anyOf: [nowhere, { type: 'null' }] } }) },
      `${a}/allOf/0`,
    ],
    [
      'from a document of 3.0',
      { 'api.json': { ...withSchemas({ A: { items: nowhere, nullable: true } }), openapi: '3.0.3' } },
      `${a}/items`,
    ],
    ['as a file', { 'api.json': withSchemas({ A: { items: { $ref: 'b.json#/c' } } }) }, `${a}/items`],
    [
      'in another file',
      { 'api.json': withSchemas({ A: { $ref: 'b.json' } }), 'b.json': { items: nowhere } },
      '/items',
    ],
    [
      'as a parameter',
      { 'api.json': withOperation({ parameters: [{ $ref: '#/components/parameters/B' }] }) },
      '/paths/~1a/get/parameters/0',
    ],
    [
      'in a response',
      { 'api.json': withOperation({ responses: responses(nowhere) }) },
      '/paths/~1a/get/responses/200/content/application~1json/schema',
    ],
  ])('%s', async (_, files, pointer) => {
    expect(await toldOf(files)).toEqual([`CW1023 ${pointer}`]);
  });

  it('in Swagger 2.0, whose references are written anew', async () => {
    const schema = { $ref: '#/definitions/Nowhere' };
    const body = { name: 'body', in: 'body', schema };
    const post = { operationId: 'a', parameters: [body], responses: { 200: { description: '', schema } } };
    const api = { swagger: '2.0', info: about.info, paths: { '/a': { post } } };
    expect(await toldOf({ 'api.json': api })).toEqual(['CW1023 /paths/~1a/post/parameters/0/schema']);
  });

  it('where an overlay has taken away what it named', async () => {
    const overlay = {
      overlay: '1.0.0',
      info: about.info,
      actions: [{ target: '$.components.schemas.B', remove: true }],
    };
    const api = withSchemas({ A: { items: { $ref: '#/components/schemas/B' } }, B: { type: 'string' } });
    expect(await toldOf({ 'api.json': api, 'o.json': overlay }, ['o.json'])).toEqual([`CW1023 ${a}/items`]);
  });
});

it('a reference to what is there and no schema is told by normalising', async () => {
  const api = withSchemas({ A: { items: { $ref: '#' } } });
  expect(await toldOf({ 'api.json': api })).toEqual([`CW2001 ${a}/items`]);
});
