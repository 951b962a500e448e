import { describe, expect, it } from 'vitest';
import { artuTransport, executionId, retrieve } from '../support/artu-operations.ts';
import { startArtuServer } from '../support/artu-server.ts';

const executions = { [executionId]: [{ atMs: 0, status: 'completed' }] };

describe('a transport that is closed', () => {
  it('ends what is under way, and refuses what comes later before anything is sent', async () => {
    await using server = await startArtuServer({ faults: [{ kind: 'silence' }] });
    const transport = artuTransport(server.url);
    const ended = retrieve(transport).catch((error: unknown) => error);
    await expect.poll(() => server.requests.length).toBe(1);
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
});
