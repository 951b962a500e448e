/** Responses other than JSON: text, bytes, forms and streams arrive as a server sends them. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/api/json.ts';
import { compared } from './called-package.ts';

const text = { type: 'string' };
const item = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer', minimum: 1 }, note: text, kind: { enum: ['a', 'b'] } },
};
const file = { type: 'string', format: 'binary' };
const form = {
  type: 'object',
  required: ['file', 'about'],
  properties: {
    file,
    files: { type: 'array', items: file },
    about: item,
    note: text,
    count: { type: 'integer' },
  },
};
const alternatives: JsonObject = {
  type: 'object',
  properties: {
    code: { anyOf: [{ type: 'string', format: 'uuid' }, { enum: ['none', 'any'] }] },
    subject: { anyOf: [{ type: 'string', minLength: 1 }, item] },
    subjects: { type: 'array', items: { anyOf: [item, text] } },
  },
};
const event = (data: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  required: ['data'],
  properties: { data, event: text, id: text, retry: { type: 'integer' }, ...more },
});

/** A document with an operation for each content. */
function documentWith(contents: readonly JsonObject[], openapi = '3.1.0'): JsonObject {
  const paths = contents.map((content, index) => {
    const get = { operationId: `read${index}`, responses: { 200: { description: 'It.', content } } };
    return [`/items/${index}`, { get }] as const;
  });
  return {
    openapi,
    info: { title: 'Items', version: '1' },
    servers: [{ url: 'https://items.example' }],
    paths: Object.fromEntries(paths),
  };
}

const contents: readonly (readonly [mediaType: string, media: JsonObject])[] = [
  ['text/plain', { schema: text }],
  ['text/csv', {}],
  ['text/html', { schema: text }],
  ['application/xml', { schema: item }],
  ['application/yaml', {}],
  ['application/x-www-form-urlencoded', { schema: item }],
  ['text/*', { schema: text }],
  ['application/octet-stream', { schema: file }],
  ['image/png', {}],
  ['*/*', {}],
  ['multipart/mixed', { schema: { type: 'array', items: text } }],
  ['multipart/form-data', { schema: form }],
  ['multipart/form-data', { schema: alternatives }],
  ['multipart/form-data', { schema: { ...form, additionalProperties: true } }],
  ['application/jsonl', { schema: item }],
  ['application/x-ndjson', { schema: { type: 'array', items: item } }],
  ['application/json-seq', { schema: item }],
  ['text/event-stream', {}],
  ['text/event-stream', { schema: text }],
  ['text/event-stream', { schema: item }],
  ['text/event-stream', { schema: item, 'x-stream-end': '[DONE]' }],
  ['text/event-stream', { schema: { oneOf: [item, { type: 'number' }] } }],
  ['text/event-stream', { schema: event(text) }],
  ['text/event-stream', { schema: event(item) }],
  ['text/event-stream', { schema: event(item, { comment: text }) }],
  ['text/event-stream', { schema: { anyOf: [event(item), event({ type: 'number' })] } }],
];

it('text, bytes, forms and streams arrive as they were sent', async () => {
  const several = {
    'application/json': { schema: item },
    'text/csv': { schema: text },
    'application/pdf': {},
    'text/event-stream': { schema: item },
  };
  const all = [...contents.map(([mediaType, media]) => ({ [mediaType]: media })), several];
  const sums = await compared(documentWith(all));
  expect(sums).toMatchObject({ untried: 0, faults: [], reasons: new Map() });
  expect(sums.operations).toBeGreaterThanOrEqual(all.length);
  expect(sums.responses).toBeGreaterThan(1_000);
});

it('items of `itemSchema` arrive as they were sent', async () => {
  const all = ['application/jsonl', 'application/json-seq', 'text/event-stream'].map((mediaType) => ({
    [mediaType]: { itemSchema: mediaType.startsWith('text/') ? event(item) : item },
  }));
  const sums = await compared(documentWith(all, '3.2.0'));
  expect(sums).toMatchObject({ operations: 3, untried: 0, faults: [], reasons: new Map() });
  expect(sums.responses).toBeGreaterThan(100);
});

describe('a client of another document is found', () => {
  const limited = { ...item, required: ['id', 'note'] };
  it.each<[string, JsonObject, JsonObject, string]>([
    [
      'lines',
      { 'application/jsonl': { schema: item } },
      { 'application/jsonl': { schema: limited } },
      'accepted (open)',
    ],
    [
      'events',
      { 'text/event-stream': { schema: limited } },
      { 'text/event-stream': { schema: item } },
      'refused (open)',
    ],
    [
      'forms',
      { 'multipart/form-data': { schema: form } },
      { 'multipart/form-data': { schema: { ...form, required: ['note'] } } },
      'accepted (open)',
    ],
    [
      'events without a description',
      { 'text/event-stream': { schema: item } },
      { 'text/event-stream': { schema: text } },
      'events',
    ],
  ])('where %s differ', async (_, written, described, kind) => {
    const { faults } = await compared(documentWith([written]), documentWith([described]));
    expect(faults.map((each) => each.kind)).toContain(kind);
  });
});
