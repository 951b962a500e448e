/** A parameter or header of the caller at the place of a credential replaces it. */
import { describe, expect, it } from 'vitest';
import { send } from '../../templates/runtime/files/call.ts';
import { anyJson } from '../../templates/runtime/files/decode.ts';
import type { RequestParts } from '../../templates/runtime/files/operation.ts';
import { cookie, pair } from '../../templates/runtime/files/parameters.ts';
import { apiKeyCookie, apiKeyHeader, apiKeyQuery, bearer } from '../../templates/runtime/files/security.ts';
import type { RequestOptions } from '../../templates/runtime/files/settings.ts';
import { makeTransport } from '../../templates/runtime/files/transport.ts';

interface Sent {
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Trial {
  /** Names of the schemes that the operation requires. */
  readonly security: readonly string[];
  /** Credential of each of them. Default: `client`. */
  readonly credential?: string | undefined;
  readonly parts?: RequestParts;
  readonly options?: RequestOptions;
}

/** Query and headers of a request, without those of every request. */
async function sent({ security, parts = {}, options, ...rest }: Trial): Promise<Sent> {
  const credential = 'credential' in rest ? rest.credential : 'client';
  let found: Sent = { query: 'nothing was sent', headers: {} };
  const definition = {
    baseUrl: 'https://api.artu.ai',
    userAgent: 'try/1',
    securitySchemes: {
      token: bearer('token', credential),
      header: apiKeyHeader('header', 'X-Key', credential),
      query: apiKeyQuery('query', 'api key', credential),
      cookie: apiKeyCookie('cookie', 'sid', credential),
    },
    security: [security],
  };
  const fetch = async (url: string, { headers }: RequestInit): Promise<Response> => {
    const { accept, 'user-agent': agent, ...others } = Object.fromEntries(new Headers(headers));
    found = { query: new URL(url).search, headers: others };
    return Response.json({});
  };
  await send(
    makeTransport(definition, { fetch }),
    { id: 'try', method: 'GET', path: '/', request: () => parts, responses: { 200: anyJson() } },
    {},
    options,
  );
  return found;
}

describe.each([
  ['header', { headers: { 'x-KEY': 'own' } }, { query: '', headers: { 'x-key': 'own' } }],
  ['token', { headers: { Authorization: 'own' } }, { query: '', headers: { authorization: 'own' } }],
  ['query', { query: [pair('api key', 'own')] }, { query: '?api%20key=own', headers: {} }],
  ['cookie', { cookies: [cookie('sid', 'own')] }, { query: '', headers: { cookie: 'sid=own' } }],
] as const)('a parameter at the place of the scheme %s', (scheme, parts, expected) => {
  it('is sent alone, in place of the credential of the client', async () => {
    expect(await sent({ security: [scheme], parts })).toEqual(expected);
  });

  it('is enough where the client has no credential', async () => {
    expect(await sent({ security: [scheme], parts, credential: undefined })).toEqual(expected);
  });
});

it.each([
  ['header', { headers: { 'X-Key': undefined } }, { query: '', headers: { 'x-key': 'client' } }],
  ['query', { query: [pair('api key', undefined)] }, { query: '?api%20key=client', headers: {} }],
  ['cookie', { cookies: [cookie('sid', undefined)] }, { query: '', headers: { cookie: 'sid=client' } }],
  ['header', { query: ['X-Key=1'] }, { query: '?X-Key=1', headers: { 'x-key': 'client' } }],
  ['query', { headers: { 'api-key': '1' } }, { query: '?api%20key=client', headers: { 'api-key': '1' } }],
  [
    'cookie',
    { cookies: ['my_sid=1', 'sid2=2'] },
    { query: '', headers: { cookie: 'my_sid=1; sid2=2; sid=client' } },
  ],
] as const)('the credential %s is sent beside %j', async (scheme, parts, expected) => {
  expect(await sent({ security: [scheme], parts })).toEqual(expected);
});

it('the headers of a call override a parameter', async () => {
  const parts = { headers: { 'X-Key': 'parameter' } };
  const own = await sent({ security: ['header'], parts, options: { headers: { 'x-key': 'option' } } });
  expect(own.headers).toEqual({ 'x-key': 'option' });
});

it('a header option that is undefined leaves the credential as it is', async () => {
  const options: RequestOptions = { headers: { authorization: undefined } };
  expect((await sent({ security: ['token'], options })).headers).toEqual({ authorization: 'Bearer client' });
});

it('a cookie of the header option replaces the credential of its name', async () => {
  const options: RequestOptions = { headers: { cookie: 'a=1; sid=own' } };
  expect((await sent({ security: ['cookie'], options })).headers).toEqual({ cookie: 'a=1; sid=own' });
});
