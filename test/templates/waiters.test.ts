/** Waiters of every form, from the document to the wire: what is written, that it compiles, and what it does. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Log, Script } from '../checklist/script.ts';
import { startScriptedServer } from '../checklist/server/scripted-server.ts';
import { complaintsOf } from '../support/compile.ts';
import { generatePackage, withFolder, type Files } from '../support/generated-package.ts';
import { fastClock } from '../support/process-clock.ts';
import { importFiles } from '../support/imported-package.ts';

/** As much of the package as is called here. */
interface Waits {
  readonly createTransport: (options: object) => object;
  readonly jobs: Calls<'wait' | 'waitUntilCompleted' | 'tryWaitUntilGone' | 'tryWaitUntilFine'>;
  readonly tasks: Calls<'wait' | 'waitUntilCompleted'>;
  readonly uploads: Calls<'wait' | 'waitUntilCompleted'>;
  readonly reports: Calls<'retrieve' | 'waitForCompleted' | 'pollForCompleted'>;
}

type Calls<Name extends string> = Readonly<
  Record<Name, (transport: object, parameters: object, options?: object) => Promise<unknown>>
>;

let files: Files;
let waits: Waits;

beforeAll(async () => {
  const spec = await readFile(new URL('waiters.yaml', import.meta.url), 'utf8');
  const generated = await generatePackage({ spec, specFile: 'spec.yaml' });
  files = generated.files;
  waits = await load(files);
});

const speed = 20;

/** As an application would that imports each resource by itself. */
function load(sources: Files): Promise<Waits> {
  const names = ['jobs', 'tasks', 'uploads', 'reports'];
  const exported = names.map((name) => `export * as ${name} from './src/resources/${name}.js';`);
  const program = [`export { createTransport } from './src/index.js';`, ...exported].join('\n');
  return importFiles(new Map([...sources, ['waits.ts', program]]), 'waits.ts');
}

/** What a call gives, or is rejected with, and what the server saw of it. */
async function against(
  script: Script,
  call: (transport: object) => Promise<unknown>,
): Promise<{ readonly result: unknown; readonly log: Log }> {
  const server = await startScriptedServer(script);
  const transport = { ...waits.createTransport({ baseUrl: server.url }), clock: fastClock(speed) };
  const result = await call(transport).catch((error: unknown) => error);
  const log = server.log();
  await server.close();
  return { result, log };
}

const job = (status: string, more: object = {}): Answer => ({ json: { id: '1', status, ...more } });
const elapsed = (status: number): Answer => ({ status, delayMs: 60_000 / speed / 10 });
const waiting = { maxWaitMs: 60_000, windowMs: 5_000 };

describe('what is written', () => {
  const resource = (name: string): string => files.get(`src/resources/${name}.ts`) ?? '';

  it('compiles under every switch', async () => {
    await withFolder(files, async (folder) => {
      await writeFile(join(folder, 'package.json'), '{"type":"module"}');
      expect(await complaintsOf({ folder, compiler: 'typescript' })).toBe('');
    });
  });

  it('types what an acceptor lets pass', () => {
    expect(resource('jobs')).toContain('WaitUntilFineResult = Job & { readonly done: true };');
    expect(resource('jobs')).toContain('WaitUntilGoneResult = undefined;');
    expect(resource('reports')).toContain('WaitForCompletedResult = Report;');
  });

  it('makes comparisons of criteria, and runs no expression', () => {
    expect(resource('jobs')).toContain("{ state: 'success', onStatus: (status) => status === 404 }");
    expect(resource('jobs')).toContain('result.done === true && (result.result?.code ?? Number.NaN) >= 3');
    expect([...files.values()].join('')).not.toContain('new RegExp');
  });

  it('says in a line for whom each is', () => {
    expect(resource('jobs')).toContain('until the state or the status is `404`');
    expect(resource('reports')).toContain('until the status is `200`');
  });
});

