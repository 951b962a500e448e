import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeErrors } from '../support/type-errors.ts';
import { isThorough } from '../support/sample.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const config = 'examples/custom-templates/clientwright.config.ts';

let out: string;

beforeAll(async () => {
  out = join(await mkdtemp(join(tmpdir(), 'clientwright-example-')), 'library');
  const command = ['--conditions=clientwright-source', 'generator/cli/bin.ts', 'generate', '--strict'];
  await run(process.execPath, [...command, '--config', config, '--out', out], { cwd: root });
});

afterAll(async () => {
  await rm(join(out, '..'), { recursive: true });
});

describe('examples/custom-templates', () => {
  it('replaces the slot package', async () => {
    expect(await readJson('package.json')).toEqual({
      name: '@example/library',
      version: '1.0.0',
      private: true,
      type: 'module',
      sideEffects: false,
      exports: { '.': './src/index.ts' },
    });
    expect((await readdir(out)).sort()).toEqual(['.clientwright', 'API.md', 'package.json', 'src']);
  });

  it('changes the type of a uuid wherever there is one, and nothing else', async () => {
    expect(await read('API.md')).toContain(
      [
        'export interface Book {',
        '  authorId: Uuid; // uuid',
        '  id: Uuid; // uuid',
        '  shelfId?: Uuid | null; // uuid',
        '  title: string; // minLength 1',
        '}',
      ].join('\n'),
    );
    expect(await read('API.md')).toContain(
      'export interface RetrieveParameters {\n  id: Uuid; // path "id", uuid\n}',
    );
    expect(await read('src/models/book.ts')).toContain(`import type { Uuid } from './uuid.ts';`);
    expect(await read('src/models/book.ts')).toContain(`uuid(out, 'id', value.id);`);
  });

  it('adds the table of operations, which the entry hands on', async () => {
    expect(await read('src/routes.ts')).toBe(
      [
        '/** Method and path of each operation, by its id. */',
        'export const routes = {',
        `  'books.create': { method: 'POST', path: '/books' },`,
        `  'books.list': { method: 'GET', path: '/books' },`,
        `  'books.retrieve': { method: 'GET', path: '/books/{id}' },`,
        '} as const;',
        '',
      ].join('\n'),
    );
    expect(await read('src/index.ts')).toContain(`export { routes } from './routes.ts';`);
  });

  it.runIf(isThorough)('compiles, and holds callers to the types that the templates made', async () => {
    const caller = join(out, 'caller.ts');
    await writeFile(caller, callerText);
    await expect(typeErrors([caller])).resolves.toEqual([]);
    await rm(caller);
  });

  it('runs as it is, without a build', async () => {
    const author = '0198b8f0-0000-4000-8000-000000000001';
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify([{ id: author, authorId: author, shelfId: null, title: 'Middlemarch' }]));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
    const script = [
      `import { createClient } from ${JSON.stringify(pathToFileURL(join(out, 'src/index.ts')).href)};`,
      `const books = await createClient({ baseUrl: 'http://127.0.0.1:${port}' }).books.list();`,
      'console.log(books.map(({ title }) => title).join());',
    ].join('\n');
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
    server.close();
    expect(stdout).toBe('Middlemarch\n');
  });
});

const callerText = `
import { createClient, routes, type Book, type Uuid } from './src/index.ts';

const id: Uuid = crypto.randomUUID();
export const created: Promise<Book> = createClient().books.create({ body: { title: 'Emma', authorId: id } });
export const path: '/books/{id}' = routes['books.retrieve'].path;

export function wrong(book: Book, title: string): void {
  // @ts-expect-error a title is no identity
  book.id = title;
  // @ts-expect-error here neither
  void createClient().books.retrieve({ id: title });
}
`;

function read(path: string): Promise<string> {
  return readFile(join(out, path), 'utf8');
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await read(path));
}
