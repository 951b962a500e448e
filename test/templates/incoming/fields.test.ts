/** Headers, queries and cookies of webhooks, as a real HTTP server receives them. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedPackage } from '../../support/generated-package.ts';
import { importPackage } from '../../support/imported-package.ts';

const request = {
  spec: readFileSync(new URL('fields.yaml', import.meta.url), 'utf8').replace('3.1.0', '3.2.0'),
  specFile: 'fields.yaml',
  options: { importExtension: 'ts', types: { int64: 'bigint', dateTime: 'Date' } },
} as const;

interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

interface Fields {
  parse(fields: unknown): unknown;
  safeParse(fields: unknown, options?: object): { readonly ok: boolean; readonly issues?: readonly Issue[] };
}

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
}

/** Sends a request to a server on this machine. Returns what its handler gets. */
async function delivered(headers: Readonly<Record<string, string>>, query: string): Promise<Received> {
  const received = Promise.withResolvers<Received>();
  const server = createServer((incoming, response) => {
    const { searchParams } = new URL(incoming.url ?? '', 'http://localhost');
    received.resolve({ headers: incoming.headers, query: searchParams });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    await fetch(`http://127.0.0.1:${port}/?${query}`, { method: 'POST', headers });
    return await received.promise;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

const delivery = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

function issuesOf(fields: Fields | undefined, received: unknown, options?: object): readonly string[] {
  const { issues = [] } = fields?.safeParse(received, options) ?? {};
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('fields of a webhook', () => {
  let webhooks: Readonly<Record<string, Fields>>;
  beforeAll(async () => {
    const { exports } = await importPackage<{ readonly webhooks: typeof webhooks }>(request);
    webhooks = exports.webhooks;
  });

  it('are read from the text of headers, in any case, with their defaults', async () => {
    const { headers } = await delivered(
      {
        'X-DELIVERY': delivery,
        'x-live': 'false',
        'x-sequence': '9007199254740993',
        'x-sent-at': '2026-01-02T03:04:05Z',
        'x-signature': 'v1=ff',
        'x-weights': '1.5,2',
        'x-level': '2',
        'x-place': 'lat,52.5,name,007',
        'x-parcel': '{"id":7}',
      },
      '',
    );
    expect(webhooks['parcelMovedHeaders']?.parse(headers)).toEqual({
      'x-attempt': 1,
      'x-delivery': delivery,
      'x-level': 2,
      'x-live': false,
      'x-parcel': { id: 7 },
      'x-place': { lat: 52.5, name: '007' },
      'x-sent-at': new Date('2026-01-02T03:04:05Z'),
      'x-sequence': 9_007_199_254_740_993n,
      'x-signature': 'v1=ff',
      'x-weights': [1.5, 2],
    });
  });

  it('are null where they are empty, nullable and no text', async () => {
    const { headers } = await delivered({ 'x-delivery': delivery, 'x-sent-at': '' }, '');
    expect(webhooks['parcelMovedHeaders']?.parse(headers)).toMatchObject({ 'x-sent-at': null });
  });

  it('are read from several lines of one header', () => {
    const lines = { 'x-delivery': [delivery], 'X-Weights': ['1, 2', '3'], 'x-level': 'auto' };
    const parsed = webhooks['parcelMovedHeaders']?.parse(lines);
    expect(parsed).toMatchObject({ 'x-weights': [1, 2, 3], 'x-level': 'auto' });
    const appended = new Headers({ 'x-delivery': delivery });
    for (const weight of ['1', '2']) appended.append('x-weights', weight);
    expect(webhooks['parcelMovedHeaders']?.parse(appended)).toMatchObject({ 'x-weights': [1, 2] });
  });

  it.each([
    ['x-delivery', 'a', 'uuid'],
    ['x-attempt', '', 'integer'],
    ['x-attempt', '1.5', 'integer'],
    ['x-attempt', '0x10', 'integer'],
    ['x-attempt', '1, 2', 'integer'],
    ['x-live', 'yes', 'boolean'],
    ['x-sequence', '9'.repeat(100_000), 'integer'],
    ['x-weights', '1,x', 'number'],
    ['x-weights', '1e999', 'number'],
    ['x-place', 'name,a', 'number'],
    ['x-parcel', '{', 'object'],
  ])('refuse a header %s of %.20s', (name, text, expected) => {
    const issues = issuesOf(webhooks['parcelMovedHeaders'], { 'x-delivery': delivery, [name]: text });
    expect(issues).toEqual([expect.stringContaining(`expected ${expected}`)]);
  });

  it('enforce bounds and patterns where asked for', () => {
    const headers = { 'x-delivery': delivery, 'x-attempt': '0', 'x-signature': 'v2' };
    expect(issuesOf(webhooks['parcelMovedHeaders'], headers)).toEqual([]);
    expect(issuesOf(webhooks['parcelMovedHeaders'], headers, { exact: true })).toEqual([
      'x-attempt: expected number ≥ 1, received 0',
      expect.stringContaining('x-signature: expected string like'),
    ]);
  });

  it('report a required one that is absent', () => {
    expect(issuesOf(webhooks['parcelMovedHeaders'], { 'x-attempt': undefined })).toEqual([
      'x-delivery: expected string, received absent',
    ]);
  });

  it('are read from a query, whose lists and objects repeat the name', async () => {
    const { query } = await delivered(
      {},
      'mode=later&ids=1&ids=2&place[lat]=1&place[name]=5&__proto__=9&other=1',
    );
    expect(webhooks['parcelMovedQuery']?.parse(query)).toEqual({
      mode: 'later',
      ids: [1, 2],
      place: { lat: 1, name: '5' },
      ['__proto__']: 9,
    });
    expect(issuesOf(webhooks['parcelMovedQuery'], new URLSearchParams('mode=a&mode=b'))).toEqual([
      'mode: expected one of "test","live", received array',
    ]);
  });

  it('are read from cookies that a framework has parsed', () => {
    expect(webhooks['parcelMovedCookies']?.parse({ session: 'abc', other: 'x' })).toEqual({ session: 'abc' });
    expect(issuesOf(webhooks['parcelMovedCookies'], { session: 'a' }, { exact: true })).toHaveLength(1);
  });

  it('report a whole query, which is not read', async () => {
    const { result } = await sharedPackage(request);
    expect(result.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['CW4005', 'POST parcel.lost does not read the whole query as application/x-www-form-urlencoded.'],
    ]);
  });
});
