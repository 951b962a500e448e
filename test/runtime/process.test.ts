import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startArtuServer } from '../support/artu-server.ts';
import { bundleRuntime } from '../support/runtime-bundle.ts';

const processClock = join(import.meta.dirname, '../support/process-clock.ts');
const memory = join(import.meta.dirname, '../support/memory.ts');

/** A program that makes one call, or waits; prints when that settled, and for how many turns the process went on. */
const program = `
  import { settlingMs, sleep } from '${processClock}';
  import { anyJson } from 'runtime/decode.ts';
  import { longPoll } from 'runtime/long-poll.ts';
  import { send } from 'runtime/call.ts';
  import { makeTransport } from 'runtime/transport.ts';
  import { waitUntil } from 'runtime/waiter.ts';
  const [baseUrl, mode] = process.argv.slice(2);
  const transport = makeTransport({ baseUrl, userAgent: 'try/1', securitySchemes: {}, security: [] }, { maxRetries: 0 });
  const held = longPoll({ window: 'w', windowOf: () => undefined, minMs: 1000, maxMs: 60000, defaultMs: 30000, graceMs: 10000 });
  const operation = { id: 'try', method: 'GET', path: '/try', responses: { 200: anyJson() }, longPoll: held };
  const waiter = { name: 'Try', call: { operation: () => operation }, withWindow: (p) => p, state: ({ status }) => status, success: ['done'], failure: [], pending: ['running'], minDelayMs: 500, maxDelayMs: 10000 };
  const controller = new AbortController();
  const collect = async () => {
    for (const ms of [50, 20]) {
      await sleep(ms);
      globalThis.gc();
    }
    if (mode === 'abort') controller.abort();
  };
  const { signal } = controller;
  const call = mode === 'timeout'
    ? waitUntil(transport, waiter, {}, { maxWaitMs: 150 })
    : mode === 'abort' ? waitUntil(transport, waiter, {}, { maxWaitMs: 60000, signal }) : send(transport, operation, {});
  if (mode === 'abort' || mode === 'timeout') void collect();
  if (mode === 'raw') await call.raw();
  const end = mode === 'raw' ? 'unread' : call.then(() => 'success', (error) => error.name);
  const ms = await settlingMs(Promise.resolve(end));
  const name = await end;
  let turns = 0;
  const goOn = () => {
    turns += 1;
    setTimeout(goOn, 1).unref();
  };
  goOn();
  process.on('exit', () => console.log(JSON.stringify({ name, ms, turns })));
`;

/** A program that makes many calls on one signal, without a network, and says by how much its memory grows. */
const manyCalls = `
  import { leastGrowth } from '${memory}';
  import { anyJson } from 'runtime/decode.ts';
  import { send } from 'runtime/call.ts';
  import { makeTransport } from 'runtime/transport.ts';
  const fetch = async () => Response.json({});
  const transport = makeTransport({ baseUrl: 'http://try', userAgent: 'try/1', securitySchemes: {}, security: [] }, { fetch });
  const operation = { id: 'try', method: 'GET', path: '/try', responses: { 200: anyJson() } };
  const { signal } = new AbortController();
  const grownBytes = await leastGrowth(async () => {
    for (let call = 0; call < 10_000; call += 1) await send(transport, operation, {}, { signal });
  });
  console.log(JSON.stringify({ grownBytes }));
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runtime-'));
  await writeFile(join(folder, 'program.mjs'), await bundleRuntime(program));
  await writeFile(join(folder, 'calls.mjs'), await bundleRuntime(manyCalls));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ran {
  readonly name: string;
  /** Until the call settled, on the clock of the process. */
  readonly ms: number;
  /** Turns of the event loop from then until the process ended. */
  readonly turns: number;
}

/** Turns that a process may take to end by itself; a timer or a socket that is left open takes thousands. */
const fewTurns = 200;

function run(baseUrl: string, mode: string): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--expose-gc', join(folder, 'program.mjs'), baseUrl, mode]);
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.on('close', () => resolve(JSON.parse(output)));
  });
}

async function runToEnd(file: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', join(folder, file)]);
  return stdout;
}

describe.concurrent('a process of its own', () => {
  it('goes at once after a success', async () => {
    await using server = await startArtuServer({ faults: [{ kind: 'answer', status: 200, body: '{}' }] });
    const { name, turns } = await run(server.url, 'once');
    expect(name).toBe('success');
    expect(turns).toBeLessThan(fewTurns);
  });

  it('goes at once although the body of a response was left unread', async () => {
    await using server = await startArtuServer({
      faults: [{ kind: 'answer', status: 200, body: 'x'.repeat(1_000_000) }],
    });
    const { name, turns } = await run(server.url, 'raw');
    expect(name).toBe('unread');
    expect(turns).toBeLessThan(fewTurns);
  });

  it('goes at once after a refused connection', async () => {
    const server = await startArtuServer();
    await server[Symbol.asyncDispose]();
    const { name, turns } = await run(server.url, 'once');
    expect(name).toBe('ApiConnectionError');
    expect(turns).toBeLessThan(fewTurns);
  });

  it.each([
    ['abort', 'AbortError'],
    ['timeout', 'WaiterTimeoutError'],
  ])('%s works after memory was collected, and leaves nothing running', async (mode, expected) => {
    await using server = await startArtuServer({ faults: [{ kind: 'silence' }], forever: true });
    const { name, ms, turns } = await run(server.url, mode);
    expect(name).toBe(expected);
    expect(ms).toBeLessThan(1_000);
    expect(turns).toBeLessThan(fewTurns);
  });
});

describe('ten thousand calls that share one signal', () => {
  it('leave nothing in memory', async () => {
    const { grownBytes } = JSON.parse(await runToEnd('calls.mjs'));
    expect(grownBytes).toBeLessThan(1_000_000);
  });
});
