import { describe, expect, it, vi } from 'vitest';
import { binaryBody, formBody, jsonBody, textBody } from '../../templates/runtime/files/body.ts';
import { anyJson } from '../../templates/runtime/files/decode.ts';
import { multipartBody } from '../../templates/runtime/files/multipart-body.ts';
import { cookie, deepObject } from '../../templates/runtime/files/parameters.ts';
import type { Operation, RequestParts } from '../../templates/runtime/files/operation.ts';
import { apiKeyCookie, apiKeyHeader, apiKeyQuery, basic } from '../../templates/runtime/files/security.ts';
import { send } from '../../templates/runtime/files/call.ts';
import { makeTransport } from '../../templates/runtime/files/transport.ts';
import { artuTransport, executionId, retrieve, retrieveOperation } from '../support/artu-operations.ts';
import { startArtuServer, type RecordedRequest } from '../support/artu-server.ts';

const ok = { answer: (_: unknown, response: { end: (body: string) => void }) => response.end('{}') };
const executions = { [executionId]: [{ atMs: 0, status: 'completed' }] };

async function sentWith(
  options: Parameters<typeof artuTransport>[1],
  call = retrieve,
): Promise<RecordedRequest> {
  await using server = await startArtuServer({ executions });
  await call(artuTransport(server.url, options));
  const [request] = server.requests;
  if (request === undefined) throw new Error('nothing was sent');
  return request;
}

/** What arrives of an operation that makes these parts of its request. */
async function sent(
  parts: RequestParts,
  rest: Partial<Operation<object, unknown>> = {},
): Promise<RecordedRequest> {
  await using server = await startArtuServer(ok);
  const operation: Operation<object, unknown> = {
    id: 'try',
    method: 'POST',
    path: '/try',
    request: () => parts,
    responses: { 200: anyJson() },
    ...rest,
  };
  await send(artuTransport(server.url), operation, {});
  const [request] = server.requests;
  if (request === undefined) throw new Error('nothing was sent');
  return request;
}

describe('the headers of a request', () => {
  it('are few', async () => {
    const { headers } = await sentWith({});
    const { authorization, accept } = headers;
    expect({ authorization, accept }).toEqual({
      authorization: 'Bearer sk-secret',
      accept: 'application/json',
    });
    expect(headers['x-environment']).toBe('test');
    expect(headers['user-agent']).toBe(`@artu/workflows/1.0.0 ${navigator.userAgent}`);
    expect(headers).not.toHaveProperty('content-type');
    expect(headers).not.toHaveProperty('cookie');
  });

  it('are the caller’s where it has its own, in any case of letters', async () => {
    const { headers } = await sentWith({ headers: { 'USER-agent': 'mine', AUTHORIZATION: 'Basic mine' } });
    expect(headers).toMatchObject({ 'user-agent': 'mine', authorization: 'Basic mine' });
    const call: typeof retrieve = (transport) => retrieve(transport, { headers: { accept: 'text/plain' } });
    expect((await sentWith({ headers: { accept: 'a/b' } }, call)).headers.accept).toBe('text/plain');
  });

  it('are left out where the caller takes them away', async () => {
    const { headers } = await sentWith({ headers: { authorization: null, 'x-environment': null } });
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('x-environment');
  });

  it('are refused by name, never with their value', async () => {
    const call = retrieve(artuTransport('https://api.artu.ai'), { headers: { 'x-a': 'secret\r\nx-b: 1' } });
    await expect(call).rejects.toMatchObject({
      name: 'ApiRequestError',
      message: 'The header x-a has a line break or a character outside Latin-1.',
    });
    expect(() => artuTransport('https://api.artu.ai', { headers: { 'x a': '1' } })).toThrow(/"x a"/);
  });
});

