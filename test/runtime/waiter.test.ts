import { getEventListeners } from 'node:events';
import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { ApiRequestError } from '../../templates/runtime/files/errors.ts';
import { send } from '../../templates/runtime/files/call.ts';
import type { WaiterProgress } from '../../templates/runtime/files/waiter-definition.ts';
import { tryWaitUntil, waitUntil } from '../../templates/runtime/files/waiter.ts';
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
import { startArtuServer, type ArtuScript } from '../support/artu-server.ts';
import { eventually, settlingMs, sleep } from '../support/process-clock.ts';
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
    const { result, ms } = await waitFor(running, { maxWaitMs: 20_000, windowMs: 4_000 });
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
    await eventually(() => expect(server.requests).toHaveLength(1));
    await sleep(40);
    controller.abort('enough');
    expect(await settlingMs(end)).toBeLessThan(50);
    expect(await end).toMatchObject({ name: 'AbortError', cause: 'enough' });
    await sleep(100);
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
