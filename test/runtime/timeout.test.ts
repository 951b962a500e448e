import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../templates/runtime/files/abort.ts';
import { ApiConnectionError, ApiTimeoutError } from '../../templates/runtime/files/errors.ts';
import { artuTransport, executionId, retrieve, waitOperation } from '../support/artu-operations.ts';
import { startArtuServer } from '../support/artu-server.ts';
import { fastClock, settlingMs } from '../support/process-clock.ts';
import { send } from '../../templates/runtime/files/call.ts';
import type { Transport } from '../../templates/runtime/files/transport.ts';
import type { Fault } from '../support/faults.ts';

const faults: [Fault, string][] = [
  [{ kind: 'silence' }, 'headers'],
  [{ kind: 'stall' }, 'body'],
  [{ kind: 'drip', everyMs: 10 }, 'body'],
];

describe('the time of one attempt', () => {
  it.each(faults)('bounds %o', async (fault, phase) => {
    await using server = await startArtuServer({ faults: [fault], forever: true });
    const transport = { ...artuTransport(server.url), clock: fastClock(1) };
    const call = retrieve(transport, { timeout: 150, maxRetries: 0 }).catch((e: unknown) => e);
    const ms = await settlingMs(call);
    expect(ms).toBeGreaterThanOrEqual(150);
    expect(ms).toBeLessThan(200);
    const error = await call;
    expect(error).toBeInstanceOf(ApiTimeoutError);
    expect(error).toBeInstanceOf(ApiConnectionError);
    expect(error).toMatchObject({ name: 'ApiTimeoutError', phase, attempts: 1 });
  });

  it('is a reason to try again', async () => {
    const executions = { [executionId]: [{ atMs: 0, status: 'completed' }] };
    await using server = await startArtuServer({ executions, faults: [{ kind: 'silence' }] });
    const transport = { ...artuTransport(server.url), clock: fastClock(20) };
    const { attempts } = await retrieve(transport, { timeout: 2_000 }).withResponse();
    expect(attempts).toBe(2);
  });

  it('also bounds a credential that does not come', async () => {
    await using server = await startArtuServer();
    const apiKey = (): Promise<string> => new Promise<string>(() => undefined);
    const transport = { ...artuTransport(server.url, { apiKey }), clock: fastClock(1) };
    await expect(retrieve(transport, { timeout: 50, maxRetries: 0 })).rejects.toMatchObject({
      phase: 'headers',
    });
    expect(server.requests).toHaveLength(0);
  });

  it('may be longer than the longest timer of the platform', async () => {
    const executions = { [executionId]: [{ atMs: 0, status: 'completed' }] };
    await using server = await startArtuServer({ executions });
    await expect(retrieve(artuTransport(server.url), { timeout: 2 ** 40 })).resolves.toBeDefined();
    const calledOff = systemClock.schedule(2 ** 40, () => expect.unreachable());
    await new Promise((resolve) => setTimeout(resolve, 20));
    calledOff();
  });

  it('is never shorter than what a long-poll asks the server to hold', async () => {
    const executions = { [executionId]: [{ atMs: 0, status: 'running' }] };
    await using server = await startArtuServer({ executions, speed: 20 });
    const transport = { ...artuTransport(server.url, { timeout: 100 }), clock: fastClock(20) };
    const execution = await send(
      transport,
      waitOperation,
      { id: executionId, timeoutMs: 2_000 },
      { timeout: 500 },
    );
    expect(execution.status).toBe('running');
    expect(server.requests).toHaveLength(1);
  });

  it('that was chosen too short for a long-poll is told about once', async () => {
    await using server = await startArtuServer({
      executions: { [executionId]: [{ atMs: 0, status: 'completed' }] },
    });
    const onWarning = vi.fn();
    const wait = (transport: Transport): Promise<unknown> =>
      send(transport, waitOperation, { id: executionId, timeoutMs: 60_000 });
    const transport = artuTransport(server.url, { onWarning, timeout: 5_000 });
    await wait(transport);
    await wait(transport);
    expect(onWarning.mock.calls).toMatchObject([
      [{ kind: 'timeout', message: expect.stringMatching(/5000 ms is raised to 70000 ms/) }],
    ]);
    onWarning.mockClear();
    await wait(artuTransport(server.url, { onWarning }));
    expect(onWarning).not.toHaveBeenCalled();
  });
});

describe('the time of the whole call', () => {
  it('is over across attempts and delays', async () => {
    await using server = await startArtuServer({ faults: [{ kind: 'silence' }], forever: true });
    const transport = { ...artuTransport(server.url), clock: fastClock(20) };
    const options = { timeout: 2_000, totalTimeout: 5_000, maxRetries: 50 };
    const call = retrieve(transport, options).catch((e: unknown) => e);
    expect((await settlingMs(call)) * 20).toBeLessThan(6_000);
    expect(await call).toBeInstanceOf(ApiTimeoutError);
  });
});

describe('a time that makes no sense', () => {
  it.each([0, -1, Number.NaN, Infinity, 1.5])('is refused by the name of its option: %d', async (timeout) => {
    const transport = artuTransport('https://api.artu.ai');
    await expect(retrieve(transport, { timeout })).rejects.toMatchObject({
      name: 'ApiRequestError',
      option: 'timeout',
    });
    expect(() => artuTransport('https://api.artu.ai', { timeout })).toThrow(/timeout/);
  });

  it.each([-1, Number.NaN, 1.5])('so is a count of retries: %d', async (maxRetries) => {
    const call = retrieve(artuTransport('https://api.artu.ai'), { maxRetries });
    await expect(call).rejects.toMatchObject({ option: 'maxRetries' });
  });
});
