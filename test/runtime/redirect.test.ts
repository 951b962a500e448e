import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { artuTransport, create, executionId, retrieve } from '../support/artu-operations.ts';
import { startArtuServer } from '../support/artu-server.ts';
import type { Fetch } from '../../templates/runtime/files/transport.ts';
import type { Fault } from '../support/faults.ts';

const executions = {
  [executionId]: [{ atMs: 0, status: 'completed' }],
  other: [{ atMs: 0, status: 'running' }],
};

function redirect(status: number, location: string): Fault {
  return { kind: 'answer', status, headers: { location } };
}

function redirected(location: string): Response {
  return new Response(null, { status: 302, headers: { location } });
}

describe('a redirect', () => {
  it('within the origin is followed, credentials and all', async () => {
    await using server = await startArtuServer({
      executions,
      faults: [redirect(307, '/workflows/executions/other')],
    });
    expect(await retrieve(artuTransport(server.url))).toMatchObject({ status: 'running' });
    expect(server.requests[1]?.headers).toMatchObject({
      authorization: 'Bearer sk-secret',
      'x-environment': 'test',
    });
  });

  it('to another origin is not: no credential leaves', async () => {
    await using other = await startArtuServer({ executions });
    await using server = await startArtuServer({
      faults: [redirect(302, `${other.url}/workflows/executions/other`)],
    });
    await expect(retrieve(artuTransport(server.url))).rejects.toMatchObject({
      name: 'ApiResponseError',
      kind: 'redirect',
      status: 302,
    });
    expect(other.requests).toHaveLength(0);
  });

  it('to a URL with a user is not: no error quotes the password', async () => {
    const fetch: Fetch = async (url, init) =>
      url.includes('@') ? globalThis.fetch(url, init) : redirected(url.replace('//', '//user:password@'));
    const failure = await retrieve(artuTransport('http://localhost', { fetch })).catch((error: unknown) =>
      inspect(error),
    );
    expect(failure).toContain('redirect (302)');
    expect(failure).not.toContain('password');
  });

  it('after another ends after five', async () => {
    await using server = await startArtuServer({ faults: [redirect(302, '/again')], forever: true });
    await expect(retrieve(artuTransport(server.url))).rejects.toMatchObject({ kind: 'redirect' });
    expect(server.requests).toHaveLength(6);
  });

  it('of a POST becomes a GET where the status says so', async () => {
    const location = '/workflows/executions/other';
    await using server = await startArtuServer({
      executions,
      faults: [redirect(303, location), null, redirect(308, location)],
    });
    await create(artuTransport(server.url));
    await create(artuTransport(server.url));
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST', 'POST']);
  });
});
