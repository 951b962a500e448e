import { describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../../generator/api/api.ts';
import type { JsonObject } from '../../generator/api/json.ts';
import { read } from './read-api.ts';

const answer = { responses: { '200': { description: '' } } };
const json = (schema: JsonObject): JsonObject => ({
  requestBody: { content: { 'application/json': { schema } } },
});
const event: JsonObject = { type: 'object', properties: { at: { type: 'string' } } };

function incomingOf(document: JsonObject, options = {}): readonly IncomingRequest[] {
  return read({ paths: {}, ...document }, options).api.incoming;
}

describe('webhooks', () => {
  it('are known by their method and name', () => {
    const found = incomingOf({
      webhooks: { 'a.b': { post: answer, put: answer }, 'x-none': { post: answer } },
    });
    expect(found.map(({ id, name, kind }) => [id, name, kind])).toEqual([
      ['POST a.b', 'a.b', 'webhook'],
      ['PUT a.b', 'a.b put', 'webhook'],
    ]);
  });

  it('may have methods of OpenAPI 3.2, and be references', () => {
    const found = incomingOf({
      webhooks: {
        a: { additionalOperations: { NOTIFY: answer }, query: answer },
        b: { $ref: '#/components/pathItems/B' },
        c: { $ref: '#/components/pathItems/None' },
      },
      components: { pathItems: { B: { post: answer } } },
    });
    expect(found.map(({ id }) => id)).toEqual(['NOTIFY a', 'POST b', 'QUERY a']);
  });

  it('name the inline schemas of their bodies and answers', () => {
    const reply = {
      '200': { description: '', content: { 'application/json': { schema: { ...event, title: 'r' } } } },
    };
    const { api } = read({
      paths: {},
      webhooks: { 'order.paid': { post: { ...json(event), responses: reply } } },
    });
    expect(api.models.map(({ name, usage }) => [name, usage])).toEqual([
      ['order.paid payload', { request: false, response: true }],
      ['order.paid reply', { request: true, response: false }],
    ]);
  });

  it('have types of their headers, which are received', () => {
    const parameters = [
      { name: 'X-Kind', in: 'header', schema: { type: 'string', enum: ['a', 'b'] } },
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    ];
    const { api } = read({ paths: {}, webhooks: { a: { parameters, post: answer } } });
    expect(api.models.map(({ name, usage }) => [name, usage])).toEqual([
      ['a X-Kind', { request: false, response: true }],
    ]);
    expect(api.incoming[0]?.parameters.map(({ name }) => name)).toEqual(['X-Kind']);
  });

  it('are selected like operations, by their names as paths', () => {
    const webhooks = {
      'order.paid': { post: { ...answer, tags: ['orders'] } },
      'user.gone': { post: { ...answer, deprecated: true } },
    };
    const selected = (options: object): readonly string[] =>
      incomingOf({ webhooks, paths: { '/a': { get: answer } } }, options).map(({ key }) => key);
    expect(selected({ include: { paths: ['order.*'] } })).toEqual(['order.paid']);
    expect(selected({ include: { tags: ['orders'] } })).toEqual(['order.paid']);
    expect(selected({ exclude: { deprecated: true } })).toEqual(['order.paid']);
    const { diagnostics } = read({ paths: {}, webhooks }, { include: { paths: ['order.paod'] } });
    expect(diagnostics.map(({ help }) => help)).toEqual(['Did you mean "order.paid"?']);
  });
});

describe('callbacks', () => {
  const subscribe = (callbacks: JsonObject): JsonObject => ({
    '/subscriptions': { post: { ...answer, operationId: 'subscriptions.create', callbacks } },
  });

  it('are known by their operation, and may be references', () => {
    const found = incomingOf({
      paths: subscribe({
        onData: { '{$request.body#/url}': { post: answer } },
        onEnd: { $ref: '#/components/callbacks/End' },
        gone: { $ref: '#/components/callbacks/None' },
      }),
      components: { callbacks: { End: { '{$request.query.url}': { put: answer } } } },
    });
    expect(found.map(({ name, operation, url, kind }) => [name, operation, url, kind])).toEqual([
      ['subscriptions create onData', 'subscriptions.create', '{$request.body#/url}', 'callback'],
      ['subscriptions create onEnd put', 'subscriptions.create', '{$request.query.url}', 'callback'],
    ]);
  });

  it('go with their operation where it is not selected', () => {
    const paths = { ...subscribe({ onData: { a: { post: answer } } }), '/b': { get: answer } };
    expect(incomingOf({ paths }, { include: { paths: ['/b'] } })).toEqual([]);
  });
});
