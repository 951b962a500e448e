import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { compareDocuments } from './compare-documents.ts';
import { object, text } from './kinds/kind.ts';

const list: JsonObject = { type: 'array', items: text };
const responses: JsonObject = { 204: { description: 'Done.' } };

function documentOf(parts: JsonObject): JsonObject {
  return { openapi: '3.2.0', info: { title: 'Orders', version: '1' }, ...parts };
}

/** A webhook with one field. */
function receiving(field: JsonObject): JsonObject {
  const parameters = [{ name: 'ids', in: 'query', ...field }];
  return documentOf({ webhooks: { paid: { post: { parameters, responses } } } });
}

function calling(operation: JsonObject): JsonObject {
  return documentOf({ paths: { '/orders': { post: { operationId: 'order', responses, ...operation } } } });
}

function searching(encoding: JsonObject): JsonObject {
  const content = { 'application/x-www-form-urlencoded': { schema: object({ ids: list }), encoding } };
  return calling({ parameters: [{ name: 'search', in: 'querystring', content }] });
}

/** A multipart list, whose parts have these encodings by position. */
function sending(encodings: JsonObject): JsonObject {
  const schema = { type: 'array', prefixItems: [object({ id: text })], items: text };
  const content = { 'multipart/mixed': { schema, ...encodings } };
  return calling({ requestBody: { required: true, content } });
}

/** A stream that this event ends. */
function streaming(end: JsonObject): JsonObject {
  const content = { 'text/event-stream': { schema: object({ id: text }), ...end } };
  return calling({ responses: { 200: { description: 'Events.', content } } });
}

/** A form with a list and a text, or parts of them and a file. */
function posting(mediaType: string, encoding: JsonObject): JsonObject {
  const file = { type: 'string', format: 'binary' };
  const point = object({ x: { type: 'integer' } });
  const fields = object({ ids: list, note: text, point, ...(mediaType === multipart ? { file } : {}) });
  const content = { [mediaType]: { schema: fields, encoding } };
  return calling({ requestBody: { required: true, content } });
}

/** A response in parts. */
function answeringWith(encoding: JsonObject): JsonObject {
  const content = { [multipart]: { schema: object({ ids: list, note: text }), encoding } };
  return calling({ responses: { 200: { description: 'Parts.', content } } });
}

const form = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data';
const commas = { ids: { style: 'form', explode: false } };
const finished = { 'x-stream-end': '[DONE]' };

describe('values that are written otherwise', () => {
  test.each([
    [
      'of a webhook, without explode',
      receiving({ schema: list }),
      receiving({ schema: list, explode: false }),
    ],
    [
      'of a webhook, as JSON',
      receiving({ schema: list }),
      receiving({ content: { 'application/json': { schema: list } } }),
    ],
    ['in a field of a whole query', searching({}), searching(commas)],
    ['in the first part', sending({}), sending({ prefixEncoding: [{ contentType: 'application/xml' }] })],
    ['in every other part', sending({}), sending({ itemEncoding: { contentType: 'text/csv' } })],
    ['at the end of a stream', streaming(finished), streaming({ 'x-stream-end': '[END]' })],
  ])('%s break clients of both versions', async (_, before, after) => {
    const report = await compareDocuments(before, after);
    expect(report).toMatchObject({ code: 'compiles', clients: 'break', order: 'together' });
  });

  test.each([
    ['in a field of a form', posting(form, {}), posting(form, commas), 'body → ids'],
    ['in a part', posting(multipart, {}), posting(multipart, commas), 'body → ids'],
    ['in a part of a response', answeringWith({}), answeringWith(commas), '200 → ids'],
    [
      'as JSON in a part of a response',
      answeringWith({}),
      answeringWith({ ids: { contentType: 'application/json' } }),
      '200 → ids',
    ],
    ['in a field of a whole query', searching({}), searching(commas), 'querystring → search.ids'],
  ])('%s have a change of their own', async (_, before, after, path) => {
    const report = await compareDocuments(before, after);
    expect(report).toMatchObject({ code: 'compiles', clients: 'break', order: 'together' });
    expect(report.changes).toMatchObject([{ kind: 'encoding-changed', path }]);
    expect(report.changes[0]?.message).toMatch(/^Encoding changed from .+ to .+$/);
  });

  test.each([
    ['as a single value without explode', { schema: text }, { schema: text, explode: false }],
    ['with reserved characters as they are', { schema: text }, { schema: text, allowReserved: true }],
  ])('of a webhook, %s, are read as before', async (_, before, after) => {
    const report = await compareDocuments(receiving(before), receiving(after));
    expect(report).toMatchObject({ code: 'compiles', clients: 'keep working', order: 'either' });
  });
});

