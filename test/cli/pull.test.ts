import { createServer, type Server } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { folderWith, runMain, type RunAnswer } from './run-main.ts';

const openapi = '{"openapi":"3.1.0","info":{"title":"T","version":"2.1"},"paths":{}}';

let server: Server;
let origin: string;
let answer: { readonly status: number; readonly body: string; readonly location?: string };
const requests: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
    const { status, body, location } = request.url === '/moved' ? { ...answer, status: 200 } : answer;
    response.writeHead(status, location === undefined || request.url === '/moved' ? {} : { location });
    response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
});
afterAll(() => new Promise((closed) => server.close(closed)));
beforeEach(() => {
  requests.length = 0;
  answer = { status: 200, body: openapi };
});

async function pull(
  headers: object = {},
  files: Readonly<Record<string, string>> = {},
): Promise<RunAnswer & { readonly folder: string }> {
  const config = {
    spec: 'specs/api.json',
    out: 'out',
    from: { url: `${origin}/api.json?key=s3cret`, headers },
  };
  const folder = await folderWith({ 'clientwright.config.json': JSON.stringify(config), ...files });
  return { ...(await runMain(['pull'], { cwd: folder, env: { API_TOKEN: 't0ken' } })), folder };
}

describe('pull', () => {
  test('writes the document, with a record that has its hash and date and no secret', async () => {
    const { code, stdout, folder } = await pull();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^specs\/api\.json: changed, version 2\.1 \([0-9a-f]{12}\)\n$/);
    expect(await readFile(join(folder, 'specs/api.json'), 'utf8')).toBe(openapi);
    const record = await readFile(join(folder, 'specs/api.json.source.json'), 'utf8');
    expect(JSON.parse(record)).toEqual({
      url: `${origin}/api.json`,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  test('leaves both files alone where the document is the same', async () => {
    const first = await pull();
    const file = join(first.folder, 'specs/api.json.source.json');
    const before = await stat(file);
    const second = await runMain(['pull'], { cwd: first.folder });
    expect(second.stdout).toContain('specs/api.json: unchanged');
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
  });

  test('sends secrets of the environment, and says which one is missing', async () => {
    await pull({ authorization: { env: 'API_TOKEN', prefix: 'Bearer ' } });
    expect(requests).toEqual(['/api.json?key=s3cret Bearer t0ken']);
    const missing = await pull({ authorization: { env: 'OTHER_TOKEN' } });
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('error CW6018 The environment variable "OTHER_TOKEN" is not set.');
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['an error', { status: 503, body: openapi }, 'the server answered 503'],
    [
      'a page that asks to log in',
      { status: 200, body: '<html>Log in</html>' },
      'does not return an OpenAPI document',
    ],
    ['another JSON object', { status: 200, body: '{"error":"no"}' }, 'does not return an OpenAPI document'],
    [
      'a redirect to another origin',
      { status: 302, body: '', location: 'http://localhost:1/api.json' },
      'it redirects to another origin, http://localhost:1',
    ],
  ])('keeps the committed document after %s', async (_what, given, reason) => {
    answer = given;
    const { code, stdout, stderr, folder } = await pull({}, { 'specs/api.json': 'committed' });
    expect(code).toBe(1);
    expect(stdout).toBe('specs/api.json: not pulled\n');
    expect(stderr).toContain(`error CW6019 Cannot pull specs/api.json: `);
    expect(stderr).toContain(reason);
    expect(await readFile(join(folder, 'specs/api.json'), 'utf8')).toBe('committed');
  });

  test('follows a redirect to the same origin, and reads YAML', async () => {
    answer = { status: 302, body: 'openapi: 3.1.0\ninfo: { title: T, version: 3 }\n', location: '/moved' };
    const { code, stdout } = await pull();
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('version 3') });
  });

  test('refuses a configuration without an address, and an address in plain text', async () => {
    const without = await folderWith({ 'clientwright.config.json': '{"spec":"a.json","out":"out"}' });
    expect((await runMain(['pull'], { cwd: without })).stderr).toContain('error CW6017');
    const plain = await folderWith({
      'clientwright.config.json': '{"spec":"a.json","out":"out","from":{"url":"http://example.com/a.json"}}',
    });
    const refused = await runMain(['pull'], { cwd: plain });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('"from" must be an object whose `url` is an `https://` address');
  });
});
