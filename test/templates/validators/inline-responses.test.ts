import { beforeAll, describe, expect, it } from 'vitest';
import { generatePackage } from '../../support/generated-package.ts';
import { importFiles } from '../../support/imported-package.ts';

const names = { type: 'array', items: { type: 'string' }, contains: { type: 'string', pattern: '^a' } };
const answer = { description: 'Names.', content: { 'application/json': { schema: names } } };

const spec = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Names', version: '1' },
  paths: {
    '/names': { get: { operationId: 'names.list', responses: { 200: answer } } },
    '/names/{prefix}': {
      get: {
        operationId: 'names.search',
        parameters: [
          { name: 'prefix', in: 'path', required: true, schema: { type: 'string', pattern: '^[a-z]$' } },
        ],
        responses: { 200: answer },
      },
    },
  },
});

interface Entry {
  readonly createClient: (options: unknown) => {
    readonly names: {
      readonly list: () => Promise<unknown>;
      readonly search: (parameters: { readonly prefix: string }) => Promise<unknown>;
    };
  };
}

let entry: Entry;

beforeAll(async () => {
  const { files } = await generatePackage({ spec });
  entry = await importFiles(files);
});

function connect(body: unknown): ReturnType<Entry['createClient']>['names'] {
  const fetch = (): Promise<Response> => Promise.resolve(Response.json(body));
  return entry.createClient({
    fetch,
    baseUrl: 'https://example.com',
    validation: 'exact',
    maxRetries: 0,
  }).names;
}

describe('a pattern in a response that is no model', () => {
  it('is checked', async () => {
    await expect(connect(['ada', 'bob']).list()).resolves.toEqual(['ada', 'bob']);
    await expect(connect(['bob']).list()).rejects.toThrow(/at least 1 such item/);
  });

  it('is checked beside those of parameters', async () => {
    await expect(connect(['ada']).search({ prefix: 'a' })).resolves.toEqual(['ada']);
    await expect(connect(['ada']).search({ prefix: 'A' })).rejects.toThrow(/prefix/);
    await expect(connect(['bob']).search({ prefix: 'a' })).rejects.toThrow(/at least 1 such item/);
  });
});
