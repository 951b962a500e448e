import { getEventListeners } from 'node:events';
import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { ApiRequestError } from '../../templates/runtime/files/request-error.ts';
import { send } from '../../templates/runtime/files/send.ts';
import type { Transport } from '../../templates/runtime/files/transport.ts';
import {
  tryWaitUntil,
  waitUntil,
  type WaiterOptions,
  type WaiterProgress,
} from '../../templates/runtime/files/waiter.ts';
import {
  WaiterAbortedError,
  WaiterError,
  WaiterFailureError,
  WaiterTimeoutError,
} from '../../templates/runtime/files/waiter-errors.ts';
import type { Warning } from '../../templates/runtime/files/warning.ts';
import {
  artuTransport,
  executionCompleted,
  executionId,
  waitOperation,
  type Completed,
  type Execution,
  type Failed,
} from '../support/artu-operations.ts';
import type { Moment } from '../support/artu-executions.ts';
import { startArtuServer, type ArtuScript, type ArtuServer } from '../support/artu-server.ts';
import { fastClock } from '../support/fast-clock.ts';
import type { Fault } from '../support/faults.ts';

/** Times of the wait below are those of a clock that runs this much faster. */
const speed = 20;
const minute = 60_000;

type Options = Partial<WaiterOptions<Execution>>;

interface Waited {
  readonly result: unknown;
  /** On the fast clock. */
  readonly ms: number;
  readonly server: ArtuServer;
  readonly transport: Transport;
}

/** Waits against a server that plays the script, and closes it. */
async function waitFor(script: ArtuScript, options: Options = {}): Promise<Waited> {
  await using server = await startArtuServer({ speed, ...script });
  const transport = fastTransport(server);
  const startedAt = performance.now();
  const result = await wait(transport, options).catch((error: unknown) => error);
  return { result, ms: (performance.now() - startedAt) * speed, server, transport };
}

function fastTransport(
  server: ArtuServer,
  onWarning: (warning: Warning) => void = () => undefined,
): Transport {
  return { ...artuTransport(server.url, { onWarning }), clock: fastClock(speed) };
}

function wait(transport: Transport, options: Options = {}): Promise<Completed> {
  return waitUntil(
    transport,
    executionCompleted,
    { id: executionId },
    { maxWaitMs: 10 * minute, ...options },
  );
}

function timeline(...moments: readonly Moment[]): ArtuScript {
  return { executions: { [executionId]: moments } };
}

const completed = timeline({ atMs: 0, status: 'completed' });
const running = timeline({ atMs: 0, status: 'running' });
const completedAfter = (atMs: number): ArtuScript =>
  timeline({ atMs: 0, status: 'running' }, { atMs, status: 'completed' });

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('the raw operation', () => {
  it('returns a state that settles nothing, and asks once', async () => {
    await using server = await startArtuServer({ speed, ...running });
    const execution = await send(fastTransport(server), waitOperation, { id: executionId, timeoutMs: 1_000 });
    expect(execution.status).toBe('running');
    expect(server.requests).toHaveLength(1);
  });

  it.each([999, 60_001, 1.5])('refuses a window of %d before anything is sent', async (timeoutMs) => {
    await using server = await startArtuServer(running);
    const call = send(fastTransport(server), waitOperation, { id: executionId, timeoutMs });
    await expect(call).rejects.toMatchObject({ name: 'ApiRequestError', issues: [{ path: ['timeoutMs'] }] });
    expect(server.requests).toHaveLength(0);
  });
});

