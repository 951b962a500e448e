import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveRuns, type Run } from '../../generator/config/runs.ts';
import type { RunFlags } from '../../generator/config/run-options.ts';
import { type Diagnostic, DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';

const noFlags: RunFlags = {
  config: null,
  spec: null,
  root: null,
  out: null,
  overlays: [],
  packageName: null,
  api: null,
  strict: null,
  selections: {},
  force: false,
};

describe('a configuration file', () => {
  it.each([
    ['clientwright.config.ts', 'const out: string = "g";\nexport default { spec: "s.json", out };'],
    ['clientwright.config.mts', 'export default { spec: "s.json", out: "g" } as const;'],
    ['clientwright.config.js', 'export default { spec: "s.json", out: "g" };'],
    ['clientwright.config.mjs', 'export default { spec: "s.json", out: "g" };'],
    ['clientwright.config.json', '{ "spec": "s.json", "out": "g" }'],
  ])('may be a %s', async (name, text) => {
    const { runs } = await resolve({ [name]: text, 'package.json': '{"type":"module"}' });
    expect(runs).toMatchObject([{ api: null, options: { spec: 's.json', out: 'g', strict: false } }]);
  });

  it('has paths that start from its own folder', async () => {
    const { runs } = await resolve(
      { 'apis/orders.json': '{ "spec": "spec.json", "out": "../out", "overlays": ["o.yaml"] }' },
      { config: 'apis/orders.json' },
    );
    expect(runs?.[0]?.options).toMatchObject({
      spec: 'apis/spec.json',
      out: 'out',
      overlays: ['apis/o.yaml'],
    });
  });

  it('has a root that starts from there too, and may stand beside several APIs', async () => {
    const apis = {
      a: { spec: 'specs/v1/a.json', out: 'a' },
      b: { spec: 'specs/b.json', out: 'b', root: 'specs' },
    };
    const { runs } = await resolve(
      { 'apis/c.json': JSON.stringify({ root: '..', apis }) },
      { config: 'apis/c.json' },
    );
    expect(runs?.map(({ options }) => options.root)).toEqual(['.', 'apis/specs']);
  });

  it('may hold several APIs, each with what stands beside them unless it says otherwise', async () => {
    const { runs } = await resolve({ 'clientwright.config.json': JSON.stringify(severalApis) });
    expect(
      runs?.map(({ api, options }) => [api, options.out, options.strict, options.propertyOrder]),
    ).toEqual([
      ['orders', 'generated/orders', true, 'spec'],
      ['payments', 'generated/payments', false, 'spec'],
    ]);
  });

  it('gives way to the command line', async () => {
    const config = { spec: 's.json', out: 'g', overlays: ['a.yaml'], strict: true, name: 'a' };
    const { runs } = await resolve(
      { 'clientwright.config.json': JSON.stringify(config) },
      { out: 'elsewhere', overlays: ['b.yaml'], strict: false, packageName: 'b', force: true },
    );
    expect(runs?.[0]?.options).toMatchObject({
      spec: 's.json',
      out: 'elsewhere',
      overlays: ['b.yaml'],
      strict: false,
      packageName: 'b',
      force: true,
    });
  });

  it('is not run when the command line names both spec and folder', async () => {
    const { runs } = await resolve(
      { 'clientwright.config.js': 'throw new Error("run")' },
      { spec: 'x.json', out: 'x' },
    );
    expect(runs).toMatchObject([{ api: null, options: { spec: 'x.json', out: 'x', overlays: [] } }]);
  });

  it('is chosen from by name', async () => {
    const files = { 'clientwright.config.json': JSON.stringify(severalApis) };
    const { runs } = await resolve(files, { api: 'payments', out: 'elsewhere' });
    expect(runs?.map(({ api, options }) => [api, options.out])).toEqual([['payments', 'elsewhere']]);
  });
});

describe('what cannot be followed', () => {
  it('is the lack of both a configuration and a spec', async () => {
    expect(await faults({})).toEqual([
      'CW6002 Neither a clientwright.config.ts in this folder nor "--spec" was found.',
    ]);
    expect(await faults({}, { spec: 's.json' })).toEqual([
      'CW6002 "--spec" needs "--out", or a clientwright.config.ts in this folder.',
    ]);
  });

  it('is a configuration file that is not there', async () => {
    expect(await faults({}, { config: 'nope.ts' })).toEqual([
      'CW6003 Configuration file "nope.ts" not found.',
    ]);
  });

  it('is a folder in place of a configuration file, named or found', async () => {
    const files = { 'folder/x': '', 'clientwright.config.ts/x': '' };
    expect(await faults(files, { config: 'folder' })).toEqual([
      'CW6003 Cannot read the configuration file "folder": it is a folder.',
    ]);
    expect(await faults(files)).toEqual([
      'CW6003 Cannot read the configuration file "clientwright.config.ts": it is a folder.',
    ]);
  });

  it('is a configuration file below another file', async () => {
    expect(await faults({ a: '' }, { config: 'a/b.ts' })).toEqual([
      'CW6003 Configuration file "a/b.ts" not found.',
    ]);
  });

  it('is JSON that is nested too deeply to read', async () => {
    expect(await faults({ 'clientwright.config.json': '['.repeat(100_000) })).toEqual([
      'CW6004 Cannot load the configuration: it is nested too deeply, or recurses without end.',
    ]);
  });

  it.each(['spec', 'out', 'root'])('is a NUL in the path of %s', async (key) => {
    const config = JSON.stringify({ spec: 's', out: 'g', [key]: 'a\0b' });
    expect(await faults({ 'clientwright.config.json': config })).toEqual([
      `CW6006 "${key}" must be a path (a string that is not empty and has no NUL).`,
    ]);
  });

  it.each([
    ['a getter that throws', 'export default { get spec() { throw new Error("boom"); }, out: "g" };', 'boom'],
    ['a value thrown without a text', 'throw Object.create(null);', 'it throws a value without a text'],
    [
      'a proxy that throws',
      'const r = () => { throw 1; }; throw new Proxy({}, { get: r, getPrototypeOf: r });',
      'it throws a value without a text',
    ],
    [
      'an error whose message throws',
      'throw Object.defineProperty(new Error(), "message", { get() { throw 1; } });',
      'it throws a value without a text',
    ],
    ['endless recursion', 'const f = () => f() + 1; export default f();', 'recurses without end'],
  ])('is a configuration with %s', async (_, text, message) => {
    const found = await faults({ 'clientwright.config.mjs': text });
    expect(found).toEqual([expect.stringContaining('CW6004 Cannot load the configuration: ')]);
    expect(found[0]).toContain(message);
  });

  it('is an API that the configuration does not have', async () => {
    const files = { 'clientwright.config.json': JSON.stringify(severalApis) };
    const { diagnostics } = await resolve(files, { api: 'ordres' });
    expect(diagnostics).toMatchObject([{ code: 'CW6007', help: 'Did you mean "orders"?' }]);
  });

  it('is an option for one API where there are several', async () => {
    const files = { 'clientwright.config.json': JSON.stringify(severalApis) };
    const { diagnostics } = await resolve(files, { out: 'x' });
    expect(diagnostics).toMatchObject([
      { code: 'CW6009', help: 'Choose an API with --api: orders, payments.' },
    ]);
  });

  it.each([
    [
      'an error as it runs',
      'const x: number = 1;\nthrow new Error("boom /a/b/c.ts " + x);',
      2,
      'boom c.ts 1',
    ],
    ['an import of what is not there', '\nimport x from "nope";\nexport default x;', 2, `'nope'`],
    ['no default export', 'export const config = {};', undefined, 'no default export'],
    ['a value thrown that is no error', 'throw 3;', undefined, 'throws 3'],
  ])('is a configuration with %s, which is located', async (_, text, line, message) => {
    const { runs, diagnostics } = await resolve({ 'clientwright.config.ts': text });
    expect(runs).toBeNull();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.code).toBe('CW6004');
    expect(diagnostics[0]?.place?.file).toBe('clientwright.config.ts');
    expect(diagnostics[0]?.place?.position?.line).toBe(line);
    expect(diagnostics[0]?.message).toContain(message);
    expect(diagnostics[0]?.message).not.toContain(tmpdir());
  });

  it('is a web address instead of a file, on the command line or in the file', async () => {
    const url = 'https://example.com/api.json';
    expect(await faults({}, { spec: url, out: 'g' })).toEqual([
      `CW6012 "${url}" is a web address, not a file.`,
    ]);
    const config = JSON.stringify({ spec: 's.json', out: 'g', overlays: [url] });
    expect(await faults({ 'clientwright.config.json': config })).toEqual([
      `CW6012 "${url}" is a web address, not a file.`,
    ]);
  });

  it('is a root that does not hold the document, told where the document is named', async () => {
    const apis = {
      a: { spec: 'specs/a.json', out: 'a' },
      b: { spec: 'specs-old/b.json', out: 'b' },
    };
    const { runs, diagnostics } = await resolve({
      'clientwright.config.json': JSON.stringify({ root: 'specs', apis }),
    });
    expect(runs).toBeNull();
    expect(diagnostics).toMatchObject([
      {
        code: 'CW6013',
        message: '"specs-old/b.json" is not below the root "specs".',
        place: { file: 'clientwright.config.json', pointer: '/apis/b/spec' },
      },
    ]);
  });

  it.each(['specs', 'api.json', '../elsewhere'])('is a root on the command line: %s', async (root) => {
    expect(await faults({}, { spec: 'api.json', out: 'g', root })).toEqual([
      `CW6013 "api.json" is not below the root "${root}".`,
    ]);
  });

  it('is a root on the web', async () => {
    const root = 'https://example.com/specs';
    expect(await faults({}, { spec: 'api.json', out: 'g', root })).toEqual([
      `CW6012 "${root}" is a web address, not a file.`,
    ]);
  });

  it('is JSON with a syntax error, which is located', async () => {
    const { diagnostics } = await resolve({ 'clientwright.config.json': '{\n  "spec": x\n}' });
    expect(diagnostics).toMatchObject([{ code: 'CW6004', place: { position: { line: 2, column: 11 } } }]);
  });
});