describe('W11: a window in which nothing happened', () => {
  it('W11: is told by 304, and asked for in a header', async () => {
    const answers = [elapsed(304), elapsed(304), job('done')];
    const { result, log } = await against({ answers }, (transport) =>
      waits.jobs.waitUntilCompleted(transport, { jobId: '1' }, waiting),
    );
    expect(result).toMatchObject({ status: 'done' });
    expect(log.requests.map(({ headers }) => headers['prefer'])).toEqual(['wait=5', 'wait=5', 'wait=5']);
  });

  it.each([
    ['tasks', 408],
    ['uploads', 204],
  ] as const)(
    'W11: of %s is told by %i: neither a failure nor a reason for a delay',
    async (name, status) => {
      const answers = [elapsed(status), elapsed(status), job('done')];
      const { result, log } = await against({ answers }, (transport) =>
        waits[name].waitUntilCompleted(transport, { id: '1' }, waiting),
      );
      expect(result).toMatchObject({ status: 'done' });
      expect(log.requests.map(({ url }) => url)).toEqual(Array(3).fill(`/${name}/1/wait?ms=5000`));
    },
  );

  it.each([
    ['tasks', 408, { id: '1' }],
    ['uploads', 204, { id: '1' }],
    ['jobs', 304, { jobId: '1' }],
  ] as const)(
    'W11: gives the raw operation of %s no value, and is asked for once',
    async (name, status, id) => {
      const { result, log } = await against({ answers: [{ status }] }, (transport) =>
        waits[name].wait(transport, id),
      );
      expect(result).toBeUndefined();
      expect(log.requests).toHaveLength(1);
    },
  );
});

describe('a wait', () => {
  it('looks by the operation that it falls back to, with its parameters under their names', async () => {
    const { log } = await against({ answers: [job('queued')] }, (transport) =>
      waits.jobs.waitUntilCompleted(transport, { jobId: 'a' }, { maxWaitMs: 900 }),
    );
    expect(log.requests.map(({ url }) => url)).toEqual(['/jobs/a']);
  });

  it('may be for an error status', async () => {
    const gone = [job('queued'), { status: 404, json: {} }];
    const { result, log } = await against({ answers: gone }, (transport) =>
      waits.jobs.tryWaitUntilGone(transport, { id: '1' }),
    );
    expect(result).toEqual({ state: 'success', value: undefined });
    expect(log.requests).toHaveLength(2);
    const failed = await against({ answers: [{ status: 410, json: {} }] }, (transport) =>
      waits.jobs.tryWaitUntilGone(transport, { id: '1' }),
    );
    expect(failed.result).toMatchObject({ state: 'failure', reason: { status: 410 } });
  });

  it('may be for several values together, or end by another', async () => {
    const answers = [
      job('done', { done: true, result: { code: 2 } }),
      { json: { id: '1' } },
      job('done', { done: true, result: { code: 3 } }),
    ];
    const fine = await against({ answers }, (transport) =>
      waits.jobs.tryWaitUntilFine(transport, { id: '1' }, waiting),
    );
    expect(fine.result).toMatchObject({ state: 'success', value: { result: { code: 3 } } });
    const bad = await against({ answers: [job('failed', { result: { why: 'no disk' } })] }, (transport) =>
      waits.jobs.tryWaitUntilFine(transport, { id: '1' }, waiting),
    );
    expect(bad.result).toMatchObject({ state: 'failure', reason: 'no disk' });
  });

  it('tells of the status where a result has no state', async () => {
    const { result } = await against({ answers: [{ json: { id: '1' } }] }, (transport) =>
      waits.jobs.tryWaitUntilFine(transport, { id: '1' }, { maxWaitMs: 3_000 }),
    );
    expect(result).toMatchObject({ state: 'timeout', value: { id: '1' } });
    const late = await against({ answers: [{ json: { id: '1' } }] }, (transport) =>
      waits.jobs.waitUntilCompleted(transport, { jobId: '1' }, { maxWaitMs: 3_000 }),
    );
    expect(late.result).toMatchObject({ name: 'WaiterTimeoutError', state: 'status 200' });
  });

  it('may be for one of several good statuses, in a unit of seconds', async () => {
    const answers = [{ status: 202 }, { json: { rows: 3 } }];
    const { result, log } = await against({ answers }, (transport) =>
      waits.reports.waitForCompleted(transport, { id: '1', wait: 30 }),
    );
    expect(result).toEqual({ rows: 3 });
    expect(log.requests.map(({ url }) => url)).toEqual(['/reports/1?wait=30', '/reports/1?wait=30']);
  });
});
