import { describe, expect, it, vi } from 'vitest';
import type { Clock } from '../../templates/runtime/files/abort.ts';
import { waitUntil } from '../../templates/runtime/files/waiter.ts';
import { WaiterError, WaiterTimeoutError } from '../../templates/runtime/files/waiter-errors.ts';
import type { Warning } from '../../templates/runtime/files/warning.ts';
import { executionCompleted, executionId } from '../support/artu-operations.ts';
import { startArtuServer } from '../support/artu-server.ts';
import type { Fault } from '../support/faults.ts';
import { fastClock, processClock } from '../support/process-clock.ts';
import {
  completed,
  completedAfter,
  fastTransport,
  minute,
  running,
  speed,
  timeline,
  times,
  wait,
  waitFor,
} from '../support/artu-waits.ts';

describe.concurrent('the window', () => {
  it('is always a whole number that the server takes and the time allows', async () => {
    const { server } = await waitFor(running, { maxWaitMs: 47_333, windowMs: 7_345 });
    expect(server.windows().length).toBeGreaterThan(5);
    for (const window of server.windows()) {
      expect(Number.isInteger(window)).toBe(true);
      expect(window).toBeGreaterThanOrEqual(1_000);
      expect(window).toBeLessThanOrEqual(7_345);
    }
  });

  it('gives way to one look where less than the smallest is left', async () => {
    const { server, result } = await waitFor({ ...running, speed: 1 }, { maxWaitMs: 900 });
    expect(server.requests.map(({ url }) => url)).toEqual([`/workflows/executions/${executionId}`]);
    expect(result).toBeInstanceOf(WaiterTimeoutError);
  });

  it('gives way to a look that is as late as it can be answered, and the wait keeps to its time', async () => {
    const startedAt = processClock.now();
    const { server, ms } = await waitFor({ ...running, speed: 1 }, { maxWaitMs: 900 });
    const [look] = server.requests.map(({ at }) => at - startedAt);
    expect(look).toBeGreaterThanOrEqual(640);
    expect(ms).toBeGreaterThanOrEqual(890);
  });

  it('is the smallest where nothing else can be asked, until the time is over', async () => {
    await using server = await startArtuServer({ speed, ...running });
    const transport = fastTransport(server);
    const { fallback: _, ...held } = executionCompleted;
    const call = waitUntil(transport, held, { id: executionId }, { maxWaitMs: 900 });
    await expect(call).rejects.toMatchObject({ name: 'WaiterTimeoutError' });
    expect(server.windows()).toEqual([1_000]);
  });

  it('is never asked for after the deadline, however late a timer comes', async () => {
    await using server = await startArtuServer({ speed, ...completed });
    const clock = fastClock(speed);
    const late: Clock = { ...clock, schedule: (ms, task) => clock.schedule(ms + 1_000, task) };
    await expect(wait({ ...fastTransport(server), clock: late }, { maxWaitMs: 900 })).rejects.toBeInstanceOf(
      WaiterTimeoutError,
    );
    expect(server.requests).toHaveLength(0);
  });

  const cuts: [string, Fault][] = [
    ['a 504', { kind: 'answer', status: 504, afterMs: 10_000 / speed }],
    ['a reset', { kind: 'reset', afterMs: 10_000 / speed }],
    ['a closed connection', { kind: 'close', afterMs: 10_000 / speed }],
    ['half a body', { kind: 'truncate', body: '{"id":', afterMs: 10_000 / speed }],
  ];

  it.each(cuts)('shrinks where something cuts it with %s', async (_, cut) => {
    const { result, server, transport } = await waitFor(
      { ...completedAfter(1_000), faults: [cut, cut] },
      { windowMs: 30_000 },
    );
    expect(result).toMatchObject({ status: 'completed' });
    const [first, second] = server.windows();
    expect(first).toBe(30_000);
    expect(second).toBeGreaterThanOrEqual(8_000);
    expect(second).toBeLessThan(12_000);
    expect(transport.windows.size).toBe(1);
  });

  it('is remembered by the client', async () => {
    await using server = await startArtuServer({
      speed,
      ...completed,
      faults: [{ kind: 'answer', status: 504, afterMs: 10_000 / speed }],
    });
    const transport = fastTransport(server);
    await wait(transport);
    await wait(transport);
    const [, second, third] = server.windows();
    expect(third).toBe(second);
    expect(third).toBeLessThan(12_000);
  });
});

describe.concurrent('the window of an operation with a server of its own', () => {
  it('is remembered for that server alone', async () => {
    await using cutting = await startArtuServer({
      speed,
      ...completed,
      faults: [{ kind: 'answer', status: 504, afterMs: 10_000 / speed }],
    });
    const transport = { ...fastTransport(cutting), isBaseUrlGiven: false, baseUrl: new URL('http://try') };
    const call = {
      ...executionCompleted.call,
      operation: () => ({ ...executionCompleted.call.operation(), server: () => cutting.url }),
    };
    await waitUntil(
      transport,
      { ...executionCompleted, call },
      { id: executionId },
      { maxWaitMs: 10 * minute },
    );
    expect([...transport.windows.keys()]).toEqual([new URL(cutting.url).origin]);
  });
});

