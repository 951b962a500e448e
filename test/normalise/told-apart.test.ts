/** Schemas that want one name: what tells them apart is in their names, and no hash. */
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { planOf } from '../review/edits/planned.ts';
import { surfaceOf } from '../review/edits/surface.ts';
import { modelNames, readPaths, readSchemas } from './read-api.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const ids = {
  type: 'object',
  properties: { id: text, alertIds: { type: 'array', items: text }, note: text },
};

function variantsOf(...members: readonly JsonValue[]): readonly string[] {
  const { api } = readSchemas({ Body: { anyOf: [...members] } });
  return modelNames(api).flatMap((name) => (name.startsWith('Body.') ? [name.slice(5)] : []));
}

describe('variants of a union', () => {
  it('that have the same properties are told apart by those that they require', () => {
    expect(variantsOf({ ...ids, required: ['alertIds'] }, { ...ids, required: ['note'] })).toEqual([
      'with alertIds',
      'with note',
    ]);
  });

  it('by two facts, where one is not enough', () => {
    const required = (...names: readonly string[]): JsonObject => ({ ...ids, required: names });
    expect(
      variantsOf(required('id', 'note'), required('id', 'alertIds'), required('alertIds', 'note')),
    ).toEqual(['with alertIds with id', 'with alertIds with note', 'with id with note']);
  });

  it('by the values of a property, also where one of them has several', () => {
    const check = (...status: readonly string[]): JsonObject => ({
      type: 'object',
      properties: { status: { enum: status }, note: text },
    });
    expect(variantsOf(check('completed'), check('queued', 'in_progress'))).toEqual([
      'completed',
      'queued or in_progress',
      'queued or in_progress.status',
    ]);
  });

  it('by the kind of a property', () => {
    const labels = (items: JsonValue): JsonObject => ({
      type: 'object',
      properties: { labels: { type: 'array', items }, note: text },
    });
    expect(variantsOf(labels(text), labels({ type: 'object' }))).toEqual(['label records', 'label strings']);
  });

  it('by a property that only one of them lacks', () => {
    const other = { ...ids, required: ['id'] };
    const { note, ...rest } = ids.properties;
    expect(note).toEqual(text);
    expect(variantsOf(other, { type: 'object', properties: rest })).toEqual(['note', 'without note']);
  });

  it('of one title keep it', () => {
    const titled = (name: string): JsonObject => ({ ...ids, title: 'Alert', required: [name] });
    expect(variantsOf(titled('alertIds'), titled('note'))).toEqual([
      'Alert with alertIds',
      'Alert with note',
    ]);
  });

  it('and only those that nothing tells apart have a hash of their shape', () => {
    const limited = (maxLength: number): JsonObject => ({
      type: 'object',
      properties: { a: { type: 'string', maxLength }, b: text },
    });
    const [first = '', second = ''] = variantsOf(limited(1), limited(2));
    expect(first).toMatch(/^variant [0-9a-f]{6}$/);
    expect(second).toMatch(/^variant [0-9a-f]{6}$/);
  });
});

describe('schemas that several models share', () => {
  const hook = (event: JsonValue, own: string): JsonObject => ({
    type: 'object',
    properties: { sender: { type: 'object', properties: { event, [own]: text } } },
  });
  const event = (name: string): JsonObject => ({
    type: 'object',
    properties: { id: text, [name]: number, at: text },
  });

  it('are named after what the models have in common', () => {
    const { api } = readSchemas({
      WebhookIssuesLocked: hook(event('a'), 'x'),
      WebhookIssuesOpened: hook(event('a'), 'y'),
      WebhookStarCreated: hook(event('b'), 'x'),
      WebhookStarDeleted: hook(event('b'), 'y'),
    });
    expect(modelNames(api).filter((name) => /event/i.test(name))).toEqual([
      'Webhook Issues event',
      'Webhook Star event',
    ]);
  });

  it('and by the path from them, where these are not enough', () => {
    const shared = (name: string): JsonObject => ({
      base: { type: 'object', properties: { repo: event(name) } },
    });
    const pull = (...names: readonly [string, string]): JsonObject => ({
      type: 'object',
      properties: {
        base: { type: 'object', properties: { repo: event(names[0]), a: text } },
        head: { type: 'object', properties: { repo: event(names[1]), b: text } },
      },
    });
    const { api } = readSchemas({
      Opened: pull('x', 'y'),
      Closed: pull('y', 'x'),
      Other: { properties: shared('z') },
    });
    expect(modelNames(api).join(' ')).not.toMatch(/[0-9a-f]{6}/);
  });

  it('never repeat a word of their owner', () => {
    const budget = (name: string): JsonObject => ({
      type: 'object',
      properties: {
        budget: { type: 'object', properties: { budget_type: { enum: ['a', name] }, [name]: text } },
      },
    });
    const { api } = readSchemas({
      A: budget('x'),
      B: budget('y'),
      C: { properties: { budget_type: { enum: ['a', 'x'] } } },
    });
    expect(modelNames(api).filter((name) => /budget\.?\s*budget/i.test(name.replace('.', ' ')))).toEqual([
      'B.budget.budget_type',
    ]);
  });
});

