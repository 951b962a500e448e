import { describe, expect, expectTypeOf, it } from 'vitest';
import { ApiError, ApiStatusError } from '../../templates/runtime/files/errors.ts';
import { artuTransport, executionId, retrieve, type Execution } from '../support/artu-operations.ts';
import { startArtuServer } from '../support/artu-server.ts';
import { eventually, sleep } from '../support/process-clock.ts';

const executions = { [executionId]: [{ atMs: 0, status: 'completed' }] };

describe('the promise of a call', () => {
  it('is a promise of the value', async () => {
    await using server = await startArtuServer({ executions });
    const call = retrieve(artuTransport(server.url));
    expectTypeOf(call).resolves.toEqualTypeOf<Execution>();
    expect(call).toBeInstanceOf(Promise);
    expect(await call.finally(() => undefined)).toMatchObject({ status: 'completed' });
    expect(await Promise.all([call, call])).toHaveLength(2);
    expect(server.requests).toHaveLength(1);
  });

  it('gives the value with its response', async () => {
    await using server = await startArtuServer({ executions });
    const response = await retrieve(artuTransport(server.url)).withResponse();
    expect(response).toMatchObject({
      status: 200,
      requestId: 'req_1',
      attempts: 1,
      data: { status: 'completed' },
    });
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('gives the response before its body', async () => {
    await using server = await startArtuServer({ faults: [{ kind: 'stall', body: '{"id"' }] });
    const controller = new AbortController();
    const call = retrieve(artuTransport(server.url), { signal: controller.signal });
    const response = await call.raw();
    expect(response.status).toBe(200);
    expect(response.bodyUsed).toBe(false);
    await expect(call).rejects.toMatchObject({ name: 'ApiRequestError' });
    controller.abort();
    await expect(response.text()).rejects.toThrow();
  });

  it('throws an error status also in place of the bare response', async () => {
    await using server = await startArtuServer();
    await expect(retrieve(artuTransport(server.url)).raw()).rejects.toBeInstanceOf(ApiStatusError);
  });

  it('sends the request although nobody waits for it', async () => {
    await using server = await startArtuServer({ executions });
    void retrieve(artuTransport(server.url));
    await eventually(() => expect(server.requests).toHaveLength(1));
  });

  it('leaves no rejection unhandled where only the response is taken', async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', listen);
    await using server = await startArtuServer();
    await retrieve(artuTransport(server.url))
      .withResponse()
      .catch(() => undefined);
    await retrieve(artuTransport(server.url))
      .raw()
      .catch(() => undefined);
    await sleep(20);
    process.off('unhandledRejection', listen);
    expect(unhandled).toEqual([]);
  });
});

describe('errors of two copies of the package', () => {
  it('know each other', async () => {
    const specifier = '../../templates/runtime/files/errors.ts?copy';
    const copy: { ApiError: typeof ApiError } = await import(/* @vite-ignore */ specifier);
    expect(copy.ApiError).not.toBe(ApiError);
    expect(new copy.ApiError('no')).toBeInstanceOf(ApiError);
    expect(new Error('no')).not.toBeInstanceOf(ApiError);
  });

  it('do not take a subclass of a program for their own', () => {
    class OwnError extends ApiError {}
    expect(new ApiError('no')).not.toBeInstanceOf(OwnError);
    expect(new OwnError('no')).toBeInstanceOf(ApiError);
  });
});
