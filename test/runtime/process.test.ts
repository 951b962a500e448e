import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startArtuServer } from '../support/artu-server.ts';
import { bundleRuntime } from '../support/runtime-bundle.ts';

/** A program that makes one call, or waits, and says when it has settled. */
const program = `
  import { anyJson } from 'runtime/decode.ts';
  import { longPoll } from 'runtime/long-poll.ts';
  import { send } from 'runtime/send.ts';
  import { makeTransport } from 'runtime/transport.ts';
  import { waitUntil } from 'runtime/waiter.ts';
  const [baseUrl, mode] = process.argv.slice(2);
  const transport = makeTransport({ baseUrl, userAgent: 'try/1', securitySchemes: {}, security: [] }, { maxRetries: 0 });
  const held = longPoll({ window: 'w', windowOf: () => undefined, minMs: 1000, maxMs: 60000, defaultMs: 30000, graceMs: 10000 });
  const operation = { id: 'try', method: 'GET', path: '/try', responses: { 200: anyJson() }, longPoll: held };
  const waiter = { name: 'Try', call: { operation: () => operation }, withWindow: (p) => p, state: ({ status }) => status, success: ['done'], failure: [], pending: ['running'], minDelayMs: 500, maxDelayMs: 10000 };
  const collect = () => { globalThis.gc(); setTimeout(globalThis.gc, 20); };
  const controller = new AbortController();
  setTimeout(collect, 50);
  if (mode === 'abort') setTimeout(() => controller.abort(), 150);
  const { signal } = controller;
  const call = mode === 'timeout'
    ? waitUntil(transport, waiter, {}, { maxWaitMs: 150 })
    : mode === 'abort' ? waitUntil(transport, waiter, {}, { maxWaitMs: 60000, signal }) : send(transport, operation, {});
  const startedAt = performance.now();
  if (mode === 'raw') await call.raw();
  const name = mode === 'raw' ? 'unread' : await call.then(() => 'success', (error) => error.name);
  console.log(JSON.stringify({ name, ms: performance.now() - startedAt }));
`;

/** A program that makes many calls on one signal, without a network, and says by how much its memory grew. */
const manyCalls = `
  import { anyJson } from 'runtime/decode.ts';
  import { send } from 'runtime/send.ts';
  import { makeTransport } from 'runtime/transport.ts';
  const fetch = async () => Response.json({});
  const transport = makeTransport({ baseUrl: 'http://try', userAgent: 'try/1', securitySchemes: {}, security: [] }, { fetch });
  const operation = { id: 'try', method: 'GET', path: '/try', responses: { 200: anyJson() } };
  const { signal } = new AbortController();
  const makeCalls = async (count) => {
    for (let call = 0; call < count; call += 1) await send(transport, operation, {}, { signal });
    for (let round = 0; round < 5; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      globalThis.gc();
    }
    return process.memoryUsage().heapUsed;
  };
  await makeCalls(2000);
  const before = await makeCalls(2000);
  console.log(JSON.stringify({ grownBytes: (await makeCalls(10000)) - before }));
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
  /** Until the call settled, and from then until the process was gone. */
  readonly ms: number;
  readonly exitMs: number;
}

function run(baseUrl: string, mode: string): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--expose-gc', join(folder, 'program.mjs'), baseUrl, mode]);
    let settledAt = 0;
    let output = '';
    child.stdout.on('data', (chunk) => {
      settledAt = performance.now();
      output += String(chunk);
    });
    child.on('exit', () => resolve({ ...JSON.parse(output), exitMs: performance.now() - settledAt }));
  });
}

async function runToEnd(file: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', join(folder, file)]);
  return stdout;
}

describe.concurrent('a process of its own', () => {
  it('goes at once after a success', async () => {
    await using server = await startArtuServer({ faults: [{ kind: 'answer', status: 200, body: '{}' }] });
    const { name, exitMs } = await run(server.url, 'once');
    expect(name).toBe('success');
    expect(exitMs).toBeLessThan(1_000);
  });

  it('goes at once although the body of a response was left unread', async () => {
    await using server = await startArtuServer({
      faults: [{ kind: 'answer', status: 200, body: 'x'.repeat(1_000_000) }],
    });
    const { name, exitMs } = await run(server.url, 'raw');
    expect(name).toBe('unread');
    expect(exitMs).toBeLessThan(1_000);
  });

  it('goes at once after a refused connection', async () => {
    const server = await startArtuServer();
    await server[Symbol.asyncDispose]();
    const { name, exitMs } = await run(server.url, 'once');
    expect(name).toBe('ApiConnectionError');
    expect(exitMs).toBeLessThan(1_000);
  });

  it.each([
    ['abort', 'AbortError'],
    ['timeout', 'WaiterTimeoutError'],
  ])('%s works after memory was collected, and leaves nothing running', async (mode, expected) => {
    await using server = await startArtuServer({ faults: [{ kind: 'silence' }], forever: true });
    const { name, ms, exitMs } = await run(server.url, mode);
    expect(name).toBe(expected);
    expect(ms).toBeLessThan(1_000);
    expect(exitMs).toBeLessThan(1_000);
  });
});

describe('ten thousand calls that share one signal', () => {
  it('leave nothing in memory', async () => {
    const { grownBytes } = JSON.parse(await runToEnd('calls.mjs'));
    expect(grownBytes).toBeLessThan(1_000_000);
  });
});
