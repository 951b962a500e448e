import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { queryOptions } from '../../examples/custom-templates/templates/query-options.ts';
import { generatePackage, root, withFolder } from '../support/generated-package.ts';
import { typeErrors } from '../support/type-errors.ts';
import { isThorough } from '../support/sample.ts';

const run = promisify(execFile);

function operation(operationId: string, ...parameters: readonly object[]): object {
  const schema = { type: 'array', items: { type: 'string' } };
  const content = { 'application/json': { schema } };
  return { operationId, parameters, responses: { 200: { description: 'Names.', content } } };
}

const spec = JSON.stringify({
  openapi: '3.1.1',
  info: { title: 'Books', version: '1.0.0' },
  servers: [{ url: 'https://books.example' }],
  paths: {
    '/health': { get: operation('health.names') },
    '/books': {
      get: operation('books.list', { name: 'limit', in: 'query', schema: { type: 'integer' } }),
      post: operation('books.create'),
    },
    '/books/{id}': {
      get: operation('books.retrieve', {
        name: 'id',
        in: 'path',
        required: true,
        schema: { type: 'string' },
      }),
    },
  },
});

/** The part of the library's types that the options are assigned to. */
const library = `
export interface QueryObserverOptions<Result> {
  readonly queryKey: readonly unknown[];
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<Result>;
}
`;

const caller = `
import { createTransport } from './src/index.ts';
import { booksListQuery, booksRetrieveQuery, healthNamesQuery } from './src/queries.ts';

const urls: string[] = [];
const transport = createTransport({
  fetch: async (url) => {
    urls.push(url);
    return Response.json([url]);
  },
});
const { signal } = new AbortController();
const queries = [
  healthNamesQuery(transport),
  booksListQuery(transport),
  booksListQuery(transport, { limit: 2 }),
  booksRetrieveQuery(transport, { id: 'b1' }),
];
// @ts-expect-error the id is required
booksRetrieveQuery(transport);
for (const query of queries) await query.queryFn({ signal });
console.log(JSON.stringify({ urls, keys: queries.map(({ queryKey }) => queryKey) }));
`;

test.runIf(isThorough)(
  'a template of 40 lines gives TanStack Query options for each GET, with and without parameters',
  async () => {
    const text = await readFile(`${root}examples/custom-templates/templates/query-options.ts`, 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    const options = { importExtension: 'ts', templates: [queryOptions] } as const;
    const { files, result } = await generatePackage({ spec, options });
    expect(result.diagnostics).toEqual([]);
    expect(files.get('src/queries.ts')).not.toContain('booksCreate');
    expect(JSON.parse(files.get('package.json') ?? '')).toMatchObject({
      exports: { './queries': './src/queries.ts' },
      peerDependencies: { '@tanstack/query-core': '^5.0.0' },
    });
    await withFolder(files, async (folder) => {
      await writeFile(join(folder, 'caller.ts'), caller);
      await writeFile(join(folder, 'query-core.d.ts'), library);
      const paths = { '@tanstack/query-core': [join(folder, 'query-core.d.ts')] };
      expect(await typeErrors([join(folder, 'caller.ts')], { paths })).toEqual([]);
      const { stdout } = await run(process.execPath, [join(folder, 'caller.ts')]);
      expect(JSON.parse(stdout)).toEqual({
        urls: [
          'https://books.example/health',
          'https://books.example/books',
          'https://books.example/books?limit=2',
          'https://books.example/books/b1',
        ],
        keys: [
          ['health.names'],
          ['books.list', null],
          ['books.list', { limit: 2 }],
          ['books.retrieve', { id: 'b1' }],
        ],
      });
    });
  },
);
