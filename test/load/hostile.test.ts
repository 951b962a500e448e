/** Documents made to hang, to exhaust, to read elsewhere or to reach out: each ends soon, with a located error. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { codes, folderOf, loadFiles, loadIn, openapi } from './load-files.ts';
import { isThorough } from '../support/sample.ts';

const schemas = (members: object) => openapi({ components: { schemas: members } });
const deep = 100_000;

describe('nesting', () => {
  test.each([
    ['JSON lists', 'api.json', `{"openapi": "3.1.0", "x-a": ${'['.repeat(deep)}${']'.repeat(deep)}}`],
    ['JSON objects', 'api.json', `{"openapi": "3.1.0", "x-a": ${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}}`],
    ['YAML lists', 'api.yaml', `openapi: 3.1.0\nx-a: ${'['.repeat(3000)}${']'.repeat(3000)}`],
  ])('of %s ends at a limit', async (_, name, text) => {
    const { document, diagnostics } = await loadFiles({ [name]: text });
    expect(document).toBeNull();
    expect(diagnostics[0]?.code).toBe('CW1005');
  });

  test('that is cut off is a syntax error', async () => {
    const { diagnostics } = await loadFiles({ 'api.json': '['.repeat(deep) });
    expect(diagnostics[0]?.code).toBe('CW1004');
  });
});

describe('aliases', () => {
  test('that multiply end at a limit', async () => {
    const lines = [...'bcdefghij'].map((name, index) => {
      const before = 'abcdefghij'.charAt(index);
      return `x-${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
    });
    const { document, diagnostics } = await loadFiles({
      'api.yaml': ['openapi: 3.1.0', 'x-a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]', ...lines].join('\n'),
    });
    expect(document).toBeNull();
    expect(diagnostics[0]?.code).toBe('CW1006');
  });

  test.each(['x-a: &a [*a]', 'x-a: *unknown'])('that name nothing are told: %s', async (line) => {
    const { diagnostics } = await loadFiles({ 'api.yaml': `openapi: 3.1.0\n${line}` });
    expect(diagnostics[0]).toMatchObject({ code: 'CW1006', place: { position: { line: 2 } } });
  });
});

describe('a reference out of the folder of the document', () => {
  const secret = 'token-4f1b';

  test.each([
    ['upwards', '../secret.json'],
    ['upwards and encoded', '..%2Fsecret.json'],
    ['to a system file', '../../../../../../etc/passwd'],
    ['to the environment', 'file:///proc/self/environ'],
    ['to a device', 'file:///dev/zero'],
    ['to a host', 'file://host/share/x.json'],
    ['to a file of another kind', './notes.txt'],
    ['by another scheme', 'data:application/json,{}'],
  ])('%s is refused where it stands', async (_, reference) => {
    const folder = await folderOf({
      'api/api.json': schemas({ A: { $ref: reference } }),
      'api/notes.txt': secret,
      'secret.json': { secret },
    });
    const { document, diagnostics } = await loadIn(folder, { spec: 'api/api.json' });
    expect(document).toBeNull();
    expect(codes(diagnostics)).toEqual(['CW1020 api/api.json#/components/schemas/A']);
    expect(JSON.stringify(diagnostics)).not.toContain(secret);
  });

  test.skipIf(process.platform === 'win32')('through a symbolic link is refused', async () => {
    const folder = await folderOf({
      'api/api.json': schemas({ A: { $ref: './link.json' } }),
      'secret.json': { type: 'string', description: secret },
    });
    await symlink(join(folder, 'secret.json'), join(folder, 'api', 'link.json'));
    const { document, diagnostics } = await loadIn(folder, { spec: 'api/api.json' });
    expect(document).toBeNull();
    expect(codes(diagnostics)).toEqual(['CW1020 api/api.json#/components/schemas/A']);
  });

  test.skipIf(process.platform === 'win32')('through a linked folder is refused', async () => {
    const folder = await folderOf({
      'api/api.json': schemas({ A: { $ref: './more/secret.json' } }),
      'elsewhere/secret.json': { type: 'string' },
    });
    await symlink(join(folder, 'elsewhere'), join(folder, 'api', 'more'));
    const { diagnostics } = await loadIn(folder, { spec: 'api/api.json' });
    expect(diagnostics[0]?.code).toBe('CW1020');
  });
});

describe('a reference to the web', () => {
  test('is not requested unless its origin is allowed', async () => {
    const server = await listen(() => ({ status: 200, body: '{"type": "string"}' }));
    const { document, diagnostics } = await loadFiles({
      'api.json': schemas({ A: { $ref: `${server.origin}/a.json` } }),
    });
    expect(document).toBeNull();
    expect(diagnostics[0]).toMatchObject({ code: 'CW1021', place: { pointer: '/components/schemas/A' } });
    expect(diagnostics[0]?.help).toContain(`allowedOrigins: ['${server.origin}']`);
    expect(server.requests).toEqual([]);
  });

  test('is followed to an allowed origin, and from there to the same origin', async () => {
    const server = await listen((url) =>
      url === '/a.json'
        ? { status: 200, body: '{"properties": {"b": {"$ref": "b.yaml"}}}' }
        : { status: 200, body: 'type: string' },
    );
    const { document } = await loadFiles(
      { 'api.json': schemas({ A: { $ref: `${server.origin}/a.json` } }) },
      { allowedOrigins: [server.origin] },
    );
    expect(document?.root['components']).toEqual({
      schemas: { A: { properties: { b: { $ref: '#/components/schemas/b' } } }, b: { type: 'string' } },
    });
    expect(document?.placeOf('/components/schemas/b/type')).toEqual({
      file: `${server.origin}/b.yaml`,
      pointer: '/type',
    });
  });

  test('is not redirected to an origin that is not allowed', async () => {
    const other = await listen(() => ({ status: 200, body: '{}' }));
    const server = await listen(() => ({ status: 302, location: `${other.origin}/a.json` }));
    const { document, diagnostics } = await loadFiles(
      { 'api.json': schemas({ A: { $ref: `${server.origin}/a.json` } }) },
      { allowedOrigins: [server.origin] },
    );
    expect(document).toBeNull();
    expect(diagnostics[0]?.code).toBe('CW1022');
    expect(other.requests).toEqual([]);
  });

  test('from a web file to a local one is refused', async () => {
    const server = await listen(() => ({ status: 200, body: '{"$ref": "file:///etc/hosts.json"}' }));
    const { document, diagnostics } = await loadFiles(
      { 'api.json': schemas({ A: { $ref: `${server.origin}/a.json` } }) },
      { allowedOrigins: [server.origin] },
    );
    expect(document).toBeNull();
    expect(diagnostics[0]?.code).toBe('CW1020');
  });
});

describe('names of the language itself', () => {
  test('are names like any other', async () => {
    const text = `{"openapi": "3.1.0", "paths": {}, "components": {"schemas": {
      "__proto__": {"type": "string"}, "constructor": {"$ref": "#/components/schemas/__proto__"}, "toString": {"$ref": "./a.json"}}}}`;
    const { document, diagnostics } = await loadFiles({ 'api.json': text, 'a.json': { type: 'number' } });
    expect(diagnostics).toEqual([]);
    expect(JSON.stringify(document?.root['components'])).toBe(
      '{"schemas":{"__proto__":{"type":"string"},"constructor":{"$ref":"#/components/schemas/__proto__"},"toString":{"type":"number"}}}',
    );
    expect(Object.hasOwn(Object.prototype, 'type')).toBe(false);
  });

  test('are not found where nobody wrote them', async () => {
    const { diagnostics } = await loadFiles({
      'api.json': schemas({ A: { $ref: '#/constructor' }, B: { $ref: '#/components/schemas/toString' } }),
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(['CW1023', 'CW1023']);
  });

  test('survive YAML, upgrade and overlay', async () => {
    const { document } = await loadFiles(
      {
        'api.yaml':
          'openapi: 3.0.0\npaths: {}\ncomponents: {schemas: {__proto__: {type: string, nullable: true}}}',
        'o.yaml':
          'overlay: 1.0.0\nactions: [{target: $.components.schemas, update: {constructor: {type: number}}}]',
      },
      { overlays: ['o.yaml'] },
    );
    expect(JSON.stringify(document?.root['components'])).toBe(
      '{"schemas":{"__proto__":{"type":["string","null"]},"constructor":{"type":"number"}}}',
    );
  });
});

describe('references in a circle', () => {
  test('that lead nowhere are a warning, told once', async () => {
    const { document, diagnostics } = await loadFiles({
      'api.json': schemas({
        A: { $ref: '#/components/schemas/B' },
        B: { $ref: '#/components/schemas/A' },
        C: { $ref: '#/components/schemas/A' },
      }),
    });
    expect(document).not.toBeNull();
    expect(codes(diagnostics)).toEqual(['CW1024 api.json#/components/schemas/A']);
    expect(diagnostics[0]?.severity).toBe('warning');
  });

  test('over files are the same', async () => {
    const { document, diagnostics } = await loadFiles({
      'api.json': schemas({ A: { $ref: './b.json' } }),
      'b.json': { $ref: 'api.json#/components/schemas/A' },
    });
    expect(document).not.toBeNull();
    expect(diagnostics.map(({ code }) => code)).toEqual(['CW1024']);
  });

  test('through a property are a tree, no error', async () => {
    const node = { properties: { next: { $ref: '#/components/schemas/A' } } };
    const { document, diagnostics } = await loadFiles({ 'api.json': schemas({ A: node }) });
    expect(diagnostics).toEqual([]);
    expect(document).not.toBeNull();
  });

  test('where no name can stand for them are an error', async () => {
    const { document, diagnostics } = await loadFiles({
      'api.json': openapi({ paths: { $ref: './paths.json' } }),
      'paths.json': { $ref: './paths.json' },
    });
    expect(document).toBeNull();
    expect(diagnostics[0]?.code).toBe('CW1024');
  });
});

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly location?: string;
}

async function listen(answer: (url: string) => Answer) {
  const requests: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    requests.push(url);
    const { status, body = '', location } = answer(url);
    response.writeHead(status, location === undefined ? {} : { location }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, requests };
}

describe('references that multiply', () => {
  test('where they are put in place end at a limit', async () => {
    const link = (next: number) => ({ properties: { $ref: `p${next}.json` } });
    const files = Array.from(
      { length: 30 },
      (_, index) => [`p${index}.json`, { a: link(index + 1), b: link(index + 1) }] as const,
    );
    const { document, diagnostics } = await loadFiles({
      'api.json': schemas({ A: link(0) }),
      ...Object.fromEntries(files),
      'p30.json': {},
    });
    expect(document).toBeNull();
    expect(diagnostics.map(({ code }) => code)).toEqual(['CW1006']);
  });

  test('in a ring of thousands are one warning', async () => {
    const ring = Array.from({ length: 5000 }, (_, index) => [
      `S${index}`,
      { $ref: `#/components/schemas/S${(index + 1) % 5000}` },
    ]);
    const { diagnostics } = await loadFiles({ 'api.json': schemas(Object.fromEntries(ring)) });
    expect(codes(diagnostics)).toEqual(['CW1024 api.json#/components/schemas/S0']);
  });
});

describe('an overlay that multiplies', () => {
  const overlay = (target: string, update: unknown, count = 40) => ({
    overlay: '1.0.0',
    actions: Array.from({ length: count }, () => ({ target, update })),
  });
  const wide = schemas(
    Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`S${index}`, { type: 'string' }])),
  );

  const multiplied = [
    ['its matches', '$..*', { x: { y: {} } }],
    ['the values of each match', '$..*..*', { x: { y: { z: {} } } }],
    ['lists', '$', { 'x-list': Array.from({ length: 100_000 }, () => 1) }],
  ] as const;

  test.runIf(isThorough).each(multiplied)('%s ends at a limit', async (_, target, update) => {
    const { document, diagnostics } = await loadFiles(
      { 'api.json': wide, 'o.json': overlay(target, update) },
      { overlays: ['o.json'] },
    );
    expect(document).toBeNull();
    expect(codes(diagnostics)[0]).toMatch(/^CW1006 o\.json#\/actions\/\d+\/target$/);
  });

  test('depth ends at a limit', async () => {
    let deep: object = { leaf: {} };
    for (let depth = 0; depth < 300; depth += 1) deep = { x: deep };
    const { document, diagnostics } = await loadFiles(
      { 'api.json': wide, 'one.json': overlay('$.info', deep, 1), 'two.json': overlay('$..leaf', deep, 1) },
      { overlays: ['one.json', 'two.json'] },
    );
    expect(document).toBeNull();
    expect(codes(diagnostics)).toEqual(['CW1005 two.json#/actions']);
  });

  test('no size is reached by many actions of the same values', async () => {
    const { document, diagnostics } = await loadFiles(
      { 'api.json': wide, 'o.json': overlay('$.components.schemas.*', { 'x-seen': true }) },
      { overlays: ['o.json'] },
    );
    expect(diagnostics).toEqual([]);
    expect(document?.root['components']).toMatchObject({ schemas: { S299: { 'x-seen': true } } });
  });
});