describe('an answer that comes too soon', () => {
  it('is followed by a pause, and each pause is longer than the one before, up to a limit', async () => {
    using _ = vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { server } = await waitFor({ ...running, holds: false }, { maxWaitMs: 30_000 });
    const sentAt = server.requests.map(({ at }) => at * speed);
    const pauses = sentAt.slice(1, -1).map((at, index) => at - (sentAt[index] ?? 0));
    expect(server.requests.length).toBeGreaterThan(3);
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual([750, 1_250, 2_250, 4_250][index] ?? 5_250);
    }
  });
});

describe.concurrent('an answer that comes too soon, with news', () => {
  it('with a state that is new: warns once, and goes on', async () => {
    await using server = await startArtuServer({
      speed,
      holds: false,
      ...timeline({ atMs: 0, status: 'archived' }, { atMs: 3_000, status: 'completed' }),
    });
    const warnings: Warning[] = [];
    const execution = await wait(fastTransport(server, (warning) => warnings.push(warning)));
    expect(execution.status).toBe('completed');
    expect(warnings).toMatchObject([{ kind: 'state', message: expect.stringContaining('"archived"') }]);
  });
});

describe.concurrent('a request that fails', () => {
  const bad: Fault = { kind: 'answer', status: 502 };

  it('at once, again and again: ends the wait with the fifth', async () => {
    const { result, server } = await waitFor({ faults: [bad], forever: true });
    expect(result).toMatchObject({
      name: 'WaiterError',
      observed: { 'status 502': 5 },
      cause: { status: 502 },
    });
    expect(server.requests).toHaveLength(5);
  });

  it('after a fixed while, again and again: is taken for a cut only three times', async () => {
    const late: Fault = { ...bad, afterMs: 3_000 / speed };
    const { result, server } = await waitFor({ faults: [late], forever: true });
    expect(result).toBeInstanceOf(WaiterError);
    expect(server.requests).toHaveLength(8);
  });

  it('is forgiven with the next good answer', async () => {
    const faults = [...times(4, bad), null, ...times(4, bad)];
    const { result, server } = await waitFor({ ...completedAfter(15_000), faults }, { windowMs: 5_000 });
    expect(result).toMatchObject({ status: 'completed' });
    expect(server.requests.length).toBeGreaterThanOrEqual(10);
  });

  it('with a time to come back: waits for it, or gives up where it is too late', async () => {
    const throttled = (seconds: number): Fault => ({
      kind: 'answer',
      status: 429,
      headers: { 'retry-after': String(seconds) },
    });
    const patient = await waitFor({ ...completed, faults: [throttled(5)] });
    expect(patient.ms).toBeGreaterThanOrEqual(4_990);
    const lost = await waitFor({ faults: [throttled(700)], forever: true });
    expect(lost.result).toMatchObject({ name: 'WaiterError', cause: { status: 429, retryAfterMs: 700_000 } });
    expect(lost.server.requests).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 410, 422])('for good, with %i: ends the wait', async (status) => {
    const { result, server } = await waitFor({
      faults: [{ kind: 'answer', status, body: '{}' }],
      forever: true,
    });
    expect(result).toMatchObject({ name: 'WaiterError', cause: { status } });
    expect(server.requests).toHaveLength(1);
  });

  it('with a status that is normal for a while: is tolerated so many times in a row', async () => {
    const missing: Fault = { kind: 'answer', status: 404, body: '{}' };
    await using server = await startArtuServer({ speed, ...completed, faults: times(3, missing) });
    const waiter = {
      ...executionCompleted,
      acceptors: [{ state: 'retry', onStatus: (status: number) => status === 404, limit: 3 }] as const,
    };
    const options = { maxWaitMs: minute };
    const result = await waitUntil(fastTransport(server), waiter, { id: executionId }, options);
    expect(result.status).toBe('completed');
    expect(server.requests).toHaveLength(4);
  });

  it('with a status that is normal for now: is asked again after pauses that grow', async () => {
    const missing: Fault = { kind: 'answer', status: 404, body: '{}' };
    const acceptors = [{ state: 'retry', onStatus: (status: number) => status === 404 }] as const;
    const { result, server } = await waitFor(
      { faults: [missing], forever: true },
      { maxWaitMs: 30_000, acceptors },
    );
    expect(result).toBeInstanceOf(WaiterTimeoutError);
    expect(server.requests.length).toBeGreaterThan(3);
    expect(server.requests.length).toBeLessThan(15);
  });

  it.each<[string, Fault, string]>([
    [
      'a page of a proxy',
      { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' },
      'content-type',
    ],
    ['another shape', { kind: 'answer', status: 200, body: '{"id":1}' }, 'schema'],
  ])('with %s: ends the wait', async (_, fault, kind) => {
    const { result, server } = await waitFor({ faults: [fault] });
    expect(result).toMatchObject({ name: 'WaiterError', cause: { name: 'ApiResponseError', kind } });
    expect(server.requests).toHaveLength(1);
  });

  it.each<Fault>([{ kind: 'silence' }, { kind: 'drip', everyMs: 5 }])(
    'by %o past the window: is dropped for a new connection',
    async (fault) => {
      const { result, server, ms } = await waitFor(
        { ...completed, faults: [fault] },
        { windowMs: 2_000, graceMs: 4_000 },
      );
      expect(result).toMatchObject({ status: 'completed' });
      expect(ms).toBeGreaterThanOrEqual(5_990);
      expect(server.windows()).toEqual([2_000, 1_000]);
      expect(server.requests[1]?.port).not.toBe(server.requests[0]?.port);
    },
  );
});
