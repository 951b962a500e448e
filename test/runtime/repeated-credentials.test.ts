/** Credentials that a server repeats in its responses. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyJson, byMediaType, text, type Decoder } from '../../templates/runtime/files/decode.ts';
import { events } from '../../templates/runtime/files/event-stream.ts';
import { requestTokens } from '../../templates/runtime/files/client-credentials.ts';
import { send } from '../../templates/runtime/files/call.ts';
import type { Operation } from '../../templates/runtime/files/operation.ts';
import {
  apiKeyCookie,
  apiKeyHeader,
  apiKeyQuery,
  basic,
  bearer,
  type SecurityScheme,
} from '../../templates/runtime/files/security.ts';
import {
  makeTransport,
  type Transport,
  type TransportOptions,
} from '../../templates/runtime/files/transport.ts';
import { json, type Parser } from '../../templates/runtime/files/validated.ts';
import { waitUntil } from '../../templates/runtime/files/waiter.ts';
import { Execution, executionCompleted, executionId } from '../support/artu-operations.ts';

const token = 'sk-Live+42/secret=';

/** Repeats the credentials of the request in the way that the path names. */
const repeat: RequestListener = (request, response) => {
  const { pathname, search } = new URL(request.url ?? '', 'http://localhost');
  const { authorization = '', 'x-api-key': key = '', cookie = '' } = request.headers;
  const said = `${authorization} ${String(key)} ${cookie} ${search}`.trim();
  const answer = (status: number, body: string, type = 'application/json'): void => {
    response.writeHead(status, { 'content-type': type, 'x-request-id': said }).end(body);
  };
  switch (pathname) {
    case '/body':
      return answer(403, JSON.stringify({ message: `Invalid key: ${said}.` }));
    case '/long':
      return answer(403, JSON.stringify({ message: `${'x'.repeat(470)} ${said}` }));
    case '/type':
      return answer(200, 'page', `text/x-${token.replace(/\W/g, '')}; v=1`);
    case '/no-json':
      return answer(200, said);
    case '/keys':
      return answer(200, JSON.stringify({ id: 1, status: { [said]: 1 } }));
    case '/events':
      return answer(200, `data: ${said}\n\n`, 'text/event-stream');
    default:
      return answer(200, JSON.stringify({ id: '1', status: 'errored', error: `Job of ${said} failed.` }));
  }
};

const server = createServer(repeat);
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

function client(scheme: SecurityScheme, options: TransportOptions = {}): Transport {
  return makeTransport(
    { baseUrl: url, userAgent: 'tests/1', securitySchemes: { scheme }, security: [['scheme'], []] },
    { maxRetries: 0, ...options },
  );
}

function operationAt(path: string, decoder: Decoder<unknown>): Operation<object, unknown> {
  return { id: 'keys.try', method: 'GET', path, responses: { 200: decoder } };
}

async function errorOf(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  return expect.unreachable('the call succeeded');
}

/** Everything that a program prints of an error. */
function printed(error: Error): string {
  return [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 9 })].join('\n');
}

describe('a credential that a server repeats is hidden in the error', () => {
  const login = { username: 'ada@example.com', password: 'correct horse' };
  it.each<[string, () => SecurityScheme, RegExp]>([
    ['a bearer token', () => bearer('token', token), /sk-live/i],
    ['a token of a function', () => bearer('token', async () => token), /sk-live/i],
    ['a password', () => basic('login', login), /correct|YWRh/],
    ['a key in a header', () => apiKeyHeader('key', 'X-Api-Key', token), /sk-live/i],
    ['a key in the query', () => apiKeyQuery('key', 'key', token), /sk-live/i],
    ['a key in a cookie', () => apiKeyCookie('key', 'sid', 'sk-live-42'), /sk-live/i],
    ['a short password', () => basic('login', { username: 'ada', password: 'pass-1' }), /pass-1|YWRh/],
  ])('%s', async (_, scheme, secret) => {
    const error = await errorOf(send(client(scheme()), operationAt('/body', anyJson()), {}));
    expect(error.message).toContain('keys.try: status 403: Invalid key: ');
    expect(error.message).toContain('[hidden]');
    expect(error).toMatchObject({ requestId: expect.stringContaining('[hidden]') });
    expect(printed(error)).not.toMatch(secret);
  });

  it('the password alone', async () => {
    const scheme = basic('login', login);
    const work = send(
      client(scheme, { headers: { 'x-api-key': 'Wrong: correct horse' } }),
      operationAt('/body', anyJson()),
      {},
    );
    expect(printed(await errorOf(work))).not.toMatch(/correct horse/);
  });

  it('a header of the caller, with a scheme that the client does not know', async () => {
    const headers = {
      authorization: 'Digest username="ada", response="6629fae49393a053"',
      cookie: 'sid=31d4d96e407aad42',
    };
    const work = send(client(bearer('token', undefined)), operationAt('/body', anyJson()), {}, { headers });
    const text = printed(await errorOf(work));
    expect(text).toContain('Invalid key: Digest [hidden]"ada"');
    expect(text).not.toMatch(/6629fae4|31d4d96e/);
  });

  it('an earlier token, after a newer one was sent', async () => {
    const tokens = ['first-token-1', 'second-token-2'];
    const transport = client(bearer('token', () => tokens.shift() ?? ''));
    await send(transport, operationAt('/', anyJson()), {});
    const work = send(
      transport,
      operationAt('/body', anyJson()),
      {},
      { headers: { 'x-api-key': 'not first-token-1' } },
    );
    expect((await errorOf(work)).message).toBe(
      'keys.try: status 403: Invalid key: Bearer [hidden] not [hidden].',
    );
  });
});

