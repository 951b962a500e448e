import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ApiError, ApiResponseError, ApiStatusError } from '../../templates/runtime/files/errors.ts';
import { anyJson, text, byMediaType, binary, type Decoder } from '../../templates/runtime/files/decode.ts';
import { multipart } from '../../templates/runtime/files/form-response.ts';
import { send } from '../../templates/runtime/files/call.ts';
import { validator } from '../../templates/runtime/files/validation.ts';
import type { Warning } from '../../templates/runtime/files/warning.ts';
import { artuTransport, executionId, retrieve, retrieveOperation } from '../support/artu-operations.ts';
import { startArtuServer } from '../support/artu-server.ts';

interface Played {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

async function resultOf({ status = 200, headers = {}, body = '' }: Played): Promise<unknown> {
  await using server = await startArtuServer({
    faults: [{ kind: 'answer', status, headers: { 'x-request-id': 'req_7', ...headers }, body }],
    forever: true,
  });
  const options = { maxRetries: 0 };
  return await retrieve(artuTransport(server.url), options).catch((error: unknown) => error);
}

const valid = `{"id":"${executionId}","status":"completed"}`;

describe('a response that is an error', () => {
  it('keeps status, headers, request id and the parsed body', async () => {
    const error = await resultOf({ status: 404, body: '{"message":"not found"}' });
    expect(error).toBeInstanceOf(ApiStatusError);
    expect(error).toMatchObject({
      name: 'ApiStatusError',
      status: 404,
      body: { message: 'not found' },
      requestId: 'req_7',
      message: 'workflows.executions.retrieve: status 404: not found',
      retryable: false,
    });
  });

  it('has no body where it is not what the document says for its status', async () => {
    const error = await resultOf({ status: 404, body: '{"msg":1}' });
    expect(error).toMatchObject({ status: 404, body: undefined, rawBody: '{"msg":1}' });
  });

  it('keeps a page of a proxy as text', async () => {
    const error = await resultOf({
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<h1>Bad</h1>',
    });
    expect(error).toMatchObject({ status: 502, body: '<h1>Bad</h1>', requestId: 'req_7', retryable: true });
  });

  it('is not read to its end where it has none to speak of', async () => {
    const error = await resultOf({ status: 500, body: 'x'.repeat(1_000_000) });
    expect(error).toBeInstanceOf(ApiStatusError);
    expect(error instanceof ApiStatusError && error.rawBody.length).toBe(65_536);
  });

  it('is an error at once where its body has no end', async () => {
    await using server = await startArtuServer({
      answer(_, response) {
        response.writeHead(500).write('x'.repeat(100_000));
      },
    });
    const operation = { ...retrieveOperation, path: '/{id}' };
    const call = send(
      artuTransport(server.url),
      operation,
      { id: executionId },
      { maxRetries: 0, timeout: 5_000 },
    );
    await expect(call).rejects.toMatchObject({ name: 'ApiStatusError', status: 500 });
  });

  it('shows no credential, header or cookie in a log', async () => {
    const error = await resultOf({ status: 401, headers: { 'set-cookie': 'session=abc' }, body: '{}' });
    expect(`${inspect(error, { depth: 9 })}${JSON.stringify(error)}`).not.toMatch(/sk-secret|session=abc/);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      name: 'ApiStatusError',
      status: 401,
      requestId: 'req_7',
    });
  });

  it('leads back to the line that made the call', async () => {
    const error = await resultOf({ status: 500 });
    expect(error instanceof ApiError && error.stack).toMatch(/^ApiStatusError: [^]*response\.test\.ts/);
  });
});

describe('a success that is not what the document says', () => {
  it.each<[string, Played, string]>([
    ['no JSON', { body: '{"id":' }, 'json'],
    ['a page', { headers: { 'content-type': 'text/html' }, body: '<html>' }, 'content-type'],
    ['nothing', { body: '' }, 'empty'],
    ['another status', { status: 202, body: valid }, 'status'],
    ['another shape', { body: '{"id":1,"status":null}' }, 'schema'],
  ])('fails: %s', async (_, played, kind) => {
    const error = await resultOf(played);
    expect(error).toBeInstanceOf(ApiResponseError);
    expect(error).toMatchObject({ name: 'ApiResponseError', kind, requestId: 'req_7' });
  });

  it('is told with every issue and its path', async () => {
    const error = await resultOf({ body: '{"id":1,"status":null}' });
    expect(error).toMatchObject({
      issues: [{ path: ['id'] }, { path: ['status'] }],
      rawText: '{"id":1,"status":null}',
    });
  });
});