describe('a credential', () => {
  it('is sent without the line end of the file that it came from', async () => {
    expect((await sentWith({ apiKey: 'sk-1\n' })).headers.authorization).toBe('Bearer sk-1');
  });

  it.each(['sk\r\nx: 1', 'sk-\u{1F600}'])(
    'is refused by the name of its option, never with its value',
    async (apiKey) => {
      await using server = await startArtuServer({ executions });
      const call = retrieve(artuTransport(server.url, { apiKey }));
      await expect(call).rejects.toMatchObject({
        name: 'ApiRequestError',
        message: 'The option apiKey has a line break or a character outside Latin-1.',
      });
      expect(server.requests).toHaveLength(0);
    },
  );

  it.each<[Parameters<typeof artuTransport>[1], string]>([
    [{ apiKey: undefined }, 'apiKey'],
    [{ environment: ' ' }, 'environment'],
    [{ apiKey: () => '' }, 'apiKey'],
  ])('that is missing is named before anything is sent: %o', async (options, option) => {
    await using server = await startArtuServer({ executions });
    await expect(retrieve(artuTransport(server.url, options))).rejects.toMatchObject({
      name: 'ApiRequestError',
      option,
    });
    expect(server.requests).toHaveLength(0);
  });

  it('is not needed where the caller sets the header that would carry it', async () => {
    const none = { apiKey: undefined };
    const call: typeof retrieve = (transport) =>
      retrieve(transport, { headers: { Authorization: 'Basic own' } });
    expect((await sentWith(none, call)).headers).toMatchObject({
      authorization: 'Basic own',
      'x-environment': 'test',
    });
    expect((await sentWith({ ...none, headers: { authorization: 'own' } })).headers.authorization).toBe(
      'own',
    );
    await expect(sentWith({ ...none, headers: { 'x-other': '1' } })).rejects.toMatchObject({
      option: 'apiKey',
    });
  });

  it('of a function is asked for once by calls side by side', async () => {
    await using server = await startArtuServer({ executions });
    let asked = 0;
    const apiKey = async (): Promise<string> => `sk-${(asked += 1)}`;
    const transport = artuTransport(server.url, { apiKey });
    await Promise.all([retrieve(transport), retrieve(transport), retrieve(transport)]);
    expect(asked).toBe(1);
  });

  it('goes where its scheme says', async () => {
    await using server = await startArtuServer(ok);
    const securitySchemes = {
      basic: basic('login', { username: '猫', password: 'p:w ' }),
      query: apiKeyQuery('key', 'api key', 'a&b'),
      cookie: apiKeyCookie('session', 'sid', '1'),
      header: apiKeyHeader('token', 'X-Token', 't'),
    };
    const definition = { baseUrl: server.url, userAgent: 'try/1', securitySchemes, security: [] };
    const transport = makeTransport(definition, {});
    const operation: Operation<object, unknown> = {
      id: 'try',
      method: 'GET',
      path: '/try',
      security: [['basic', 'query', 'cookie', 'header']],
      request: () => ({ cookies: [cookie('theme', 'dark')], query: ['a=1'] }),
      responses: { 200: anyJson() },
    };
    await send(transport, operation, {});
    expect(server.requests[0]).toMatchObject({
      url: '/try?a=1&api%20key=a%26b',
      headers: {
        authorization: `Basic ${Buffer.from('猫:p:w ').toString('base64')}`,
        cookie: 'theme=dark; sid=1',
        'x-token': 't',
      },
    });
  });

  it('is one of the alternatives that are given, none only where nothing else is', async () => {
    const both = { security: [[], ['bearerAuth']] };
    expect((await sent({}, both)).headers.authorization).toBe('Bearer sk-secret');
    await expect(sent({}, { security: [['constructor']] })).rejects.toMatchObject({ option: 'constructor' });
    expect((await sent({}, { security: [['absent'], []] })).headers).not.toHaveProperty('authorization');
  });
});

describe('the server of an operation', () => {
  const upload: Operation<object, unknown> = {
    id: 'upload',
    method: 'GET',
    path: '/upload',
    server: () => 'https://upload.artu.ai/v2',
    responses: { 200: anyJson() },
  };

  async function calledWith(options: { readonly baseUrl?: string }): Promise<unknown> {
    const fetch = vi.fn(async () => Response.json({}));
    const definition = {
      baseUrl: 'https://api.artu.ai',
      userAgent: 'try/1',
      securitySchemes: {},
      security: [],
    };
    await send(makeTransport(definition, { ...options, fetch }), upload, {});
    return fetch.mock.calls[0]?.at(0);
  }

  it('is its own where the document gives it one', async () => {
    expect(await calledWith({})).toBe('https://upload.artu.ai/v2/upload');
  });

  it('is the one that the caller chose, whatever the document says: a test calls no production host', async () => {
    expect(await calledWith({ baseUrl: 'https://staging.artu.ai/v1' })).toBe(
      'https://staging.artu.ai/v1/upload',
    );
  });
});

describe('parameters', () => {
  it('are checked before anything is sent', async () => {
    await using server = await startArtuServer({ executions });
    const wrong = JSON.parse('{"id":5}');
    await expect(send(artuTransport(server.url), retrieveOperation, wrong)).rejects.toMatchObject({
      name: 'ApiRequestError',
      issues: [{ path: ['id'], expected: 'string' }],
    });
    expect(server.requests).toHaveLength(0);
  });
});

