/** A command line over lists in pages and uploads of files, run as a process of its own. */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli } from '../../../templates/tools/cli.ts';
import { generatePackage, type Folder } from '../../support/generated-package.ts';
import { installedFolder } from '../../support/installed-package.ts';

const page = {
  type: 'object',
  required: ['items'],
  properties: {
    items: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
    nextCursor: { type: 'string' },
  },
};

const json = (schema: object): object => ({
  description: 'Ok.',
  content: { 'application/json': { schema } },
});

const spec = JSON.stringify({
  openapi: '3.1.1',
  info: { title: 'Files', version: '1.0.0' },
  servers: [{ url: 'https://files.example' }],
  paths: {
    '/files': {
      get: {
        operationId: 'files.list',
        parameters: [{ name: 'cursor', in: 'query', schema: { type: 'string' } }],
        responses: { 200: json(page) },
      },
      post: {
        operationId: 'files.upload',
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['file'],
                properties: { file: { type: 'string', format: 'binary' }, title: { type: 'string' } },
              },
            },
          },
        },
        responses: { 201: json({ type: 'object', properties: { name: { type: 'string' } } }) },
      },
    },
  },
});

let folder: Folder;
let server: Server;
const uploads: string[] = [];

beforeAll(async () => {
  const options = { build: true, packageName: '@example/files', templates: [cli()] } as const;
  const { files } = await generatePackage({ spec, options });
  folder = await installedFolder({ files });
  server = createServer((request, response) => {
    void buffer(request).then((body) => {
      if (request.method === 'POST') uploads.push(body.toString('latin1'));
      const isSecond = request.url?.includes('cursor=next') === true;
      const first = { items: [{ name: 'a' }, { name: 'b' }], nextCursor: 'next' };
      const answer = isSecond ? { items: [{ name: 'c' }] } : first;
      response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(request.method === 'POST' ? { name: 'a' } : answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await folder[Symbol.asyncDispose]();
});

async function run(
  ...words: readonly string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const env = { EXAMPLE_FILES_BASE_URL: `http://127.0.0.1:${port}` };
  const child = spawn(process.execPath, [join(folder.path, 'dist/cli/main.js'), ...words], { env });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await closed, stdout, stderr };
}

describe('a list in pages', () => {
  it('prints one page', async () => {
    const { code, stdout } = await run('files', 'list', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ items: [{ name: 'a' }, { name: 'b' }], nextCursor: 'next' });
  });

  it('prints the items of all pages with --all, a line for each', async () => {
    const { code, stdout, stderr } = await run('files', 'list', '--all', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('{"name":"a"}\n{"name":"b"}\n{"name":"c"}\n');
  });
});

describe('a file', () => {
  it('is sent from its path, with its name, beside other fields', async () => {
    const path = join(folder.path, 'notes.bin');
    await writeFile(path, Buffer.from([1, 2, 255]));
    const { code, stderr } = await run('files', 'upload', '--file', path, '--title', 'Notes');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [sent = ''] = uploads;
    expect(sent).toContain('name="file"; filename="notes.bin"');
    expect(sent).toContain('\r\n\r\n\u0001\u0002\u00FF\r\n');
    expect(sent).toContain('name="title"\r\n\r\nNotes\r\n');
  });

  it('that does not exist is an error of the command line, and nothing is sent', async () => {
    const before = uploads.length;
    const { code, stderr } = await run('files', 'upload', '--file', join(folder.path, 'absent.bin'));
    expect(code).toBe(2);
    expect(stderr).toContain('absent.bin');
    expect(uploads).toHaveLength(before);
  });
});
