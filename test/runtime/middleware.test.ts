import { describe, expect, it } from 'vitest';
import type { Middleware } from '../../templates/runtime/files/middleware.ts';
import { artuTransport, executionId, retrieve } from '../support/artu-operations.ts';
import { startArtuServer } from '../support/artu-server.ts';

const executions = { [executionId]: [{ atMs: 0, status: 'completed' }] };

describe('middleware', () => {
  it('stands around every attempt, the client’s around the call’s, credentials included', async () => {
    await using server = await startArtuServer({ executions, faults: [{ kind: 'answer', status: 503 }] });
    const seen: string[] = [];
    const tell =
      (name: string): Middleware =>
      async (request, next) => {
        seen.push(`${name} ${request.attempt} ${request.headers.get('authorization')}`);
        return next(request);
      };
    await retrieve(artuTransport(server.url, { middleware: [tell('client')] }), {
      middleware: [tell('call')],
    });
    const each = (attempt: number): string[] =>
      ['client', 'call'].map((name) => `${name} ${attempt} Bearer sk-secret`);
    expect(seen).toEqual([...each(1), ...each(2)]);
  });

  it('has one id for all attempts of a call, and another for another call', async () => {
    await using server = await startArtuServer({ executions, faults: [{ kind: 'answer', status: 503 }] });
    const ids: string[] = [];
    const note: Middleware = async (request, next) => {
      ids.push(request.callId);
      return next(request);
    };
    const transport = artuTransport(server.url, { middleware: [note] });
    await retrieve(transport);
    await retrieve(transport);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('may change the request, and answer in place of the server', async () => {
    await using server = await startArtuServer({ executions });
    const sign: Middleware = async (request, next) => {
      request.headers.set('x-signature', request.method + request.url.pathname);
      return next(request);
    };
    await retrieve(artuTransport(server.url, { middleware: [sign] }));
    expect(server.requests[0]?.headers['x-signature']).toBe(`GET/workflows/executions/${executionId}`);
    const cached: Middleware = async () => Response.json({ id: '1', status: 'errored', error: null });
    const call = retrieve(artuTransport(server.url), { middleware: [cached] });
    expect(await call).toMatchObject({ status: 'errored' });
    expect(server.requests).toHaveLength(1);
  });

  it('may ask for another attempt at a status that is none that passes', async () => {
    await using server = await startArtuServer({ executions, faults: [{ kind: 'answer', status: 409 }] });
    const retryConflicts: Middleware = async (request, next) => {
      const response = await next(request);
      if (response.status !== 409) return response;
      const headers = new Headers(response.headers);
      headers.set('x-should-retry', 'true');
      return new Response(response.body, { status: 409, headers });
    };
    await retrieve(artuTransport(server.url, { middleware: [retryConflicts] }));
    expect(server.requests).toHaveLength(2);
  });

  it('that fails is one of our errors with its cause, and is not tried again', async () => {
    await using server = await startArtuServer({ executions });
    const cause = new TypeError('own');
    let calls = 0;
    const broken: Middleware = async () => {
      calls += 1;
      throw cause;
    };
    await expect(retrieve(artuTransport(server.url, { middleware: [broken] }))).rejects.toMatchObject({
      name: 'ApiError',
      message: 'workflows.executions.retrieve: a middleware failed',
      cause,
    });
    expect(calls).toBe(1);
  });

  it('sees a connection that fails as the error that it is, which is tried again', async () => {
    await using server = await startArtuServer({ executions, faults: [{ kind: 'reset' }] });
    const names: string[] = [];
    const note: Middleware = async (request, next) => {
      try {
        return await next(request);
      } catch (error) {
        names.push(String(error instanceof Error && error.name));
        throw error;
      }
    };
    await retrieve(artuTransport(server.url, { middleware: [note] }));
    expect(names).toEqual(['ApiConnectionError']);
  });

  it('that reads the body is told to give a clone', async () => {
    await using server = await startArtuServer({ executions });
    const reads: Middleware = async (request, next) => {
      const response = await next(request);
      await response.text();
      return response;
    };
    await expect(retrieve(artuTransport(server.url, { middleware: [reads] }))).rejects.toThrow(
      'a middleware read the body, not a clone',
    );
  });
});
