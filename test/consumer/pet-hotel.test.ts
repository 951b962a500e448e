/** A document with one of most things: its package compiles, and every call is on the wire what the document says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaintsOf, allCompilersTried } from '../support/compile.ts';
import { openHotel, type Answer, type Hotel } from './hotel.ts';

let hotel: Hotel;
const exchange: Hotel['exchange'] = (...call) => hotel.exchange(...call);

beforeAll(async () => {
  hotel = await openHotel();
});

afterAll(() => hotel[Symbol.asyncDispose]());

describe('the package of the pet hotel', () => {
  it('is made without a warning', () => {
    expect(hotel.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it.each(allCompilersTried)('compiles with its callers: %s', async (compiler) => {
    expect(await complaintsOf({ folder: hotel.folder, compiler })).toBe('');
  });
});

const cat = { id: 7, kind: 'cat', name: 'Tom', lives: 9 };

describe('parameters', () => {
  it('are left out where nothing is said', async () => {
    const { request, result } = await exchange('listAll', { body: [] });
    expect(request.url).toBe('/guests');
    expect(request.headers).not.toHaveProperty('x-trace');
    expect(request.headers).not.toHaveProperty('cookie');
    expect(result).toEqual([]);
  });

  it('are written in their styles', async () => {
    const { request } = await exchange('listSome', { body: [cat] });
    const [path, query = ''] = request.url.split('?');
    expect(path).toBe('/guests');
    expect(query.split('&').toSorted()).toEqual([
      'colours=red%7Csea%20green%7Ca%7Cb',
      'filter%5Bname%5D=Tom%20%26%20Co',
      'filter%5Bolder%5D=3',
      'ids=1,2',
      'kinds=cat',
      'kinds=fish',
      'limit=5',
    ]);
    expect(request.headers).toMatchObject({ 'x-trace': 'abc', cookie: 'lang=nl' });
  });

  it('are left out where they are empty', async () => {
    expect((await exchange('listNothing', { body: [] })).request.url).toBe('/guests');
  });

  it('are refused beyond their limits, before anything is sent', async () => {
    const { result, count } = await exchange('listTooMany');
    expect(result).toMatchObject({ name: 'ApiRequestError', issues: [{ path: ['limit'] }] });
    expect(count).toBe(0);
  });

  it('have a dot before them in the style `label`', async () => {
    const { request, result } = await exchange('exportNotes', { type: 'text/plain', body: '# Notes' });
    expect(request.url).toBe('/notes/.md');
    expect(result).toBe('# Notes');
  });
});

describe('credentials', () => {
  it('are those of the scheme that was given', async () => {
    const basic = await exchange('listAll', { body: [] });
    const encoded = Buffer.from('rosa:p:ä').toString('base64');
    expect(basic.request.headers.authorization).toBe(`Basic ${encoded}`);
    const token = await exchange('listAll', { body: [] }, 'connectWithToken');
    expect(token.request.headers.authorization).toBe('Bearer tok');
  });

  it('are asked for where one is needed, and not sent where none is', async () => {
    const refused = await exchange('listAll', { body: [] }, 'connectAsAnybody');
    expect(refused.result).toMatchObject({ name: 'ApiRequestError', option: 'reception' });
    expect(refused.count).toBe(0);
    const open = await exchange('retrieve', { body: cat });
    expect(open.request.headers).not.toHaveProperty('authorization');
    expect(open.result).toBe('a cat of 9 lives');
  });
});

describe('bodies', () => {
  it('are JSON, without what only the server says', async () => {
    const { request, result } = await exchange('create', { status: 201, body: cat });
    expect(request).toMatchObject({
      method: 'POST',
      url: '/guests',
      headers: { 'content-type': 'application/json' },
    });
    expect(JSON.parse(request.body)).toEqual({
      kind: 'cat',
      name: 'Tom',
      lives: 9,
      secret: 'shy',
      nickname: null,
    });
    expect(result).toEqual(cat);
  });

  it('are checked before they are sent, all of them', async () => {
    const nameless = await exchange('createNameless');
    expect(nameless.result).toMatchObject({
      name: 'ApiRequestError',
      issues: [{ path: ['body', 'lives'] }, { path: ['body', 'name'] }],
    });
    const wrong = await exchange('bookWrongly');
    expect(wrong.result).toMatchObject({
      issues: [{ path: ['body', 'from'] }, { path: ['body', 'guest'] }, { path: ['body', 'nights'] }],
    });
    expect(nameless.count + wrong.count).toBe(0);
  });

  it('may be of a kind that the document does not know: a server may have sent it', async () => {
    const { request } = await exchange('createUnknown', { status: 201, body: cat });
    expect(JSON.parse(request.body)).toMatchObject({ kind: 'dog' });
  });

  it('are forms', async () => {
    const { request, result } = await exchange('signIn', { type: 'text/plain; charset=utf-8', body: 'tök' });
    expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect([...new URLSearchParams(request.body)]).toEqual([
      ['user', 'rosa & co'],
      ['scopes', 'read'],
      ['scopes', 'write'],
    ]);
    expect(result).toBe('tök');
  });

  it('are parts, each in its own media type', async () => {
    const { request, result } = await exchange('upload', { status: 204 });
    expect(request.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    const parts = request.body.split(/--[\w-]+(?:--)?\r\n/).filter((part) => part !== '');
    const heads = parts.map((part) => part.split('\r\n\r\n')[0]?.toLowerCase().split('\r\n'));
    expect(heads).toEqual([
      ['content-disposition: form-data; name="picture"; filename="tom.png"', 'content-type: image/png'],
      ['content-disposition: form-data; name="about"', 'content-type: application/json'],
      ['content-disposition: form-data; name="tags"'],
      ['content-disposition: form-data; name="tags"'],
    ]);
    expect(parts[1]).toContain('{"title":"Tom","taken":"2026-01-02"}');
    expect(result).toBeUndefined();
  });

  it('are text, or nothing at all', async () => {
    const { request } = await exchange('replaceNotes', { type: 'text/plain', body: 'ok' });
    expect(request).toMatchObject({ body: 'one\ntwo ✓', method: 'PUT' });
    expect(request.headers['content-type']).toMatch(/^text\/plain/);
    const empty = await exchange('replaceByNothing', { type: 'text/plain', body: 'ok' });
    expect(empty.request.body).toBe('');
    expect(empty.request.headers).not.toHaveProperty('content-type');
  });
});

describe('answers', () => {
  it('are told apart by their discriminator, members without one of the document refused', async () => {
    const parrot = { kind: 'parrot', name: 'Polly', words: { hi: 2, bye: 1 }, parent: cat };
    expect((await exchange('retrieve', { body: parrot })).result).toBe('a parrot that says hi,bye');
    expect((await exchange('retrieve', { body: { kind: 'fish', tank: [1, 2, 3] } })).result).toBe(
      'a fish in 1x2x3',
    );
    const wrong = await exchange('retrieve', { body: { ...parrot, parent: { kind: 'parrot' } } });
    expect(wrong.result).toMatchObject({ name: 'ApiResponseError', issues: [{ path: ['parent', 'name'] }] });
  });

  it('come from the server that the operation names, and their discriminator names the model', async () => {
    const { request, result } = await exchange(
      'lastEvent',
      { body: { type: 'Left', tip: 2 } },
      'connectThroughProxy',
    );
    expect(request.headers['x-forwarded-host']).toBe('events.pet-hotel.example.com');
    expect(result).toBe(2);
  });

  it('have their defaults filled in', async () => {
    const { request, result } = await exchange('book', { body: { guest: 7, room: { number: 12 } } });
    expect(JSON.parse(request.body)).toEqual({ guest: 7, room: { number: 12 } });
    expect(result).toEqual({ nights: 1, view: 'wall', extras: [] });
  });

  it('are of another type with another status', async () => {
    expect((await exchange('book', { status: 202, body: { position: 3 } })).result).toBe('waiting at 3');
    const wrong = await exchange('book', { status: 202, body: { guest: 7, room: { number: 12 } } });
    expect(wrong.result).toMatchObject({ name: 'ApiResponseError', issues: [{ path: ['position'] }] });
  });

  it('are bytes, or nothing', async () => {
    const { request, result } = await exchange('download', {
      type: 'image/png',
      body: Buffer.from([137, 80, 255]),
    });
    expect(request.headers.accept).toBe('image/png');
    expect(result).toEqual({ type: 'image/png', bytes: [137, 80, 255] });
    expect((await exchange('remove', { status: 204 })).result).toBeUndefined();
  });

  it('have no body where only the headers were asked for, whatever the document says', async () => {
    const { result, request } = await exchange('exists', { body: cat });
    expect(request.method).toBe('HEAD');
    expect(result).toBeUndefined();
    expect((await exchange('exists', { status: 404 })).result).toMatchObject({ status: 404 });
  });

  it('are forms, each part as the document describes it', async () => {
    const part = (head: string, body: string): string =>
      `--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
    const body = [
      part('name="about"', '{"title":"Tom"}'),
      part('name="pictures"; filename="1.png"\r\nContent-Type: image/png', '123'),
      part('name="pictures"; filename="2.png"\r\nContent-Type: image/png', '4'),
      '--edge--\r\n',
    ].join('');
    const { result } = await exchange('downloadAlbum', { type: 'multipart/form-data; boundary=edge', body });
    expect(result).toEqual(['Tom', [3, 1], undefined]);
  });
});

describe('errors', () => {
  it('have the body that the document gives to their status', async () => {
    const body = { code: 'not-found', message: 'no such guest', existing: 7 };
    expect((await exchange('createTwice', { status: 409, body })).result).toBe('there is 7');
    expect((await exchange('retrieve', { status: 404, body })).result).toMatchObject({
      name: 'ApiStatusError',
      status: 404,
      body,
      message: expect.stringContaining('no such guest'),
    });
  });

  it('are told apart by a switch on their status', async () => {
    const explained = async (name: string, answer: Answer): Promise<unknown> =>
      (await exchange(name, answer)).result;
    const problem = { type: 'application/problem+json', body: { title: 'flooded' } };
    expect(await explained('createTwice', { status: 503, ...problem })).toBe('closed: flooded');
    expect(await explained('createTwice', { status: 500, ...problem })).toBe('500: undefined');
    const missing = { code: 'not-found', message: 'no such guest' };
    expect(await explained('listOrExplain', { status: 404, body: missing })).toBe('not found: no such guest');
    expect(await explained('listOrExplain', { status: 418, body: missing })).toBe('418: no such guest');
    expect(await explained('listOrExplain', { status: 500, ...problem })).toBe('500: flooded');
    expect(await explained('retrieveOrExplain', { status: 404, body: missing })).toBe('none: no such guest');
  });

  it('of another body or status than documented have one of no type', async () => {
    const page = { status: 404, type: 'text/html', body: 'gone' };
    expect((await exchange('retrieveOrExplain', page)).result).toBe('none: gone');
    const teapot = { status: 418, body: { tea: 'green' } };
    expect((await exchange('retrieveOrExplain', teapot)).result).toBe('418: {"tea":"green"}');
  });

  it('are of the operation that was called, and of a status that says so', async () => {
    expect((await exchange('createAfterListing', { status: 404 })).result).toEqual([false, true, false]);
    expect((await exchange('createAfterListing', { status: 304 })).result).toEqual([false, false, false]);
  });

  it('have that of their range, and of all others', async () => {
    const refused = await exchange('listAll', { status: 418, body: { code: '', message: 'a teapot' } });
    expect(refused.result).toMatchObject({ status: 418, body: { message: 'a teapot' } });
    const broken = await exchange('listAll', {
      status: 500,
      type: 'application/problem+json',
      body: { title: 'flooded' },
    });
    expect(broken.result).toMatchObject({ status: 500, body: { title: 'flooded' }, retryable: true });
  });

  it('keep a body that is not what the document says as text alone', async () => {
    const { result } = await exchange('retrieve', { status: 404, type: 'text/html', body: '<h1>404</h1>' });
    expect(result).toMatchObject({ status: 404, body: undefined, rawBody: '<h1>404</h1>' });
  });
});
