import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { call, type Call, type NoParameters } from '../../templates/runtime/files/call.ts';
import { integer, string } from '../../templates/runtime/files/checks.ts';
import { empty } from '../../templates/runtime/files/decode.ts';
import type { RequestOptions } from '../../templates/runtime/files/settings.ts';
import { parameterCheck } from '../../templates/runtime/files/validated.ts';
import { form } from '../../templates/runtime/files/parameters.ts';
import type { Transport } from '../../templates/runtime/files/transport.ts';
import { startArtuServer } from '../support/artu-server.ts';
import { artuTransport } from '../support/artu-operations.ts';

interface RetrieveParameters {
  id: string;
}

interface ListParameters {
  limit?: number | undefined;
}

const retrieve: Call<RetrieveParameters, undefined> = call(() => ({
  id: 'retrieve',
  method: 'GET',
  path: '/items/{id}',
  check: parameterCheck((value, out) => {
    string(out, 'id', value.id);
  }),
  request: (parameters) => ({ path: { id: parameters.id } }),
  responses: { 204: empty() },
}));

const list: Call<ListParameters, undefined> = call(() => ({
  id: 'list',
  method: 'GET',
  path: '/list',
  check: parameterCheck((value, out) => {
    if (value.limit !== undefined) integer(out, 'limit', value.limit);
  }),
  request: (parameters) => ({ query: [form('limit', parameters.limit)] }),
  responses: { 204: empty() },
}));

const ping: Call<object, undefined> = call(() => ({
  id: 'ping',
  method: 'GET',
  path: '/ping',
  responses: { 204: empty() },
}));

/** The url and the header `x-try` of what these calls send. */
async function sentBy(calls: (transport: Transport) => readonly Promise<unknown>[]): Promise<string[]> {
  await using server = await startArtuServer({ answer: (_, response) => response.writeHead(204).end() });
  for (const made of calls(artuTransport(server.url))) await made;
  return server.requests.map(({ url, headers }) => [url, headers['x-try']].join(' ').trim()).toSorted();
}

const options: RequestOptions = { headers: { 'x-try': '1' } };

describe('a call on a transport', () => {
  it('takes parameters, then options', async () => {
    const sent = await sentBy((transport) => [
      retrieve(transport, { id: '7' }),
      retrieve(transport, { id: '7' }, options),
    ]);
    expect(sent).toEqual(['/items/7', '/items/7 1']);
  });

  it('may leave out parameters that are all optional', async () => {
    const sent = await sentBy((transport) => [
      list(transport),
      list(transport, undefined, options),
      list(transport, {}),
      list(transport, { limit: 5 }, undefined),
    ]);
    expect(sent).toEqual(['/list', '/list', '/list 1', '/list?limit=5']);
  });

  it('takes options second where there are no parameters', async () => {
    const sent = await sentBy((transport) => [
      ping(transport),
      ping(transport, {}),
      ping(transport, undefined, options),
      ping(transport, {}, options),
    ]);
    expect(sent).toEqual(['/ping', '/ping', '/ping 1', '/ping 1']);
  });

  it('refuses what is no object, and what is missing, before anything is sent', async () => {
    const fetch = vi.fn();
    const transport = artuTransport('http://try', { fetch });
    const untyped = retrieve as (transport: Transport, parameters?: unknown) => Promise<unknown>;
    for (const wrong of [undefined, '7', [], { id: 7 }])
      await expect(untyped(transport, wrong)).rejects.toMatchObject({ name: 'ApiRequestError' });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('has the types of its constant', () => {
    expectTypeOf(retrieve).parameter(1).toEqualTypeOf<RetrieveParameters>();
    expectTypeOf(list).parameter(1).toEqualTypeOf<ListParameters | undefined>();
    expectTypeOf(ping).parameter(1).toEqualTypeOf<NoParameters | undefined>();
    expectTypeOf(ping).parameter(2).toEqualTypeOf<RequestOptions | undefined>();
    expectTypeOf<ReturnType<typeof retrieve>>().resolves.toEqualTypeOf<undefined>();
    // @ts-expect-error -- the id is required
    const withoutParameters = (transport: Transport): unknown => retrieve(transport);
    // @ts-expect-error -- options are no parameters
    const optionsFirst = (transport: Transport): unknown => ping(transport, options);
    expect([withoutParameters, optionsFirst]).toHaveLength(2);
  });

  it('is described once, when it is needed', () => {
    const describe = vi.fn(retrieve.operation);
    const described: Call<RetrieveParameters, undefined> = call(describe);
    expect(describe).not.toHaveBeenCalled();
    expect(described.operation()).toBe(described.operation());
    expect(describe).toHaveBeenCalledOnce();
  });
});

describe('the credentials of a call', () => {
  const asked = async (security?: readonly (readonly string[])[]): Promise<unknown> => {
    await using server = await startArtuServer({ answer: (_, response) => response.writeHead(204).end() });
    const operation = { ...ping.operation(), ...(security === undefined ? {} : { security }) };
    await call<object, undefined>(() => operation)(artuTransport(server.url));
    const { authorization, 'x-environment': environment } = server.requests[0]?.headers ?? {};
    return { authorization, environment };
  };

  it('are those of the transport', async () => {
    expect(await asked()).toEqual({ authorization: 'Bearer sk-secret', environment: 'test' });
  });

  it('are those that the operation names, where it names some', async () => {
    expect(await asked([['environmentHeader']])).toEqual({ authorization: undefined, environment: 'test' });
  });

  it('stay at home where the operation is public', async () => {
    const none = { authorization: undefined, environment: undefined };
    expect(await asked([])).toEqual(none);
    expect(await asked([[]])).toEqual(none);
  });
});
