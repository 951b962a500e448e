/** What comes piece by piece: streams, lists in pages, and bodies that are streams, of a generated package. */
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHotel, type Hotel } from './hotel.ts';

let hotel: Hotel;
const exchange: Hotel['exchange'] = (...call) => hotel.exchange(...call);

beforeAll(async () => {
  hotel = await openHotel();
});

afterAll(() => hotel[Symbol.asyncDispose]());

const cat = { id: 7, kind: 'cat', name: 'Tom', lives: 9 };

describe('a body that is a stream', () => {
  it('is sent as it comes', async () => {
    const { request, result } = await exchange('uploadVideo', { status: 204 });
    expect(result).toBeUndefined();
    expect(request).toMatchObject({ method: 'PUT', body: 'moving pictures' });
    expect(request.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'transfer-encoding': 'chunked',
    });
  });

  it('is never sent again', async () => {
    const { result, count } = await exchange('uploadVideo', { status: 503 });
    expect(result).toMatchObject({ name: 'ApiStatusError', status: 503 });
    expect(count).toBe(1);
  });
});

describe('streams', () => {
  const sse = 'text/event-stream';

  it('give each event as its type, until the one that ends them', async () => {
    const body =
      'id: 4\ndata: {"type":"Arrived","at":"noon"}\n\ndata: {"type":"Left","tip":2}\n\ndata: bye\n\ndata: {}\n\n';
    const { result, request } = await exchange('watch', { type: sse, body });
    expect(result).toEqual(['arrived noon', 'left 2', '4']);
    expect(request).toMatchObject({
      url: '/events/stream?room=7',
      headers: { accept: expect.stringContaining(sse) },
    });
  });

  it('can be left', async () => {
    const body = 'data: {"type":"Left"}\n\n'.repeat(5);
    expect((await exchange('watchTwo', { type: sse, body })).result).toHaveLength(2);
  });

  it('check each item, and say which error the document has for the call', async () => {
    const wrong = await exchange('watchTwo', { type: sse, body: 'data: {"type":"Left","tip":"much"}\n\n' });
    expect(wrong.result).toMatchObject({ name: 'ApiResponseError', issues: [{ path: ['tip'] }] });
    const missing = await exchange('watch', { status: 404, body: { code: '404', message: 'no room 7' } });
    expect(missing.result).toMatchObject({ name: 'ApiStatusError', body: { message: 'no room 7' } });
  });

  it('give whole events where the document describes those, defaults filled in', async () => {
    const body = 'event: ring\nid: 1\ndata: {"room":7,"loud":true}\n\nevent: silence\ndata: {"room":7}\n\n';
    expect((await exchange('listenToBell', { type: sse, body })).result).toEqual([
      ['ring', 7, true, '1'],
      ['silence', 7, false, undefined],
    ]);
  });

  it('give events as they come where it says nothing of them', async () => {
    const { result } = await exchange('listenToRadio', {
      type: sse,
      body: 'data: one\ndata: two\n\nevent: song\ndata:\n\n',
    });
    expect(result).toEqual(['-: one\ntwo', 'song: ']);
  });

  it('give a value for each line', async () => {
    const body = `${JSON.stringify(cat)}\n{"kind":"fish"}\n`;
    expect(
      (await exchange('exportGuests', { type: 'application/x-ndjson; charset=utf-8', body })).result,
    ).toEqual(['Tom', 'fish']);
  });
});

describe('lists in pages', () => {
  const stay = (nights: number): object => ({ guest: 7, room: { number: 1 }, nights });

  it('are found by their cursor', async () => {
    const { result, urls } = await exchange('listVisits', [
      { body: { visits: [stay(1), stay(2)], next_cursor: 'a/b' } },
      { body: { visits: [stay(3)], next_cursor: null } },
    ]);
    expect(result).toEqual([1, 2, 3]);
    expect(urls).toEqual(['/visits?size=2', '/visits?cursor=a%2Fb&size=2']);
  });

  it('can be had page by page', async () => {
    const { result } = await exchange('listVisitPages', [
      { body: { visits: [stay(1), stay(2)], next_cursor: 'x' } },
      { body: { visits: [] } },
    ]);
    expect(result).toEqual([2, 0]);
  });

  it('are as the document describes them', async () => {
    const { result, urls } = await exchange('listRooms', [
      { body: { rooms: [11, 12], count: 3 } },
      { body: { rooms: [21], count: 3 } },
    ]);
    expect(result).toEqual([11, 12, 21]);
    expect(urls).toEqual(['/rooms', '/rooms?from=2']);
  });

  it('are linked by a header', async () => {
    const { result, urls } = await exchange('listReviews', [
      { body: ['good'], headers: { link: '</reviews?page=2>; rel="next"' } },
      { body: ['bad'] },
    ]);
    expect(result).toEqual(['good', 'bad']);
    expect(urls).toEqual(['/reviews', '/reviews?page=2']);
  });

  it('fail where a cursor comes again', async () => {
    const { result, count } = await exchange('listVisits', { body: { visits: [], next_cursor: 'x' } });
    expect(result).toMatchObject({ name: 'ApiResponseError', kind: 'pages' });
    expect(count).toBe(2);
  });
});

describe('a bundle of one call', () => {
  /** What only streams, pages, forms and bytes have, by a text that is in each of them. */
  const traces = {
    events: 'text/event-stream',
    lines: 'application/x-ndjson',
    stream: 'nothing arrived for',
    pages: 'leads back',
    form: 'multipart/form-data',
  };

  async function tracesIn(call: string, from: string): Promise<readonly string[]> {
    const contents = `export { ${call} } from './src/resources/${from}.ts'`;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: hotel.folder },
      bundle: true,
      write: false,
      format: 'esm',
      minify: true,
    });
    const text = outputFiles.map((file) => file.text).join('');
    return Object.entries(traces).flatMap(([name, trace]) => (text.includes(trace) ? [name] : []));
  }

  it.each<[string, string, readonly string[]]>([
    ['retrieve', 'guests', []],
    ['list', 'visits', []],
    ['listAll', 'visits', ['pages']],
    ['watch', 'events', ['events', 'stream']],
    ['export_', 'guests', ['lines', 'stream']],
    ['downloadAlbum', 'files', ['form']],
  ])('has nothing of what the call does not do: %s of %s', async (call, from, expected) => {
    expect(await tracesIn(call, from)).toEqual(expected);
  });
});