const severalApis = {
  propertyOrder: 'spec',
  strict: true,
  apis: {
    orders: { spec: 'orders.json', out: 'generated/orders' },
    payments: { spec: 'payments.json', out: 'generated/payments', strict: false },
  },
};

interface Resolved {
  readonly runs: readonly Run[] | null;
  readonly diagnostics: readonly Diagnostic[];
}

async function resolve(
  files: Readonly<Record<string, string>>,
  flags: Partial<RunFlags> = {},
): Promise<Resolved> {
  const workingDirectory = await mkdtemp(join(tmpdir(), 'clientwright-config-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(workingDirectory, path)), { recursive: true });
    await writeFile(join(workingDirectory, path), text);
  }
  const diagnostics = new DiagnosticCollector();
  const request = {
    flags: { ...noFlags, ...flags },
    workingDirectory,
    diagnostics,
    sources: new Map(),
    runForeignCode: async <Result>(foreignCode: () => Promise<Result>) => foreignCode(),
  };
  return { runs: await resolveRuns(request), diagnostics: diagnostics.all };
}

async function faults(
  files: Readonly<Record<string, string>>,
  flags: Partial<RunFlags> = {},
): Promise<string[]> {
  const { runs, diagnostics } = await resolve(files, flags);
  expect(runs).toBeNull();
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}