describe('a success', () => {
  it.each<[string, Played]>([
    ['with a byte order mark', { body: `\uFEFF${valid}` }],
    [
      'with parameters and capitals in its media type',
      { headers: { 'content-type': 'Application/JSON; charset=UTF-8' }, body: valid },
    ],
    ['of a kind of JSON', { headers: { 'content-type': 'application/hal+json' }, body: valid }],
    ['with keys that nobody knows', { body: `{"__proto__":{"a":1},"constructor":2,${valid.slice(1)}` }],
  ])('is read: %s', async (_, played) => {
    expect(await resultOf(played)).toMatchObject({ status: 'completed' });
  });

  it('keeps what it does not know', async () => {
    expect(await resultOf({ body: `{"later":1,${valid.slice(1)}` })).toHaveProperty('later', 1);
  });
});

describe('validation', () => {
  const script = { faults: [{ kind: 'answer', status: 200, body: '{"id":1}' }] } as const;

  it('only reports where that is asked for', async () => {
    await using server = await startArtuServer(script);
    const warnings: Warning[] = [];
    const transport = artuTransport(server.url, {
      validation: 'report',
      onWarning: (warning) => warnings.push(warning),
    });
    expect(await retrieve(transport)).toEqual({ id: 1 });
    expect(warnings).toMatchObject([{ kind: 'response', cause: { kind: 'schema' } }]);
  });

  it('can be off for one call', async () => {
    await using server = await startArtuServer(script);
    expect(await retrieve(artuTransport(server.url), { validation: 'off' })).toEqual({ id: 1 });
  });
});

describe('an operation with several media types', () => {
  it('reads each by its own decoder, and asks for all of them', async () => {
    await using server = await startArtuServer({
      faults: [
        { kind: 'answer', status: 200, headers: { 'content-type': 'text/csv; header=present' }, body: 'a,b' },
        { kind: 'answer', status: 200, headers: { 'content-type': 'image/png' }, body: 'bytes' },
        { kind: 'answer', status: 200, headers: { 'content-type': 'video/mp4' } },
      ],
    });
    const decoder = byMediaType({
      'application/json': anyJson(),
      'text/csv': text(),
      'image/*': binary(),
    });
    const operation = { ...retrieveOperation, responses: { 200: decoder }, errors: {} };
    const call = (): Promise<unknown> => send(artuTransport(server.url), operation, { id: executionId });
    expect(await call()).toBe('a,b');
    expect(await call()).toBeInstanceOf(Blob);
    await expect(call()).rejects.toMatchObject({ kind: 'content-type' });
    expect(server.requests[0]?.headers.accept).toBe('application/json, text/csv, image/*');
  });

  it.each(['Application/Vnd.Api+JSON', 'application/vnd.other+JSON', 'TEXT/csv;Charset=UTF-8'])(
    'ignores the case of %s',
    async (type) => {
      await using server = await startArtuServer({
        faults: [{ kind: 'answer', status: 200, headers: { 'content-type': type }, body: '1' }],
      });
      const decoder = byMediaType({
        'application/vnd.api+json': anyJson(),
        'application/*+json': anyJson(),
        'text/csv': text(),
      });
      const operation = { ...retrieveOperation, responses: { 200: decoder }, errors: {} };
      const result = await send(artuTransport(server.url), operation, { id: executionId });
      expect(String(result)).toBe('1');
    },
  );
});