describe('schemas of operations', () => {
  const list = (name: string): JsonObject => ({
    type: 'object',
    properties: { [name]: text, page: number, size: number, total: number },
  });
  const get = (operationId: string, mediaTypes: Readonly<Record<string, JsonValue>>): JsonObject => ({
    operationId,
    tags: ['progress'],
    responses: {
      '200': {
        description: 'ok',
        content: Object.fromEntries(Object.entries(mediaTypes).map(([type, schema]) => [type, { schema }])),
      },
    },
  });

  it('are told apart by the whole operationId', () => {
    const { api } = readPaths({
      '/absences/{absenceId}/progress': {
        get: get('GetProgressByAbsenceId', { 'application/json': list('a') }),
      },
      '/progress/{progressId}': { get: get('GetProgressByProgressId', { 'application/json': list('b') }) },
    });
    expect(modelNames(api).join(' ')).not.toMatch(/[0-9a-f]{6}/);
  });

  it('are told apart by the version in the media type', () => {
    const { api } = readPaths({
      '/progress': {
        get: get('GetProgress', {
          'application/json;version=2018-01-01': list('a'),
          'application/json;version=2019-02-11': list('b'),
        }),
      },
    });
    expect(modelNames(api).join(' ')).toMatch(/2018.01.01.*2019.02.11/);
  });

  it('are told apart by the name of the response in the document', () => {
    const { api } = readPaths(
      {
        '/registries': {
          post: {
            operationId: 'registry_create',
            tags: ['registry'],
            responses: { '201': { $ref: '#/components/responses/one' } },
          },
        },
        '/v2/registries': {
          post: {
            operationId: 'registries_create',
            tags: ['registries'],
            responses: { '201': { $ref: '#/components/responses/many' } },
          },
        },
      },
      {
        responses: {
          one: { description: 'ok', content: { 'application/json': { schema: list('a') } } },
          many: { description: 'ok', content: { 'application/json': { schema: list('b') } } },
        },
      },
    );
    expect(modelNames(api)).toEqual(['many', 'one']);
  });
});

