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
