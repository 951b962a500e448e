import { gzipSync } from 'node:zlib';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { send } from '../../templates/runtime/files/call.ts';
import type { ApiStatusError } from '../../templates/runtime/files/errors.ts';
import {
  artuTransport,
  executionId,
  retrieve,
  retrieveOperation,
  type Problem,
} from '../support/artu-operations.ts';
import { startArtuServer } from '../support/artu-server.ts';
import { eventually } from '../support/process-clock.ts';

const executions = { [executionId]: [{ atMs: 0, status: 'completed' }] };

describe('connections', () => {
  it('are used again by a hundred calls one by one', async () => {
    await using server = await startArtuServer({ executions });
    const transport = artuTransport(server.url);
    for (let call = 0; call < 100; call += 1) await retrieve(transport);
    // The next call may begin while the platform puts the connection of the last one back.
    expect(new Set(server.requests.map(({ port }) => port)).size).toBeLessThanOrEqual(2);
  });

  it('are not left behind by attempts that failed with long bodies', async () => {
    const body = 'x'.repeat(2_000_000);
    const fault = { kind: 'answer', status: 503, headers: { 'retry-after-ms': '1' }, body } as const;
    await using server = await startArtuServer({ executions, faults: [fault, fault] });
    await retrieve(artuTransport(server.url));
    await eventually(async () => expect(await server.openSockets()).toBeLessThanOrEqual(1));
  });
});

describe('a compressed body', () => {
  it('is read', async () => {
    const body = JSON.stringify({ id: executionId, status: 'completed' });
    await using server = await startArtuServer({
      answer(_, response) {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
        response.end(gzipSync(body));
      },
    });
    expect(await retrieveOther(server.url)).toMatchObject({ status: 'completed' });
  });

  it('that is broken is an error of this package', async () => {
    await using server = await startArtuServer({
      answer(_, response) {
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
          .end('no gzip');
      },
    });
    await expect(retrieveOther(server.url)).rejects.toMatchObject({ name: 'ApiConnectionError' });
  });

  function retrieveOther(url: string): Promise<unknown> {
    return send(
      artuTransport(url),
      { ...retrieveOperation, path: '/{id}' },
      { id: executionId },
      { maxRetries: 0 },
    );
  }
});

describe('the documented errors of an operation', () => {
  it('are told apart by their status', () => {
    type RetrieveError = ApiStatusError<404, Problem> | ApiStatusError<409, { readonly conflict: string }>;
    const read = (error: RetrieveError): string | undefined => {
      if (error.status === 404) expectTypeOf(error.body).toEqualTypeOf<Problem | undefined>();
      return error.status === 409 ? error.body?.conflict : error.body?.message;
    };
    expect(read).toBeTypeOf('function');
  });
});