describe.concurrent('a wait that ends well', () => {
  it('asks once where the matter is settled', async () => {
    const { result, server } = await waitFor(completed);
    expect(result).toMatchObject({ status: 'completed' });
    expect(server.requests).toHaveLength(1);
  });

  it('lets the server hold the request, and has the result when it is there', async () => {
    const { result, server, ms } = await waitFor(completedAfter(15_000), { windowMs: 10_000 });
    expect(result).toMatchObject({ status: 'completed' });
    expect(server.windows()).toEqual([10_000, 10_000]);
    expect(ms).toBeGreaterThanOrEqual(15_000);
    expect(ms).toBeLessThan(25_000);
  });

  it('has the type of its success', async () => {
    await using server = await startArtuServer(completed);
    const execution = await wait(fastTransport(server));
    expectTypeOf(execution.status).toEqualTypeOf<'completed'>();
    const outcome = await tryWaitUntil(
      fastTransport(server),
      executionCompleted,
      { id: executionId },
      { maxWaitMs: 1 },
    );
    if (outcome.state === 'failure') expectTypeOf(outcome.value).toEqualTypeOf<Failed>();
    if (outcome.state === 'success') expectTypeOf(outcome.value).toEqualTypeOf<Completed>();
  });

  it('tells about every result in order', async () => {
    const seen: WaiterProgress<Execution>[] = [];
    const script = timeline(
      { atMs: 0, status: 'running' },
      { atMs: 12_000, status: 'waiting_for_input' },
      { atMs: 19_000, status: 'completed' },
    );
    await waitFor(script, { windowMs: 10_000, onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ state, changed }) => `${state.status} ${changed}`)).toEqual([
      'running true',
      'waiting_for_input true',
      'completed true',
    ]);
    expect(seen.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  it('goes on where the callback of its progress fails, and warns once', async () => {
    await using server = await startArtuServer({ speed, ...completedAfter(14_000) });
    const warnings: Warning[] = [];
    const fail = (): never => {
      throw new Error('no');
    };
    await wait(
      fastTransport(server, (warning) => warnings.push(warning)),
      { windowMs: 5_000, onProgress: fail },
    );
    expect(warnings).toMatchObject([{ kind: 'progress' }]);
  });
});

describe.concurrent('a wait that ends otherwise', () => {
  it('fails with the value and the reason', async () => {
    const { result } = await waitFor(timeline({ atMs: 0, status: 'errored', error: 'no such node' }));
    expect(result).toBeInstanceOf(WaiterFailureError);
    expect(result).toBeInstanceOf(WaiterError);
    expect(result).toMatchObject({
      name: 'WaiterFailureError',
      value: { status: 'errored' },
      reason: 'no such node',
      message: 'ExecutionCompleted: ended as errored: no such node',
      observed: { errored: 1 },
    });
  });

  it('stops at a state that needs someone to act', async () => {
    const script = timeline({ atMs: 0, status: 'running' }, { atMs: 5_000, status: 'waiting_for_input' });
    const { result } = await waitFor(script, { stopWhen: ({ status }) => status === 'waiting_for_input' });
    expect(result).toMatchObject({ name: 'WaiterError', state: 'waiting_for_input' });
  });

  it('is over when its time is, with the last that was seen', async () => {
    const { result, ms } = await waitFor(running, { maxWaitMs: 20_000 });
    expect(result).toBeInstanceOf(WaiterTimeoutError);
    expect(result).toMatchObject({ state: 'running', lastResponse: { status: 'running' } });
    expect(ms).toBeGreaterThan(18_000);
    expect(ms).toBeLessThan(28_000);
  });

  it('is over when its time is although the server goes on to hold the request', async () => {
    const { result, ms } = await waitFor(
      { faults: [{ kind: 'silence' }], forever: true },
      { maxWaitMs: 5_000 },
    );
    expect(result).toBeInstanceOf(WaiterTimeoutError);
    expect(ms).toBeGreaterThanOrEqual(4_990);
    expect(ms).toBeLessThan(14_000);
  });

  it('returns any end without throwing where that is asked for', async () => {
    await using server = await startArtuServer({ speed, ...timeline({ atMs: 0, status: 'cancelled' }) });
    const call = tryWaitUntil(
      fastTransport(server),
      executionCompleted,
      { id: executionId },
      { maxWaitMs: minute },
    );
    expect(await call).toMatchObject({ state: 'failure', value: { status: 'cancelled' }, reason: null });
  });
});

describe.concurrent('the window', () => {
  it('is always a whole number that the server takes and the time allows', async () => {
    const { server } = await waitFor(running, { maxWaitMs: 33_333, windowMs: 7_345 });
    expect(server.windows().length).toBeGreaterThan(3);
    for (const window of server.windows()) {
      expect(Number.isInteger(window)).toBe(true);
      expect(window).toBeGreaterThanOrEqual(1_000);
      expect(window).toBeLessThanOrEqual(7_345);
    }
  });

  it('gives way to one look where less than the smallest is left', async () => {
    const { server, result } = await waitFor(running, { maxWaitMs: 900 });
    expect(server.requests.map(({ url }) => url)).toEqual([`/workflows/executions/${executionId}`]);
    expect(result).toBeInstanceOf(WaiterTimeoutError);
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

describe.concurrent('an answer that comes too soon', () => {
  it('is never a reason to ask again without a pause', async () => {
    const { server } = await waitFor({ ...running, holds: false }, { maxWaitMs: 30_000 });
    expect(server.requests.length).toBeGreaterThan(3);
    expect(server.requests.length).toBeLessThan(15);
  });

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
    const waiter = { ...executionCompleted, tolerated: { 404: 3 } };
    const options = { maxWaitMs: minute };
    const result = await waitUntil(fastTransport(server), waiter, { id: executionId }, options);
    expect(result.status).toBe('completed');
    expect(server.requests).toHaveLength(4);
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
        { windowMs: 2_000, graceMs: 1_000 },
      );
      expect(result).toMatchObject({ status: 'completed' });
      expect(ms).toBeGreaterThanOrEqual(2_990);
      expect(server.windows()).toEqual([2_000, 1_000]);
      expect(server.requests[1]?.port).not.toBe(server.requests[0]?.port);
    },
  );
});

describe('a signal that aborts a wait', () => {
  it('before it begins: nothing is sent', async () => {
    const { result, server } = await waitFor(running, { signal: AbortSignal.abort('no') });
    expect(result).toBeInstanceOf(WaiterAbortedError);
    expect(result).toMatchObject({ name: 'AbortError', cause: 'no' });
    expect(server.requests).toHaveLength(0);
  });

  it.each<[string, ArtuScript]>([
    ['while the server holds the request', running],
    [
      'during a delay',
      { faults: [{ kind: 'answer', status: 503, headers: { 'retry-after': '60' } }], forever: true },
    ],
    ['while a body is read', { faults: [{ kind: 'stall' }] }],
  ])('%s: settles at once, and nothing more is sent', async (_, script) => {
    await using server = await startArtuServer({ speed, ...script });
    const controller = new AbortController();
    const end = wait(fastTransport(server), { signal: controller.signal }).catch((error: unknown) => error);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 40));
    const abortedAt = performance.now();
    controller.abort('enough');
    expect(await end).toMatchObject({ name: 'AbortError', cause: 'enough' });
    expect(performance.now() - abortedAt).toBeLessThan(50);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.requests).toHaveLength(1);
  });

  it('that many waits share keeps no listener', async () => {
    await using server = await startArtuServer({ speed, ...completedAfter(4_000) });
    const { signal } = new AbortController();
    const warned = vi.fn();
    process.on('warning', warned);
    await Promise.all(times(50, fastTransport(server)).map((transport) => wait(transport, { signal })));
    process.off('warning', warned);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    expect(warned).not.toHaveBeenCalled();
  });
});

describe('a wait that makes no sense', () => {
  it.each([0, -1, Number.NaN, Infinity])(
    'is refused before anything is sent: maxWaitMs %d',
    async (maxWaitMs) => {
      const { result, server } = await waitFor(running, { maxWaitMs });
      expect(result).toBeInstanceOf(ApiRequestError);
      expect(result).toMatchObject({ option: 'maxWaitMs' });
      expect(server.requests).toHaveLength(0);
    },
  );

  it('is refused where nothing says how long it may take', async () => {
    const call = waitUntil(artuTransport('https://api.artu.ai'), executionCompleted, { id: executionId });
    await expect(call).rejects.toMatchObject({ name: 'ApiRequestError', option: 'maxWaitMs' });
  });

  it('is refused as it is where its parameters are wrong', async () => {
    const parameters = JSON.parse('{"id":5}');
    const call = waitUntil(artuTransport('https://api.artu.ai'), executionCompleted, parameters, {
      maxWaitMs: minute,
    });
    await expect(call).rejects.toMatchObject({ name: 'ApiRequestError', issues: [{ path: ['id'] }] });
  });
});
