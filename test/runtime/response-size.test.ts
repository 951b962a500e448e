/** The limit of response bodies: it counts bytes after decompression. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { constants, createBrotliCompress, createGzip, gzipSync, type Gzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from '../../templates/runtime/files/call.ts';
import { anyJson, binary, text, type Decoder } from '../../templates/runtime/files/decode.ts';
import { ApiStatusError } from '../../templates/runtime/files/errors.ts';
import { multipart } from '../../templates/runtime/files/form-response.ts';
import { lines } from '../../templates/runtime/files/json-lines.ts';
import type { Operation } from '../../templates/runtime/files/operation.ts';
import type { RequestOptions } from '../../templates/runtime/files/settings.ts';
import { standardSettings } from '../../templates/runtime/files/settings.ts';
import { makeTransport } from '../../templates/runtime/files/transport.ts';
import { unchecked } from '../../templates/runtime/files/validated.ts';

const megabyte = 1_000_000;
const piece = Buffer.alloc(megabyte, ' ');
let closed: Promise<unknown> = Promise.resolve();

const fastest = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** Sends spaces until the client closes the connection: a body that never ends. */
function flood(stream: Gzip, response: { readonly destroyed: boolean }): void {
  if (!response.destroyed) stream.write(piece, () => setImmediate(flood, stream, response));
}

const answers: RequestListener = (request, response) => {
  const [, path = '', type = ''] = /^\/([^?]*)\??(.*)$/.exec(request.url ?? '') ?? [];
  const headers = { 'content-type': decodeURIComponent(type) };
  if (path.startsWith('bomb')) {
    const [stream, encoding] = path.endsWith('br')
      ? [createBrotliCompress(fastest), 'br']
      : [createGzip(), 'gzip'];
    response.writeHead(path.includes('403') ? 403 : 200, { ...headers, 'content-encoding': encoding });
    stream.pipe(response);
    closed = once(response, 'close');
    flood(stream, response);
  } else {
    response
      .writeHead(200, { ...headers, 'content-encoding': 'gzip' })
      .end(gzipSync(`["${'x'.repeat(96)}"]`));
  }
};

const server = createServer(answers);
let baseUrl = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

function operationAt<T>(path: string, type: string, decoder: Decoder<T>): Operation<object, T> {
  const query = [encodeURIComponent(type)];
  return { id: 'files.read', method: 'GET', path, request: () => ({ query }), responses: { 200: decoder } };
}

function transport(options: RequestOptions = {}) {
  return makeTransport(
    { baseUrl, userAgent: 'tests/1', securitySchemes: {}, security: [] },
    { maxRetries: 0, ...options },
  );
}

const form = 'multipart/form-data; boundary=b';

describe('a body that exceeds maxResponseBytes', () => {
  it.each<[string, string, string, Decoder<unknown>]>([
    ['JSON', '/bomb', 'application/json', anyJson()],
    ['JSON in Brotli', '/bomb-br', 'application/json', anyJson()],
    ['text', '/bomb', 'text/plain', text()],
    ['a file', '/bomb', 'application/pdf', binary('application/pdf')],
    ['a form', '/bomb', form, multipart(unchecked)],
  ])('stops while it arrives, compressed or not: %s', async (_, path, type, decoder) => {
    const work = send(transport({ maxResponseBytes: 3 * megabyte }), operationAt(path, type, decoder), {});
    await expect(work).rejects.toMatchObject({
      name: 'ApiResponseError',
      kind: 'size',
      status: 200,
      retryable: false,
      message: 'files.read: the body exceeds maxResponseBytes, 3000000',
    });
    await closed;
  });

  it('of an error status is cut at 64 kB', async () => {
    const error: unknown = await send(transport(), operationAt('/bomb403', 'text/plain', text()), {}).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(ApiStatusError);
    expect(error).toMatchObject({ status: 403, rawBody: ' '.repeat(65_536) });
  });
});

describe('the limit', () => {
  const hundred = operationAt('/hundred', 'application/json', anyJson());

  it('is inclusive, counts bytes after decompression, and a call overrides the client', async () => {
    await expect(send(transport({ maxResponseBytes: 100 }), hundred, {})).resolves.toEqual(['x'.repeat(96)]);
    await expect(send(transport({ maxResponseBytes: 99 }), hundred, {})).rejects.toMatchObject({
      kind: 'size',
    });
    await expect(
      send(transport({ maxResponseBytes: 99 }), hundred, {}, { maxResponseBytes: 100 }),
    ).resolves.toHaveLength(1);
  });

  it('is 100 MB where nobody sets it', () => {
    expect(standardSettings.maxResponseBytes).toBe(100 * megabyte);
  });

  it('must be a whole number', async () => {
    for (const maxResponseBytes of [-1, 1.5, NaN, Infinity])
      await expect(send(transport(), hundred, {}, { maxResponseBytes })).rejects.toMatchObject({
        name: 'ApiRequestError',
        option: 'maxResponseBytes',
      });
  });

  it('leaves raw responses and streams alone, which the caller reads piece by piece', async () => {
    const small = transport({ maxResponseBytes: 10 });
    const raw = await send(small, hundred, {}).raw();
    expect(await raw.text()).toHaveLength(100);
    const stream = await send(small, operationAt('/hundred', 'application/x-ndjson', lines(unchecked)), {});
    for await (const item of stream) expect(item).toEqual(['x'.repeat(96)]);
  });
});
