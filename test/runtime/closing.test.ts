import { describe, expect, it, vi } from 'vitest';
import { startPoller } from '../../templates/runtime/files/poller.ts';
import { waitUntil } from '../../templates/runtime/files/waiter.ts';
import { artuTransport, executionCompleted, executionId, retrieve } from '../support/artu-operations.ts';
import { startArtuServer } from '../support/artu-server.ts';
import { eventually, sleep } from '../support/process-clock.ts';

const executions = { [executionId]: [{ atMs: 0, status: 'completed' }] };
const running = { [executionId]: [{ atMs: 0, status: 'running' }] };

describe('a transport that is closed', () => {
  it('ends what is under way, and refuses what comes later before anything is sent', async () => {
    await using server = await startArtuServer({ faults: [{ kind: 'silence' }] });
    const transport = artuTransport(server.url);
    const ended = retrieve(transport).catch((error: unknown) => error);
    await eventually(() => expect(server.requests).toHaveLength(1));
    await transport.close();
    expect(await ended).toMatchObject({
      name: 'AbortError',
      cause: { name: 'ApiRequestError', message: 'The client is closed.' },
    });
    await expect(retrieve(transport)).rejects.toMatchObject({
      name: 'ApiRequestError',
      message: 'The client is closed.',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('may be closed twice', async () => {
    const transport = artuTransport('http://try');
    await transport.close();
    await expect(transport.close()).resolves.toBeUndefined();
  });

  it('is so at the end of a block that uses it', async () => {
    await using server = await startArtuServer({ executions });
    const open = async (): Promise<typeof transport> => {
      await using used = artuTransport(server.url);
      await retrieve(used);
      return used;
    };
    const transport: ReturnType<typeof artuTransport> = await open();
    await expect(retrieve(transport)).rejects.toMatchObject({ name: 'ApiRequestError' });
  });

  it('refuses each call with an error of its own', async () => {
    const transport = artuTransport('http://try');
    await transport.close();
    const [first, second] = await Promise.allSettled([retrieve(transport), retrieve(transport)]);
    const reasons = [first, second].map((end) => end?.status === 'rejected' && end.reason);
    expect(reasons[0]).toMatchObject({ name: 'ApiRequestError' });
    expect(reasons[1]).not.toBe(reasons[0]);
  });

  it('ends waits and pollers in their delays, and refuses them afterwards', async () => {
    await using server = await startArtuServer({ holds: false, executions: running });
    const transport = artuTransport(server.url);
    const options = { maxWaitMs: 60_000, minDelayMs: 30_000 };
    const start = (): readonly Promise<unknown>[] => [
      waitUntil(transport, executionCompleted, { id: executionId }, options),
      startPoller(transport, executionCompleted, { id: executionId }, options).pollUntilDone(),
    ];
    const ends = Promise.allSettled(start());
    await eventually(() => expect(server.requests).toHaveLength(2));
    await sleep(50);
    await transport.close();
    const aborted = { name: 'AbortError', cause: { message: 'The client is closed.' } };
    expect(await ends).toMatchObject([{ reason: aborted }, { reason: aborted }]);
    const refused = { name: 'ApiRequestError', message: 'The client is closed.' };
    expect(await Promise.allSettled(start())).toMatchObject([{ reason: refused }, { reason: refused }]);
    expect(server.requests).toHaveLength(2);
  });

  it('keeps nothing of calls and waits that are over: a signal that follows it would never be forgotten', async () => {
    await using server = await startArtuServer({ executions });
    const transport = artuTransport(server.url);
    const any = vi.spyOn(AbortSignal, 'any');
    const options = { maxWaitMs: 60_000 };
    await retrieve(transport);
    await waitUntil(transport, executionCompleted, { id: executionId }, options);
    const poller = startPoller(transport, executionCompleted, { id: executionId }, options);
    const signal = AbortSignal.timeout(1);
    await Promise.allSettled([poller.poll({ signal })]);
    await poller.pollUntilDone();
    expect(any.mock.calls.flat(2)).not.toContain(transport.closed);
    any.mockRestore();
    await eventually(() => expect(transport.underWay.size).toBe(0));
  });
});
