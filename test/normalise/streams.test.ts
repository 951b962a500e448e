/** Streams of events and of JSON: which schema is that of one item. */
import { describe, expect, it } from 'vitest';
import type { Api, Content } from '../../generator/api/api.ts';
import type { JsonObject } from '../../generator/api/json.ts';
import type { Schema } from '../../generator/api/schema.ts';
import { operationNamed, readPaths, say } from './read-api.ts';

interface ReadStream {
  readonly content: Content | undefined;
  readonly item: string;
  readonly codes: readonly string[];
}

const pet = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const schemas = {
  Pet: pet,
  Pets: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
};
const one = { $ref: '#/components/schemas/Pet' };

function readStream(mediaType: string, description: JsonObject): ReadStream {
  const responses = { '200': { content: { [mediaType]: description } } };
  const { api, codes } = readPaths({ '/a': { get: { operationId: 'pets.watch', responses } } }, { schemas });
  const content = operationNamed(api, 'pets.watch').responses[0]?.content[0];
  return { content, item: content === undefined ? '' : sayInPlace(api, content.schema), codes };
}

/** What was written in place is written out, whatever name it was given. */
function sayInPlace(api: Api, schema: Schema): string {
  if (schema.kind === 'union') return schema.members.map((member) => sayInPlace(api, member)).join(' or ');
  const model = schema.kind === 'model' ? api.models.find(({ id }) => id === schema.model) : undefined;
  return model?.origin === 'derived' ? sayInPlace(api, model.schema) : say(api, schema);
}

describe('the schema of an item', () => {
  it.each<[string, string, JsonObject, string]>([
    ['itemSchema', 'text/event-stream', { itemSchema: one }, 'Pet'],
    ['schema', 'text/event-stream', { schema: one }, 'Pet'],
    [
      'that of the items where schema is a list',
      'application/jsonl',
      { schema: { type: 'array', items: one } },
      'Pet',
    ],
    [
      'the same of a list with a name',
      'application/x-ndjson',
      { schema: { $ref: '#/components/schemas/Pets' } },
      'Pet',
    ],
    [
      'a list where itemSchema is one',
      'application/json-seq',
      { itemSchema: { type: 'array', items: one } },
      '(Pet)[]',
    ],
    ['unknown where nothing is said', 'application/jsonl', {}, 'unknown'],
    [
      'what is inside the data of an event',
      'text/event-stream',
      {
        itemSchema: {
          type: 'object',
          properties: {
            event: { type: 'string' },
            data: { type: 'string', contentMediaType: 'application/json', contentSchema: one },
          },
        },
      },
      '{ data?: Pet; event?: string }',
    ],
    [
      'the same in a union of events, which may share the rest',
      'text/event-stream',
      {
        itemSchema: {
          type: 'object',
          required: ['event'],
          properties: { event: { type: 'string' }, data: { type: 'string' } },
          oneOf: [
            { properties: { event: { const: 'said' } } },
            { properties: { event: { const: 'came' }, data: { contentSchema: one } } },
          ],
        },
      },
      '{ data?: string; event: "said" } or { data?: Pet; event: "came" }',
    ],
    [
      'the text of an event where that is no JSON',
      'text/event-stream',
      {
        itemSchema: {
          type: 'object',
          properties: { data: { type: 'string', contentMediaType: 'text/csv', contentSchema: one } },
        },
      },
      '{ data?: string }',
    ],
  ])('is %s', (_, mediaType, description, item) => {
    expect(readStream(mediaType, description).item.replaceAll(/Pets Watch \w+|Watch \w+/g, '?')).toContain(
      item,
    );
  });

  it('says nothing of a stream that ends by itself', () => {
    expect(readStream('text/event-stream', { schema: one }).content?.sentinel).toBeNull();
  });

  it.each(['x-stream-end', 'x-speakeasy-sse-sentinel'])('may say what ends a stream: %s', (name) => {
    const { content, codes } = readStream('text/event-stream', { schema: one, [name]: '[DONE]' });
    expect(content?.sentinel).toBe('[DONE]');
    expect(codes).toEqual([]);
  });

  it.each<[string, string, JsonObject]>([
    ['that is no text', 'text/event-stream', { 'x-stream-end': 3 }],
    ['of lines, which have no events', 'application/jsonl', { 'x-stream-end': '[DONE]' }],
  ])('reports an end %s', (_, mediaType, end) => {
    const { content, codes } = readStream(mediaType, { schema: one, ...end });
    expect(content?.sentinel).toBeNull();
    expect(codes).toEqual(['CW2002']);
  });
});

describe('an operation that answers in JSON or as a stream', () => {
  const content = { 'application/json': { schema: one }, 'text/event-stream': { schema: one } };
  const problem = { content: { 'application/json': {} } };
  const answers = (paths: JsonObject): readonly string[] =>
    readPaths(paths, { schemas }).api.operations.map(
      ({ id, path, responses }) =>
        `${id} (${path.join('.')}): ${responses.map((each) => `${each.status} ${each.content.map(({ format }) => format).join('|')}`).join(', ')}`,
    );

  it('is two', () => {
    const responses = { '200': { content }, '202': problem, '400': problem };
    expect(answers({ '/a': { post: { operationId: 'chats.create', responses } } })).toEqual([
      'chats.create (chats.create): 200 json, 202 json, 400 json',
      'chats.create stream (chats.create stream): 200 events, 400 json',
    ]);
  });

  it('is one where another operation has the name', () => {
    const responses = { '200': { content } };
    const found = answers({
      '/a': { post: { operationId: 'chats.create', responses } },
      '/b': { post: { operationId: 'chats.createStream', responses: {} } },
    });
    expect(found).toEqual([
      'chats.create (chats.create): 200 json|events',
      'chats.createStream (chats.createStream): ',
    ]);
  });

  it('is one where only an error is in JSON', () => {
    const responses = { '200': { content: { 'text/event-stream': { schema: one } } }, '400': problem };
    expect(answers({ '/a': { post: { operationId: 'chats.watch', responses } } })).toHaveLength(1);
  });
});