describe('text and bytes', () => {
  async function readBy<T>(
    decoder: Decoder<T>,
    headers: Record<string, string>,
    body: Buffer,
  ): Promise<unknown> {
    await using server = await startArtuServer({
      answer: (_, response) => response.writeHead(200, headers).end(body),
    });
    const operation = { ...retrieveOperation, responses: { 200: decoder }, errors: {} };
    return await send(artuTransport(server.url), operation, { id: executionId }).catch(
      (error: unknown) => error,
    );
  }

  it.each([
    ['utf-8', 'text/plain', Buffer.from('\uFEFFgrün')],
    ['its charset', 'text/plain; charset="ISO-8859-1"', Buffer.from('grün', 'latin1')],
    ['utf-8 where nobody knows the charset', 'text/plain;charset=grün', Buffer.from('grün')],
  ])('are read in %s', async (_, type, body) => {
    expect(await readBy(text('text/plain'), { 'content-type': type }, body)).toBe('grün');
  });

  it.each<[string, Decoder<unknown>]>([
    ['text', text('text/csv')],
    ['bytes', binary('image/png')],
  ])('are no page of a login: %s', async (_, decoder) => {
    const error = await readBy(decoder, { 'content-type': 'text/html' }, Buffer.from('<h1>Log in</h1>'));
    expect(error).toMatchObject({ kind: 'content-type', rawText: '<h1>Log in</h1>' });
  });

  it('may be a page where any text is due', async () => {
    expect(await readBy(text(), { 'content-type': 'text/html' }, Buffer.from('<p>'))).toBe('<p>');
  });
});

describe('a form', () => {
  interface Photos {
    readonly about: { readonly title: string };
    readonly pictures: readonly File[];
    readonly note: string;
  }

  const photos = validator<Photos>(() => undefined);
  const parts = [
    ['name="about"\r\nContent-Type: application/json', '{"title":"Tom"}'],
    ['name="pictures"; filename="a.png"\r\nContent-Type: image/png', '\u0001\u0002'],
    ['name="note"', 'ä\r\nb'],
    ['name="__proto__"', 'x'],
  ];
  const formText = (entries: readonly (readonly string[])[]): string =>
    `${entries.map(([head, body]) => `--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`).join('')}--edge--\r\n`;

  async function photosFrom(
    body: string,
    type = 'multipart/form-data; boundary=edge',
    decoder: Decoder<unknown> = multipart(photos, { json: ['about'], lists: ['pictures'] }),
  ): Promise<unknown> {
    await using server = await startArtuServer({
      answer: (_, response) => response.writeHead(200, { 'content-type': type }).end(body),
    });
    const operation = { ...retrieveOperation, responses: { 200: decoder }, errors: {} };
    return await send(artuTransport(server.url), operation, { id: executionId }).catch(
      (error: unknown) => error,
    );
  }

  it('becomes an object, with files, lists and what is JSON', async () => {
    const result = await photosFrom(formText(parts));
    expect(result).toMatchObject({ about: { title: 'Tom' }, note: 'ä\r\nb' });
    const { pictures } = result as Photos;
    expect(pictures.map(({ name, type, size }) => [name, type, size])).toEqual([['a.png', 'image/png', 2]]);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });

  it('has parts that are JSON, text or files', async () => {
    const decoder = multipart(
      validator<object>(() => undefined),
      { either: ['a', 'b', 'c'] },
    );
    const entries = [
      ['name="a"', '{"title":"Tom"}'],
      ['name="b"', '{no JSON'],
      ['name="c"; filename="c.png"', 'PNG'],
    ];
    const result = await photosFrom(formText(entries), undefined, decoder);
    expect(result).toMatchObject({ a: { title: 'Tom' }, b: '{no JSON', c: { name: 'c.png', size: 3 } });
  });

  it('has lists that are one part, by what stands between their items', async () => {
    const decoder = multipart(
      validator<object>(() => undefined),
      {
        json: ['sizes'],
        lists: ['tags', 'sizes', 'gone'],
        delimiters: { tags: '|', sizes: ',', gone: ',' },
      },
    );
    const entries = [
      ['name="tags"', 'a|b,c'],
      ['name="sizes"', '1,2'],
      ['name="gone"', ''],
    ];
    expect(await photosFrom(formText(entries), undefined, decoder)).toEqual({
      tags: ['a', 'b,c'],
      sizes: [1, 2],
      gone: [],
    });
  });

  it('has lists of none', async () => {
    expect(await photosFrom(formText(parts.slice(0, 1)))).toMatchObject({ pictures: [] });
  });

  it.each<[string, string, string | undefined, string]>([
    ['that is cut off', formText(parts).slice(0, -30), undefined, 'form'],
    ['with broken JSON', formText([['name="about"', '{']]), undefined, 'json'],
    ['that is a page', '<h1>', 'text/html', 'content-type'],
  ])('is refused: one %s', async (_, body, type, kind) => {
    expect(await photosFrom(body, type)).toMatchObject({ name: 'ApiResponseError', kind });
  });
});