test.each([
  ['added', finished, 'break', 'client-first'],
  ['removed', {}, 'keep working', 'server-first'],
])('the end of a stream is %s', async (_, after, clients, order) => {
  const report = await compareDocuments(streaming(after === finished ? {} : finished), streaming(after));
  expect(report).toMatchObject({ code: 'compiles', clients, order });
});

const usual: JsonObject = { ...text, default: 'new' };

test.each([
  ['added', text, usual, 'tests'],
  ['removed', usual, text, 'breaks'],
  ['changed', usual, { ...text, default: 'old' }, 'compiles'],
])('a default of a webhook is %s', async (_, before, after, code) => {
  const report = await compareDocuments(receiving({ schema: before }), receiving({ schema: after }));
  expect(report.changes).toMatchObject([{ kind: 'parameter-default-changed', path: 'query.ids', code }]);
});

describe('an encoding that writes out what holds without it changes nothing', () => {
  test.each([
    [
      'a style of a list in a form',
      posting(form, { ids: { style: 'form', explode: true } }),
      posting(form, {}),
    ],
    [
      'a media type of text in a form',
      posting(form, { note: { contentType: 'text/plain' } }),
      posting(form, {}),
    ],
    [
      'JSON of an object in a form',
      posting(form, { point: { contentType: 'application/json' } }),
      posting(form, {}),
    ],
    ['a style of one text', posting(form, { note: { style: 'form', explode: false } }), posting(form, {})],
    [
      'a style of a list in parts',
      posting(multipart, { ids: { style: 'form', explode: true } }),
      posting(multipart, {}),
    ],
    [
      'a media type of text in a part',
      posting(multipart, { note: { contentType: 'text/plain; charset=utf-8' } }),
      posting(multipart, {}),
    ],
    [
      'JSON of an object in a part',
      posting(multipart, { point: { contentType: 'application/json' } }),
      posting(multipart, {}),
    ],
    [
      'bytes of a file',
      posting(multipart, { file: { contentType: 'application/octet-stream' } }),
      posting(multipart, {}),
    ],
    [
      'a style of a file',
      posting(multipart, { file: { style: 'form', explode: false } }),
      posting(multipart, {}),
    ],
    ['a field of a whole query', searching({ ids: { style: 'form' } }), searching({})],
    ['a part of a response', answeringWith({ ids: { style: 'form', explode: true } }), answeringWith({})],
    [
      'text in a part of a response',
      answeringWith({ note: { contentType: 'text/plain' } }),
      answeringWith({}),
    ],
    ['a first part', sending({ prefixEncoding: [{ contentType: 'application/json' }] }), sending({})],
  ])('%s', async (_, written, implied) => {
    for (const [before, after] of [
      [written, implied],
      [implied, written],
    ] as const)
      expect(await compareDocuments(before, after)).toMatchObject({ bump: 'none', changes: [] });
  });
});

describe('the media types of a file', () => {
  const png = { file: { contentType: 'image/png' } };
  const images = { file: { contentType: 'image/png, image/jpeg' } };

  test.each([
    ['any, then one', {}, png, 'break', 'client-first'],
    ['one, then any', png, {}, 'keep working', 'server-first'],
    ['one, then two', png, images, 'keep working', 'server-first'],
    ['two, then one', images, png, 'break', 'client-first'],
    ['one, then all of its kind', png, { file: { contentType: 'image/*' } }, 'keep working', 'server-first'],
  ])('%s', async (_, before, after, clients, order) => {
    const report = await compareDocuments(posting(multipart, before), posting(multipart, after));
    expect(report).toMatchObject({ code: 'compiles', clients, order });
  });
});

test('the end of a stream has words of its own', async () => {
  const report = await compareDocuments(streaming(finished), streaming({ 'x-stream-end': '[END]' }));
  expect(report.changes).toMatchObject([
    { kind: 'stream-end-changed', message: 'Event that ends the stream changed from [DONE] to [END]' },
  ]);
});