describe('a body', () => {
  it('is JSON', async () => {
    const { headers, body } = await sent({ body: jsonBody({ a: [1, 'ü'] }) });
    expect([headers['content-type'], body]).toEqual(['application/json', '{"a":[1,"ü"]}']);
    expect((await sent({ body: jsonBody(undefined) })).headers).not.toHaveProperty('content-type');
    expect(() => jsonBody({ a: 1n })).toThrow(/cannot be encoded as JSON/);
  });

  it('is a form', async () => {
    const { headers, body } = await sent({
      body: formBody({ a: 'x y', b: [1, 2], c: { d: 1 }, e: undefined }, { c: deepObject }),
    });
    expect([headers['content-type'], body]).toEqual([
      'application/x-www-form-urlencoded',
      'a=x%20y&b=1&b=2&c%5Bd%5D=1',
    ]);
  });

  it('is a form also where a member is called as one that every object has', async () => {
    const { body } = await sent({ body: formBody({ constructor: 1, toString: 'a' }) });
    expect(body).toBe('constructor=1&toString=a');
  });

  it('has parts', async () => {
    const file = new File(['hello'], 'a.txt', { type: 'text/plain' });
    const value = {
      file,
      files: [file, new Uint8Array([104, 105])],
      meta: { a: 1 },
      name: 'n',
      csv: 'a,b',
      gone: undefined,
    };
    const { headers, body } = await sent({ body: multipartBody(value, { csv: 'text/csv' }) });
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toContain('name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhello');
    expect(body.match(/name="files"/g)).toHaveLength(2);
    expect(body).toContain('Content-Type: application/json\r\n\r\n{"a":1}');
    expect(body).toContain('name="name"\r\n\r\nn\r\n');
    expect(body).toContain('Content-Type: text/csv\r\n\r\na,b');
    expect(body).not.toContain('gone');
  });

  it('has parts of which only files have the name of one', async () => {
    const value = { meta: { a: 1 }, csv: 'a,b', name: 'n', bytes: new Uint8Array([104, 105]) };
    const { body } = await sent({ body: multipartBody(value, { csv: 'text/csv' }) });
    expect(body.match(/filename=.*/g)).toEqual(['filename="blob"']);
    expect(body).toContain('name="meta"\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n');
  });

  it('has parts that the platform reads as they were, whatever is in their names', async () => {
    const value = {
      'q"\r\nx: 1': 'a\nb ü',
      file: new File(['\u0000\r\n--'], '"ü"\r\n.txt', { type: 'text/plain' }),
      none: [],
    };
    const { content, mediaType } = multipartBody(value);
    const form = await new Response(content, { headers: { 'content-type': mediaType } }).formData();
    expect([...form.keys()]).toEqual(['q"\r\nx: 1', 'file']);
    expect(form.get('q"\r\nx: 1')).toBe('a\nb ü');
    expect(form.get('file')).toMatchObject({ name: '"ü"\r\n.txt', type: 'text/plain', size: 5 });
  });

  it('has no part whose media type ends its header', async () => {
    const { body } = await sent({ body: multipartBody({ a: 'b' }, { a: 'text/csv\r\nx-evil: 1' }) });
    expect(body).not.toContain('x-evil');
  });

  it('with parts is sent again as it was', async () => {
    const retried = { kind: 'answer', status: 503 } as const;
    await using server = await startArtuServer({ faults: [retried], ...ok });
    const operation: Operation<object, unknown> = {
      id: 'put',
      method: 'PUT',
      path: '/put',
      request: () => ({ body: multipartBody({ a: 'x' }) }),
      responses: { 200: anyJson() },
    };
    await send(artuTransport(server.url), operation, {});
    const [first, second] = server.requests.map(({ body }) => body);
    expect(first).toContain('name="a"');
    expect(second).toBe(first);
  });

  it('is text or bytes, also from a stream', async () => {
    expect(await sent({ body: textBody('hi', 'text/csv') })).toMatchObject({
      body: 'hi',
      headers: { 'content-type': 'text/csv' },
    });
    expect(await sent({ body: binaryBody(new Uint8Array([104, 105])) })).toMatchObject({ body: 'hi' });
    const stream = new Blob(['hi']).stream();
    expect(await sent({ body: binaryBody(stream, 'a/b') })).toMatchObject({
      body: 'hi',
      headers: { 'content-type': 'a/b' },
    });
  });

  it('that is a stream is never sent twice', async () => {
    await using server = await startArtuServer({ faults: [{ kind: 'answer', status: 503 }], forever: true });
    const operation: Operation<object, unknown> = {
      id: 'put',
      method: 'PUT',
      path: '/put',
      request: () => ({ body: binaryBody(new Blob(['hi']).stream()) }),
      responses: { 200: anyJson() },
    };
    await expect(send(artuTransport(server.url), operation, {})).rejects.toMatchObject({
      status: 503,
      attempts: 1,
    });
  });
});

describe('fetch', () => {
  it('is called without an object it would belong to, and never with a Request', async () => {
    const seen: unknown[] = [];
    async function fetch(this: unknown, ...sent: readonly unknown[]): Promise<Response> {
      seen.push(this, ...sent);
      return Response.json({ id: executionId, status: 'completed' });
    }
    await retrieve(artuTransport('https://api.artu.ai', { fetch, fetchOptions: { cache: 'no-store' } }));
    expect(seen).toMatchObject([
      undefined,
      `https://api.artu.ai/workflows/executions/${executionId}`,
      { method: 'GET', redirect: 'manual', cache: 'no-store' },
    ]);
  });
});