describe('the credential is hidden', () => {
  const transport = (): Transport => client(bearer('token', token));

  it('where the message is cut', async () => {
    const error = await errorOf(send(transport(), operationAt('/long', anyJson()), {}));
    expect(error.message).toHaveLength(500);
    expect(printed(error)).not.toContain('sk-');
  });

  it('in a media type', async () => {
    const plain = client(bearer('token', token.replace(/\W/g, '')));
    const error = await errorOf(
      send(
        plain,
        operationAt('/type', byMediaType({ 'application/json': anyJson(), 'application/xml': text() })),
        {},
      ),
    );
    expect(error.message).toBe('keys.try: undocumented media type text/x-[hidden]');
  });

  it('in a body that is no JSON, which some platforms quote', async () => {
    const error = await errorOf(send(transport(), operationAt('/no-json', anyJson()), {}));
    expect(error).toMatchObject({ kind: 'json', rawText: expect.stringContaining(token) });
    expect(printed(error)).not.toContain('sk-');
  });

  it('in the keys of issues, and in a warning', async () => {
    const warnings: string[] = [];
    const issue = { expected: 'a', received: 'b', message: 'expected a' };
    const Statuses: Parser<unknown> = {
      safeParse: () => ({ ok: false, issues: [{ ...issue, path: ['status', `Bearer ${token}`] }] }),
    };
    const options = { onWarning: (warning: object) => warnings.push(inspect(warning, { depth: 9 })) };
    const made = client(bearer('token', token), options);
    const error = await errorOf(send(made, operationAt('/keys', json(Statuses)), {}));
    expect(error).toMatchObject({ issues: [{ path: ['status', 'Bearer [hidden]'] }] });
    expect(printed(error)).not.toContain('sk-');
    await send(made, operationAt('/keys', json(Statuses)), {}, { validation: 'report' });
    expect(warnings.join()).toContain('Bearer [hidden]');
    expect(warnings.join()).not.toContain('sk-');
  });

  it('in an item of a stream', async () => {
    const stream = await send(transport(), operationAt('/events', events(Execution)), {});
    const read = async (): Promise<void> => {
      for await (const item of stream as AsyncIterable<unknown>) expect.unreachable(String(item));
    };
    expect(printed(await errorOf(read()))).not.toContain('sk-');
  });

  it('in the error of a wait', async () => {
    const wait = waitUntil(transport(), executionCompleted, { id: executionId }, { maxWaitMs: 60_000 });
    const error = await errorOf(wait);
    expect(error.message).toContain('ended as errored: Job of Bearer [hidden]');
    expect(printed(error)).not.toContain('sk-');
  });

  it('in the error of a token request', async () => {
    const secret = 'client-secret/1';
    const endpoint = { tokenUrl: `${url}/body`, userAgent: 'tests/1' };
    const credential = requestTokens(endpoint, { clientId: 'app', clientSecret: secret, maxRetries: 0 });
    const error = await errorOf(send(client(bearer('token', credential)), operationAt('/', anyJson()), {}));
    expect(inspect(error, { depth: 9 })).toContain('Invalid key: Basic [hidden]');
    expect(inspect(error, { depth: 9 })).not.toMatch(/client-secret|YXBw/);
  });
});

describe('what is not hidden', () => {
  it.each(['live', 'test', 'a1', '4042'])('a short word that could stand anywhere: %s', async (word) => {
    const work = send(
      client(apiKeyHeader('environment', 'X-Api-Key', word)),
      operationAt('/body', anyJson()),
      {},
    );
    expect((await errorOf(work)).message).toContain(`Invalid key: ${word}.`);
  });

  it('the raw body and the headers, for a caller who asks for them', async () => {
    const error = await errorOf(send(client(bearer('token', token)), operationAt('/body', anyJson()), {}));
    expect(error).toMatchObject({
      rawBody: expect.stringContaining(token),
      body: { message: expect.stringContaining(token) },
    });
  });
});
