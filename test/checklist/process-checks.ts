/** The part of the checklist that looks into a process of Node.js: how it ends, and what it keeps. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startScriptedServer } from './server/scripted-server.ts';
import type { Log, Script } from './script.ts';
import { execution } from './trial.ts';

const program = fileURLToPath(new URL('program.ts', import.meta.url));

interface Ran {
  readonly report: Readonly<Record<string, unknown>>;
  /** From the report to the end of the process. */
  readonly exitMs: number;
  readonly log: Log;
}

/** Runs the program in one of its modes, against a server that plays the script. */
type Run = (mode: string, script: Script) => Promise<Ran>;

async function runProgram(suite: string, mode: string, script: Script): Promise<Ran> {
  const server = await startScriptedServer(script);
  const child = spawn(process.execPath, ['--expose-gc', program, suite, server.url, mode]);
  let output = '';
  let errors = '';
  let reportedAt = 0;
  child.stdout.on('data', (chunk) => {
    reportedAt = performance.now();
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  await new Promise((resolve) => child.on('close', resolve));
  const exitMs = performance.now() - reportedAt;
  const log = server.log();
  await server.close();
  if (output === '') throw new Error(errors);
  return { report: JSON.parse(output), exitMs, log };
}

const silence: Script = { answers: [{ fault: 'silence' }] };
const completed: Script = { answers: [execution()] };
const megabyte = 1_000_000;

/** Tells the test runner of them; `suite` is the file of the bundled packages. */
export function checkProcesses(suite: string): void {
  const run: Run = (mode, script) => runProgram(suite, mode, script);
  // A busy machine makes a process late, and a slow one never fast.
  describe('in a process of its own', { retry: 2 }, () => {
    checkEnds(run);
    checkMemory(run);
    checkWaits(run);
  });
}

function checkEnds(run: Run): void {
  it.each<[string, string, Script, string]>([
    ['a success', 'call', completed, 'success'],
    ['a refused connection', 'call', { address: 'refuses' }, 'ApiConnectionError'],
    ['an error', 'call', { answers: [{ status: 404 }] }, 'ApiStatusError'],
    ['an abort', 'abort', silence, 'AbortError'],
  ])('41: it goes at once after %s', async (_, mode, script, name) => {
    const { report, exitMs } = await run(mode, script);
    expect(report['name']).toBe(name);
    expect(exitMs).toBeLessThan(200);
  });

  it('51: an abort works after a collection of memory', async () => {
    const { report } = await run('abort after collection', silence);
    expect(report['name']).toBe('AbortError');
    expect(report['ms']).toBeLessThan(400);
  });

  it('52: a timeout works after a collection of memory', async () => {
    const { report } = await run('timeout after collection', silence);
    expect(report['name']).toBe('ApiTimeoutError');
    expect(report['ms']).toBeLessThan(400);
  });
}

function checkMemory(run: Run): void {
  it('53, 54, 55: 200 calls side by side on one signal give no warning and leave no listener', async () => {
    const { report } = await run('warnings', completed);
    expect(report).toEqual({ warnings: [], listeners: 0 });
  });

  it('59: 10,000 calls on one long signal leave nothing in memory', async () => {
    const { report } = await run('long signal', completed);
    expect(report['grownBytes']).toBeLessThan(megabyte);
    expect(report['listeners']).toBe(0);
  });

  it('83: what Node.js prints of an error holds no secret', async () => {
    for (const script of [
      { address: 'refuses' },
      { answers: [{ status: 401, json: { message: 'no' } }] },
    ] as const) {
      const { report } = await run('inspect', script);
      expect(report['text']).toMatch(/^Api\w+Error/);
      expect(report['text']).not.toContain('key_secret');
    }
  });

  it('121: nothing is read from the environment, at import or in a call', async () => {
    const { report } = await run('environment', completed);
    expect(report).toEqual({ names: [], name: 'success' });
  });

  it('122: 1,000 calls leave less than 1 MB, no handle and no listener', async () => {
    const { report } = await run('many calls', completed);
    expect(report['grownBytes']).toBeLessThan(megabyte);
    expect(report).toMatchObject({ listeners: 0, timers: 0 });
  });

  it('124: a response whose body nobody reads does not keep the process', async () => {
    const { report, exitMs } = await run('unread', {
      answers: [{ text: ' ', times: 2_000_000 }],
    });
    expect(report['name']).toBe('unread');
    expect(exitMs).toBeLessThan(200);
  });

  it('127: 1,000 calls on 50 connections all settle', async () => {
    const { report, log } = await run('few sockets', completed);
    expect(report['names']).toEqual(['success']);
    expect(new Set(log.requests.map(({ connection }) => connection)).size).toBeLessThanOrEqual(51);
  });
}

function checkWaits(run: Run): void {
  it('W32: 100 waits side by side on one signal give no warning and leave no listener', async () => {
    const { report } = await run('waits of one signal', completed);
    expect(report).toEqual({ warnings: [], listeners: 0 });
  });

  it('W33: an abort works after a collection of memory, within 50 ms', async () => {
    const { report, log } = await run('abort a wait after collection', silence);
    expect(report['name']).toBe('AbortError');
    expect(report['ms']).toBeLessThan(50);
    expect(log.requests).toHaveLength(1);
  });

  it('W33: a deadline works after a collection of memory, within 50 ms', async () => {
    const { report } = await run('deadline after collection', silence);
    expect(report['name']).toBe('WaiterTimeoutError');
    expect(report['ms']).toBeGreaterThan(1_290);
    expect(report['ms']).toBeLessThan(1_350);
  });

  it.each<[string, string, Script, string]>([
    ['a success', 'wait', completed, 'success'],
    ['a failure', 'wait', { answers: [execution('errored')] }, 'WaiterFailureError'],
    ['an error', 'wait', { answers: [{ status: 404 }] }, 'WaiterError'],
    ['an abort', 'abort a wait', silence, 'AbortError'],
  ])('W34: the process goes at once after %s of a wait', async (_, mode, script, name) => {
    const { report, exitMs } = await run(mode, script);
    expect(report['name']).toBe(name);
    expect(exitMs).toBeLessThan(200);
  });
}
