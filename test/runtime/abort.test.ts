import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { ApiAbortError, ApiTimeoutError } from '../../templates/runtime/files/errors.ts';
import { artuTransport, executionId, retrieve } from '../support/artu-operations.ts';
import { startArtuServer, type ArtuScript } from '../support/artu-server.ts';
import type { Fault } from '../support/faults.ts';
import { eventually, fastClock, settlingMs, sleep } from '../support/process-clock.ts';
import { polyfilledSignal } from '../support/polyfilled-signal.ts';

const executions = { [executionId]: [{ atMs: 0, status: 'completed' }] };

/** Aborts a call some turns after its request has come, and counts the requests until long after its retries. */
async function abortDuring(script: ArtuScript): Promise<{ error: unknown; ms: number; sent: number }> {
  await using server = await startArtuServer(script);
  const controller = new AbortController();
  const transport = { ...artuTransport(server.url), clock: fastClock(20) };
  const call = retrieve(transport, { signal: controller.signal }).catch((e: unknown) => e);
  await eventually(() => expect(server.requests).toHaveLength(1));
  await sleep(60);
  controller.abort('changed my mind');
  const ms = await settlingMs(call);
  await sleep(300);
  return { error: await call, ms, sent: server.requests.length };
}

describe('a signal that aborts', () => {
  it('before the call: nothing is sent', async () => {
    await using server = await startArtuServer({ executions });
    const call = retrieve(artuTransport(server.url), { signal: AbortSignal.abort('no') });
    await expect(call).rejects.toMatchObject({ name: 'AbortError', cause: 'no' });
    expect(server.requests).toHaveLength(0);
  });

  it.each<[string, Fault]>([
    ['while the server holds the request', { kind: 'silence' }],
    ['while the body is read', { kind: 'stall' }],
    ['during the delay before a retry', { kind: 'answer', status: 503, headers: { 'retry-after': '5' } }],
  ])('%s: settles at once and sends nothing more', async (_, fault) => {
    const { error, ms, sent } = await abortDuring({ faults: [fault], forever: true });
    expect(error).toBeInstanceOf(ApiAbortError);
    expect(error).toMatchObject({ name: 'AbortError', cause: 'changed my mind' });
    expect(ms).toBeLessThan(50);
    expect(sent).toBe(1);
  });

  it('closes the connection that the server holds', async () => {
    await using server = await startArtuServer({ faults: [{ kind: 'silence' }] });
    const controller = new AbortController();
    const call = retrieve(artuTransport(server.url), { signal: controller.signal }).catch(() => undefined);
    await eventually(() => expect(server.requests).toHaveLength(1));
    controller.abort();
    await call;
    await eventually(() => expect(server.requests[0]?.closed).toBe(true));
  });

  it('because the caller set a time: is a timeout', async () => {
    await using server = await startArtuServer({ faults: [{ kind: 'silence' }] });
    const error = await retrieve(artuTransport(server.url), { signal: AbortSignal.timeout(50) }).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(ApiTimeoutError);
    expect(error).toMatchObject({ phase: 'total' });
  });

  it('may come from a polyfill', async () => {
    await using server = await startArtuServer({ faults: [{ kind: 'silence' }] });
    const call = retrieve(artuTransport(server.url), { signal: polyfilledSignal(50) });
    await expect(call).rejects.toMatchObject({ name: 'AbortError', cause: 'polyfilled' });
  });
});

describe('a signal that many calls share', () => {
  it('keeps no listener, after calls one by one or side by side', async () => {
    await using server = await startArtuServer({ executions });
    const transport = artuTransport(server.url);
    const { signal } = new AbortController();
    for (let call = 0; call < 20; call += 1) await retrieve(transport, { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    const calls = Array.from({ length: 40 }, () => retrieve(transport, { signal }));
    expect(getEventListeners(signal, 'abort').length).toBeLessThanOrEqual(1);
    await Promise.all(calls);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('has none either while all of them wait to try again', async () => {
    const fault: Fault = { kind: 'answer', status: 503, headers: { 'retry-after': '5' } };
    await using server = await startArtuServer({ faults: [fault], forever: true });
    const transport = artuTransport(server.url);
    const controller = new AbortController();
    const { signal } = controller;
    const calls = Array.from({ length: 20 }, () => retrieve(transport, { signal }));
    const settled = Promise.allSettled(calls);
    await eventually(() => expect(server.requests).toHaveLength(20));
    await sleep(50);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    controller.abort();
    const outcomes = await settled;
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(server.requests).toHaveLength(20);
  });
});
