/** Several APIs in processes of their own: the same packages, in order, and a failure of one API is its own. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { usefulWorkers } from '../../generator/cli/workers.ts';
import { readAll } from '../support/generated-package.ts';
import { folderWith, nothingGenerated, runMain } from './run-main.ts';

const bin = fileURLToPath(new URL('../../generator/cli/bin.ts', import.meta.url));

const names = ['orders', 'stock', 'payments'] as const;

function documentOf(name: string): string {
  const responses = { 200: { description: 'Ok.', content: { 'application/json': { schema: {} } } } };
  return JSON.stringify({
    openapi: '3.1.1',
    info: { title: name, version: '1.0.0' },
    servers: [{ url: 'https://shop.example' }],
    paths: { [`/${name}`]: { get: { operationId: `${name}.list`, responses } } },
  });
}

/** A configuration with a template, which is a function and cannot be sent to another process. */
function configuration(declare: string): string {
  const apis = names.map((name) => `${name}: { spec: '${name}.json', out: 'out/${name}', build: false }`);
  return `const ids = { name: 'ids', slot: null, declare: (api, plan) => { ${declare} } };
export default { apis: { ${apis.join(', ')} }, templates: [ids] };
`;
}

/** Adds a file, so that a package shows whether the template ran. */
const addsFile = `const file = plan.file({ identity: 'ids', path: 'src/ids.txt' });
return { files: [{ file, render: () => ({ kind: 'text', text: api.operations.map(({ id }) => id).join() + '\\n' }) }] };`;

function projectWith(declare: string): Promise<string> {
  return folderWith({
    ...Object.fromEntries(names.map((name) => [`${name}.json`, documentOf(name)])),
    'clientwright.config.mjs': configuration(declare),
  });
}

interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(words: readonly string[], cwd: string): ReturnType<typeof spawn> {
  return spawn(process.execPath, ['--conditions=clientwright-source', bin, ...words], { cwd });
}

async function run(words: readonly string[], cwd: string): Promise<Answer> {
  const child = spawn(process.execPath, ['--conditions=clientwright-source', bin, ...words], { cwd });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

const outOf = (stdout: string): readonly string[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/:.*/, ''));

describe('several processes', () => {
  it('write what one process writes, templates included, and report in the order of the configuration', async () => {
    const [several, one] = [await projectWith(addsFile), await projectWith(addsFile)];
    const answer = await run(['generate', '--workers', '2'], several);
    await run(['generate', '--workers', '1'], one);
    expect(answer).toMatchObject({ code: 0, stderr: '' });
    expect(outOf(answer.stdout)).toEqual(names.map((name) => `out/${name}`));
    const written = await readAll(join(several, 'out'));
    expect(written.get('stock/src/ids.txt')).toBe('stock.list\n');
    expect(written).toEqual(await readAll(join(one, 'out')));
    expect(await run(['check', '--workers', '3'], several)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^out\/orders: up to date.*\nout\/stock: up to date.*\nout\/payments: up to/,
      ),
    });
  });

  it('leave the other APIs alone where a process is ended', async () => {
    const declare = `if (api.title === 'orders') process.kill(process.pid, 'SIGKILL'); ${addsFile}`;
    const answer = await run(['generate', '--workers', '2', '--format', 'json'], await projectWith(declare));
    expect(answer.code).toBe(1);
    const { apis, diagnostics } = JSON.parse(answer.stdout);
    expect(apis).toMatchObject([
      { api: 'orders', ok: false },
      { api: 'stock', ok: true },
      { api: 'payments', ok: true },
    ]);
    expect(diagnostics).toMatchObject([
      { code: 'CW6022', message: expect.stringContaining('was ended by SIGKILL') },
    ]);
  });

  it('fail the run where code of the project fails outside of its calls', async () => {
    const declare = `if (api.title === 'stock') void Promise.reject(new Error('too late')); ${addsFile}`;
    const answer = await run(['generate', '--workers', '3'], await projectWith(declare));
    expect(answer).toMatchObject({ code: 1, stderr: expect.stringContaining('CW6020') });
    expect(outOf(answer.stdout)).toHaveLength(3);
  });

  it('end with the command, where a signal ends it', async () => {
    const waits = `console.log('at work ' + process.pid); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`;
    const command = start(['generate', '--workers', '2'], await projectWith(waits));
    const ended = new Promise((resolve) => command.on('exit', (_, signal) => resolve(signal)));
    const workers: number[] = [];
    if (command.stdout === null) throw new Error('no output');
    for await (const line of createInterface({ input: command.stdout })) {
      workers.push(Number(/^at work (\d+)$/.exec(line)?.[1]));
      if (workers.length === 2) command.kill('SIGTERM');
    }
    expect(await ended).toBe('SIGTERM');
    for (const worker of workers) expect(() => process.kill(worker, 0)).toThrow('ESRCH');
  });
});

describe('a run that throws', () => {
  it('is the failure of its API', async () => {
    const cwd = await folderWith({
      'clientwright.config.json': JSON.stringify({
        apis: { orders: { spec: 'a.json', out: 'out/a' }, stock: { spec: 'b.json', out: 'out/b' } },
      }),
    });
    const generate = async ({ spec }: { readonly spec: string }): Promise<typeof nothingGenerated> => {
      if (spec === 'a.json') throw new TypeError('undefined is not a function');
      return nothingGenerated;
    };
    const answer = await runMain(['generate'], { cwd, pipeline: { generate } });
    expect(answer).toMatchObject({ code: 70, stderr: expect.stringContaining('CW9001') });
    expect(answer.stdout).toMatch(/^out\/a: nothing written.*\nout\/b: 0 files written/);
  });
});

describe('the number of processes', () => {
  it('is one where starting another takes longer than the work', () => {
    expect(usefulWorkers([])).toBe(0);
    expect(usefulWorkers([3_000, 3_000])).toBe(1);
    expect(usefulWorkers(Array<number>(10).fill(1_000))).toBe(1);
  });

  it('is that of the processors at most', () => {
    expect(usefulWorkers(Array<number>(500).fill(40_000))).toBeLessThanOrEqual(availableParallelism());
    expect(usefulWorkers([9_000_000])).toBeLessThanOrEqual(1);
  });

  it('is a number on the command line', async () => {
    const answer = await runMain(['generate', '--workers', '0'], { cwd: await folderWith({}) });
    expect(answer).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Wrong value "0" of "--workers"'),
    });
  });
});
