/** Waits whose parameters JSON has no type for: put away as a text, and taken up again by whoever has the same. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RepresentedTypes } from '../../generator/api/api.ts';
import { sharedPackage } from '../support/generated-package.ts';
import { importFiles } from '../support/imported-package.ts';

const spec = {
  openapi: '3.1.1',
  info: { title: 'Parcels', version: '1.0.0' },
  servers: [{ url: 'https://parcels.example.com' }],
  paths: {
    '/parcels/{id}': {
      get: {
        operationId: 'parcels.track',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'integer', format: 'int64' } },
          { name: 'since', in: 'query', schema: { type: 'string', format: 'date-time' } },
          {
            name: 'range',
            in: 'query',
            style: 'deepObject',
            schema: { type: 'object', properties: { least: { type: 'integer', format: 'int64' } } },
          },
        ],
        responses: {
          '200': {
            description: 'Where it is',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['status'],
                  properties: { status: { type: 'string', enum: ['moving', 'delivered'] } },
                },
              },
            },
          },
        },
        'x-waiters': {
          ParcelDelivered: {
            method: 'waitUntilDelivered',
            pointer: '/status',
            success: ['delivered'],
            pending: ['moving'],
          },
        },
      },
    },
  },
};

interface Poller {
  readonly serialize: () => string;
  readonly poll: () => Promise<unknown>;
  readonly pollUntilDone: () => Promise<unknown>;
}

interface Parcels {
  readonly waitUntilDelivered: (parameters: object, options: object) => Promise<unknown>;
  readonly pollUntilDelivered: (parameters: object, options: object) => Poller;
}

const server = { status: 200, urls: [] as string[] };
let listening: Server;

beforeAll(async () => {
  listening = createServer(({ url = '' }, response) => {
    server.urls.push(url);
    response.writeHead(server.status, { 'content-type': 'application/json' });
    response.end('{"status":"delivered"}');
  });
  await new Promise<void>((resolve) => listening.listen(0, resolve));
});

afterAll(() => {
  listening.closeAllConnections();
  listening.close();
});

async function parcelsWith(types: RepresentedTypes): Promise<Parcels> {
  const { files } = await sharedPackage({ spec: JSON.stringify(spec), options: { types } });
  const { createClient } = await importFiles<{
    readonly createClient: (options: object) => { readonly parcels: Parcels };
  }>(files);
  const { port } = listening.address() as AddressInfo;
  return createClient({ baseUrl: `http://localhost:${port}` }).parcels;
}

const maxWaitMs = 60_000;
const time = '2020-01-01T00:00:00.000Z';
const long = 9_007_199_254_740_993n;

/** As much of an instant as is looked at: this platform may have none. */
function instant(text: string): object {
  return {
    [Symbol.toStringTag]: 'Temporal.Instant',
    toString: () => text,
    toJSON: () => text,
  };
}

const ways = [
  { types: { int64: 'bigint', dateTime: 'Date' }, id: () => long, since: () => new Date(time) },
  {
    types: { int64: 'string', dateTime: 'Temporal' },
    id: () => String(long),
    since: () => instant(time),
  },
] as const;

describe.each(ways)('parameters as $types', ({ types, id, since }) => {
  let parcels: Parcels;
  beforeAll(async () => {
    parcels = await parcelsWith(types);
  });

  const given = (): object => ({ id: id(), since: since(), range: { least: id() } });

  it('are in the text of a poller, with every digit, before and after it has asked', async () => {
    const poller = parcels.pollUntilDelivered(given(), { maxWaitMs });
    const input = { id: String(long), since: time, range: { least: String(long) } };
    expect(JSON.parse(poller.serialize())).toMatchObject({ input });
    await poller.poll();
    expect(JSON.parse(poller.serialize())).toMatchObject({ input });
  });

  it('are what a poller goes on with, and are sent as they were', async () => {
    const text = parcels.pollUntilDelivered(given(), { maxWaitMs }).serialize();
    const later = parcels.pollUntilDelivered(given(), { restoreFrom: text });
    server.urls = [];
    expect(await later.pollUntilDone()).toEqual({ status: 'delivered' });
    const query = `range%5Bleast%5D=${long}&since=${encodeURIComponent(time)}`;
    expect(server.urls).toEqual([`/parcels/${long}?${query}`]);
  });

  it('refuse the text of others', () => {
    const text = parcels.pollUntilDelivered(given(), { maxWaitMs }).serialize();
    const others = [
      { ...given(), since: undefined },
      { ...given(), range: {} },
      { ...given(), id: 5n },
    ];
    for (const parameters of others)
      expect(() => parcels.pollUntilDelivered(parameters, { restoreFrom: text })).toThrow('other parameters');
  });

  it('leave an error of a wait what it is, with a text to go on from', async () => {
    server.status = 404;
    const failed: unknown = await parcels
      .waitUntilDelivered(given(), { maxWaitMs })
      .catch((error: unknown) => error);
    server.status = 200;
    expect(failed).toMatchObject({ name: 'WaiterError', cause: { status: 404 } });
    const { resume } = failed as { readonly resume: string }; // a WaiterError has it
    const later = parcels.pollUntilDelivered(given(), { restoreFrom: resume });
    expect(await later.pollUntilDone()).toEqual({ status: 'delivered' });
  });
});

it('writes nothing around parameters that JSON can write', async () => {
  const { files } = await sharedPackage({ spec: JSON.stringify(spec) });
  expect(files.get('src/resources/parcels.ts')).toContain(
    'waitUntil(transport, parcelDelivered, parameters, options)',
  );
});