describe('names of operations', () => {
  const names = (paths: JsonObject): readonly string[] => {
    const root = { openapi: '3.1.1', info: { title: 'Test', version: '1' }, paths };
    return [...surfaceOf(planOf(root).plan).calls.values()].map(({ path }) => path).toSorted();
  };
  const operation = (operationId?: string): JsonObject => ({
    ...(operationId === undefined ? {} : { operationId }),
    tags: ['account'],
    responses: { '204': { description: 'ok' } },
  });

  it('beside a resource of the same name start with the method', () => {
    const found = names({
      '/account/login': { get: operation('Account_Login'), post: operation() },
      '/account/login/{id}': { delete: operation() },
    });
    expect(found).toContain('account.getLogin');
  });

  it('of one id have the words of the path, without its variables', () => {
    const twin = { post: operation('updateVersion') };
    expect(
      names({
        '/api/v1/teams/{team}/versions/{version}': twin,
        '/namespaces/{namespace}/versions/{version}': twin,
      }),
    ).toEqual(['account.updateVersionNamespaces', 'account.updateVersionTeams']);
  });

  it('without ids name what only one of their paths has: variables, words and queries', () => {
    const unnamed = { responses: { '204': { description: 'ok' } } };
    const get = (...urls: readonly string[]): JsonObject =>
      Object.fromEntries(urls.map((url) => [url, { get: unnamed }]));
    expect(names(get('/a/{x}/b', '/a/{y}/{z}/b', '/a/{y}/{w}/b'))).toEqual([
      'a.b.retrieveByW',
      'a.b.retrieveByX',
      'a.b.retrieveByZ',
    ]);
    expect(names(get('/files/{id}/meta', '/files/{id}/{version}/meta'))).toEqual([
      'files.meta.retrieve',
      'files.meta.retrieveByVersion',
    ]);
    expect(names(get('/group', '/group/{title}', '/group/{title}/{name}', '/group?view=all'))).toEqual([
      'group.list',
      'group.retrieveByName',
      'group.retrieveByTitle',
      'group.retrieveViewAll',
    ]);
    expect(names(get('/p/{a}/{b}', '/p/{c}/{b}', '/p/{c}/{d}', '/p/{a}/{d}'))).toEqual([
      'p.retrieveByAAndB',
      'p.retrieveByAAndD',
      'p.retrieveByCAndB',
      'p.retrieveByCAndD',
    ]);
  });

  it('without ids are those of a collection beside those of its item', () => {
    const done = { responses: { '204': { description: 'ok' } } };
    const item = { get: done, put: done, patch: done, delete: done };
    expect(names({ '/group': item, '/group/{id}': item })).toEqual([
      'group.delete',
      'group.deleteAll',
      'group.list',
      'group.replace',
      'group.replaceAll',
      'group.retrieve',
      'group.update',
      'group.updateAll',
    ]);
  });

  it('without ids end with the words of a tag that their path repeats', () => {
    const tagged = { get: { tags: ['Issue Trackers'], responses: { '204': { description: 'ok' } } } };
    expect(
      names({
        '/issue_trackers': tagged,
        '/issue_trackers/{name}': tagged,
        '/issue_trackers/{name}/issues/{id}': tagged,
      }),
    ).toEqual(['issueTrackers.list', 'issueTrackers.retrieve', 'issueTrackers.retrieveIssues']);
  });

  it('without ids are kept by the ledger where an addition would be told apart from them', () => {
    const responses = { '204': { description: 'ok' } };
    const specOf = (...urls: readonly string[]): JsonObject => ({
      ...{ openapi: '3.1.1', info: { title: 'Test', version: '1' } },
      paths: Object.fromEntries(urls.map((url) => [url, { get: { responses }, post: { responses } }])),
    });
    const first = planOf(specOf('/person/{login}')).plan;
    const { plan } = planOf(specOf('/person', '/person/{login}'), first.ledger);
    const called = [...surfaceOf(plan).calls.values()].map(({ path }) => path).toSorted();
    expect(called).toEqual(['person.create', 'person.list', 'person.postCreate', 'person.retrieve']);
  });

  it('without ids are reported with what to do', () => {
    const responses = { '204': { description: 'ok' } };
    const unnamed = { get: { responses } };
    const paths = { '/a/{x}/b': unnamed, '/a/{y}/{z}/b': unnamed };
    const { diagnostics } = planOf({ openapi: '3.1.1', info: { title: 'Test', version: '1' }, paths });
    const found = diagnostics.all.filter(({ code }) => code === 'CW2021');
    expect(found.map(({ code, message, help }) => [code, message, help])).toEqual([
      ...['a.b.retrieve', 'a.b.retrieve'].map((name) => [
        'CW2021',
        `Without an operationId, this operation and another one are both "${name}".`,
        'Give the operation an operationId.',
      ]),
    ]);
  });

  it('of one id have the version behind what else differs', () => {
    const twin = { post: operation('complete') };
    const [short, long] = ['/activities/{id}/done', '/workflows/{id}/activities/{id}/done'];
    expect(
      names({ [short]: twin, [long]: twin, [`/api/v1${short}`]: twin, [`/api/v1${long}`]: twin }),
    ).toEqual([
      'account.complete',
      'account.completeV1',
      'account.completeWorkflows',
      'account.completeWorkflowsV1',
    ]);
  });

  it('of one id have the version of the path where nothing else differs', () => {
    const twin = { post: operation('updateVersion') };
    expect(
      names({
        '/api/v1/namespaces/{namespace}/versions/{version}': twin,
        '/namespaces/{namespace}/versions/{version}': twin,
      }),
    ).toEqual(['account.updateVersion', 'account.updateVersionV1']);
  });
});
