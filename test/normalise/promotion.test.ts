/** Inline objects and enums become models: which are one, what they are called, and where they live. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { isJsonObject } from '../../generator/api/json.ts';
import {
  modelNamed,
  modelNames,
  operationNamed,
  read,
  readPaths,
  readSchemas,
  say,
  sayModel,
} from './read-api.ts';

const text = { type: 'string' };
const person = { type: 'object', properties: { name: text, email: text }, required: ['name'] };
const answer = (schema: JsonValue, status = '200'): JsonObject => ({
  [status]: { description: 'OK', content: { 'application/json': { schema } } },
});
const body = (schema: JsonValue): JsonObject => ({ content: { 'application/json': { schema } } });

describe('inside a component', () => {
  it('objects and enums live in the namespace of the component, after their property', () => {
    const { api } = readSchemas({
      Order: {
        properties: {
          status: { enum: ['open', 'paid'] },
          buyer: person,
          lines: { items: { properties: { sku: text, size: { enum: ['s', 'm'] } } } },
          byDay: { additionalProperties: { properties: { total: { type: 'number' } } } },
        },
      },
    });
    expect(modelNames(api)).toEqual([
      'Order',
      'Order.buyer',
      'Order.byDay',
      'Order.line',
      'Order.line.size',
      'Order.status',
    ]);
  });

  it('an array of objects under a plural name has items in the singular', () => {
    const { api } = readSchemas({ Pets: { items: person }, Crowd: { items: { properties: { a: text } } } });
    expect(modelNames(api)).toEqual(['Crowd', 'Crowd.item', 'Pets', 'Pets.Pet']);
  });

  it('maps, lists and unions of texts stay where they are', () => {
    const { api } = readSchemas({
      A: {
        properties: {
          m: { type: 'object' },
          l: { items: text },
          u: { type: ['string', 'number'] },
          e: { properties: {} },
        },
      },
    });
    expect(modelNames(api)).toEqual(['A']);
  });

  it('a union of objects has a name, and its members are called by title, constant, or what only they have', () => {
    const { api } = readSchemas({
      Order: {
        properties: {
          payment: {
            anyOf: [
              { title: 'By card', properties: { number: text }, required: ['number'] },
              { properties: { iban: text, note: text }, required: ['iban'] },
              { type: 'null' },
            ],
          },
          event: {
            oneOf: [
              { properties: { type: { const: 'paid' } }, required: ['type'] },
              { properties: { type: { const: 'sent' } }, required: ['type'] },
            ],
          },
        },
      },
    });
    expect(modelNames(api)).toEqual([
      'Order',
      'Order.event',
      'Order.event.paid',
      'Order.event.sent',
      'Order.payment',
      'Order.payment.By card',
      'Order.payment.iban',
    ]);
    expect(sayModel(api, 'Order')).toBe('{ event?: Order.event; payment?: Order.payment | null }');
  });

  it('two properties that want one name are told apart, and the plain one keeps it', () => {
    const { api, codes } = readSchemas({
      Cart: {
        properties: { item: { properties: { a: text } }, items: { items: { properties: { b: text } } } },
      },
    });
    expect(modelNames(api)).toEqual(['Cart', 'Cart.Cart item', 'Cart.item']);
    expect(sayModel(api, 'Cart.item')).toBe('{ a?: string }');
    expect(codes).toEqual(['CW2016']);
  });
});

describe('equal shapes', () => {
  it('in one model under names that end alike are one model', () => {
    const { api } = readSchemas({
      Order: { properties: { billingAddress: person, shippingAddress: person } },
    });
    expect(modelNames(api)).toEqual(['Order', 'Order.Address']);
  });

  it('in several models are one model of its own', () => {
    const { api } = readSchemas({
      A: { properties: { owner: person } },
      B: { properties: { owner: person } },
    });
    expect(modelNames(api)).toEqual(['A', 'B', 'owner']);
    expect(modelNamed(api, 'owner').otherPlaces.map(({ pointer }) => pointer)).toEqual([
      '/components/schemas/B/properties/owner',
    ]);
  });

  it('that are small and called differently stay apart', () => {
    const flag = { properties: { on: { type: 'boolean' } } };
    const { api } = readSchemas({ A: { properties: { cache: flag, log: flag } } });
    expect(modelNames(api)).toEqual(['A', 'A.cache', 'A.log']);
  });

  it('of a component and an inline schema are the component, whatever the docs say', () => {
    const { api } = readSchemas({
      Person: person,
      Team: { properties: { lead: { ...person, description: 'Hers.' } } },
    });
    expect(sayModel(api, 'Team')).toBe('{ lead?: Person }');
  });

  it('of a component and an inline schema stay apart where one property is all they have', () => {
    const { api } = readSchemas({
      Id: { properties: { id: text } },
      A: { properties: { b: { properties: { id: text } } } },
    });
    expect(sayModel(api, 'A')).toBe('{ b?: A.b }');
  });

  it('of two components stay two models', () => {
    expect(modelNames(readSchemas({ A: person, B: person }).api)).toEqual(['A', 'B']);
  });

  it('are found through models that refer to themselves', () => {
    const node = (name: string) => ({
      properties: { value: text, next: { $ref: `#/components/schemas/${name}` } },
    });
    const { api } = readSchemas({ List: node('List'), Holder: { properties: { list: node('List') } } });
    expect(sayModel(api, 'Holder')).toBe('{ list?: List }');
  });

  it('taken over by allOf belong to the model that they are written in', () => {
    const { api } = readSchemas({
      Base: { properties: { owner: person } },
      Child: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { x: text } }] },
    });
    expect(modelNames(api)).toEqual(['Base', 'Base.owner', 'Child']);
    expect(sayModel(api, 'Child')).toBe('{ owner?: Base.owner; x?: string }');
  });
});

describe('at operations', () => {
  const operation = (operationId: string, more: JsonObject = {}): JsonObject => ({
    operationId,
    responses: {},
    ...more,
  });

  it('what a resource reads is the resource; what is sent and listed says so', () => {
    const item = { properties: { id: text, at: text } };
    const { api } = readPaths({
      '/a': {
        get: operation('users.keys.list', {
          responses: answer({ properties: { items: { items: item }, next: text } }),
        }),
        post: operation('users.keys.create', { requestBody: body({ properties: { at: text, n: text } }) }),
      },
      '/a/{id}': {
        get: operation('users.keys.retrieve', {
          responses: answer({ properties: { id: text, secret: text } }),
        }),
      },
    });
    expect(modelNames(api)).toEqual([
      'create user key body',
      'user key',
      'user key list',
      'user key list.item',
    ]);
  });

  it('an operationId without groups is read as verb and noun', () => {
    const { api } = readPaths({
      '/pets': {
        get: operation('listPets', { tags: ['animals'], responses: answer({ items: person }) }),
        post: operation('createPet', { tags: ['animals'], requestBody: body({ properties: { n: text } }) }),
      },
      '/pets/{id}': { get: operation('getPetById', { tags: ['animals'], responses: answer(person) }) },
    });
    expect(modelNames(api)).toEqual(['Pet', 'create Pet body']);
  });

  it('an article and the way a thing is found are no part of its name', () => {
    const { api } = readPaths({
      '/a/{id}': { get: operation('retrieveABlockById', { responses: answer(person) }) },
    });
    expect(modelNames(api)).toEqual(['Block']);
  });

  it('shapes that several models of operations share under one name are told apart by these', () => {
    const wrapper = (own: string, result: JsonValue) => answer({ properties: { result, [own]: text } });
    const other = { properties: { size: text, color: text } };
    const { api } = readPaths({
      '/a': { get: operation('cats.get', { responses: wrapper('cats', person) }) },
      '/b': { get: operation('dogs.get', { responses: wrapper('dogs', person) }) },
      '/c': { get: operation('elks.get', { responses: wrapper('elks', other) }) },
      '/d': { get: operation('foxes.get', { responses: wrapper('foxes', other) }) },
    });
    expect(modelNames(api)).toEqual(['cat', 'cat result', 'dog', 'elk', 'elk result', 'fox']);
  });

  it('an error is called by who gets it, or by its status where all share it', () => {
    const problem = { properties: { code: text, detail: text, title: text } };
    const conflict = { properties: { reason: text, other: text } };
    const { api } = readPaths({
      '/a': {
        get: operation('cats.get', { responses: { ...answer(problem, '404'), ...answer(conflict, '409') } }),
      },
      '/b': { get: operation('dogs.get', { responses: answer(problem, '404') }) },
    });
    expect(modelNames(api)).toEqual(['get cat error', 'not found error']);
  });

  it('the enum of a parameter is called after the resource and the parameter', () => {
    const sort = { name: 'sort', in: 'query', schema: { enum: ['asc', 'desc'] } };
    const { api } = readPaths({ '/a': { get: operation('users.list', { parameters: [sort] }) } });
    expect(modelNames(api)).toEqual(['user sort']);
  });

  it('a name that a component has goes to the component', () => {
    const get = operation('pets.get', { responses: answer({ properties: { a: text, b: text } }) });
    const { api, diagnostics } = readPaths({ '/a': { get } }, { schemas: { Pet: person } });
    expect(modelNames(api)).toEqual(['Pet', 'get pet response']);
    expect(diagnostics[0]?.related[0]?.place.pointer).toBe('/components/schemas/Pet');
  });

  it('two shapes with equal rights to a name both give it up', () => {
    const sized = (name: string) => body({ properties: { [name]: text, size: text } });
    const content = { ...(sized('a')['content'] as JsonObject) };
    const { api } = readPaths({
      '/a': {
        post: operation('files.send', {
          requestBody: {
            content: {
              ...content,
              'multipart/form-data': { schema: { properties: { b: text, size: text } } },
            },
          },
        }),
      },
    });
    expect(modelNames(api)).toEqual(['send file body form-data', 'send file body json']);
  });
});

describe('the ARTU document', () => {
  const root: unknown = JSON.parse(
    readFileSync(new URL('../../specs/workflows.json', import.meta.url), 'utf8'),
  );
  const { api, codes } = read(isJsonObject(root) ? root : {});

  it('has one model for both operations, with its parts in its namespace', () => {
    expect(modelNames(api)).toEqual([
      'workflow execution',
      'workflow execution.environment',
      'workflow execution.producedFile',
      'workflow execution.producedFile.kind',
      'workflow execution.producedRecord',
      'workflow execution.status',
      'workflow execution.warning',
      'workflow execution.workflowTrace',
      'workflow execution.workflowTrace.nodeTrace',
      'workflow execution.workflowTrace.nodeTrace.output',
      'workflow execution.workflowTrace.workflowSnapshot',
      'workflow execution.workflowTrace.workflowSnapshot.edge',
      'workflow execution.workflowTrace.workflowSnapshot.edge.shape',
      'workflow execution.workflowTrace.workflowSnapshot.node',
      'workflow execution.workflowTrace.workflowSnapshot.node.type',
    ]);
    for (const path of ['workflows.executions.retrieve', 'workflows.executions.wait']) {
      const schema = operationNamed(api, path).responses[0]?.content[0]?.schema;
      expect(say(api, schema)).toBe('workflow execution');
    }
  });

  it('is said without loss', () => {
    expect(codes).toEqual([]);
    expect(sayModel(api, 'workflow execution.producedFile')).toBe(
      '{ columnName: string; contentType: string; fileId: string; filename: string; ' +
        'kind?: workflow execution.producedFile.kind = "produced"; nodeId: string; nodeLabel?: string; ' +
        'size: integer(minimum 0) }',
    );
    expect(sayModel(api, 'workflow execution.warning')).toBe('{ kind: string; nodeId?: string; ...unknown }');
    expect(sayModel(api, 'workflow execution.workflowTrace.nodeTrace.output')).toBe(
      '{ params?: (unknown)[]; sql: string }',
    );
  });

  it('knows every place where a part is written', () => {
    const { place, otherPlaces } = modelNamed(api, 'workflow execution.workflowTrace.nodeTrace');
    const operations = [place, ...otherPlaces].map(({ pointer }) => pointer.split('/').slice(0, 4).join('/'));
    expect(operations).toEqual([
      '/paths/~1workflows~1executions~1{id}/get',
      '/paths/~1workflows~1executions~1{id}~1wait/get',
    ]);
  });

  it('is used only to read', () => {
    expect(api.models.every(({ usage }) => usage.response && !usage.request)).toBe(true);
  });
});

describe('schemas of one shape under different names', () => {
  const named = (of: string, values: JsonObject): JsonObject => ({
    description: `The ${of}.`,
    properties: { id: { ...text, description: `Identity of the ${of}.` }, grade: values },
  });
  const grade = { enum: ['low', 'high'] };
  const { api } = readSchemas({
    Order: {
      properties: {
        kind: named('kind', { const: 'x' }),
        state: named('state', { const: 'x' }),
        colour: { ...grade, 'x-enum-varnames': ['Low', 'High'] },
        weight: grade,
      },
    },
  });

  it('each have their own descriptions, down to their properties', () => {
    const descriptions = ['Order.kind', 'Order.state'].map((name) => {
      const { docs, schema } = modelNamed(api, name);
      const properties = schema.kind === 'object' ? schema.properties : [];
      return [docs.description, properties.find((property) => property.name === 'id')?.docs.description];
    });
    expect(descriptions).toEqual([
      ['The kind.', 'Identity of the kind.'],
      ['The state.', 'Identity of the state.'],
    ]);
  });

  it('each have their own names of members', () => {
    const members = ['Order.colour', 'Order.weight'].map((name) => {
      const { schema } = modelNamed(api, name);
      return schema.kind === 'enum' ? schema.members.map((member) => member.name) : [];
    });
    expect(members).toEqual([
      ['Low', 'High'],
      [undefined, undefined],
    ]);
  });
});
