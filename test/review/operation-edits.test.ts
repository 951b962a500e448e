/** Operations that appear under an id in use: what callers call goes on to send the request that it sent. */
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { generatePackage, type Files } from '../support/generated-package.ts';
import { recordedCalls } from '../support/recorded-calls.ts';
import { documents, packageOf as packageOfReviewed, withChange } from './documents.ts';

/** From `GET /pets` to its operationId; `null`: it has none. */
type Ids = Readonly<Record<string, string | null>>;

function documentOf(ids: Ids): JsonObject {
  const paths: Record<string, Record<string, JsonValue>> = {};
  for (const [address, operationId] of Object.entries(ids)) {
    const [method = '', url = ''] = address.split(' ');
    const operation: JsonObject = {
      ...(operationId === null ? {} : { operationId }),
      responses: { 200: { description: 'ok', content: { 'application/json': { schema: {} } } } },
    };
    paths[url] = { ...paths[url], [method.toLowerCase()]: operation };
  }
  return { openapi: '3.1.0', info: { title: 'Pets', version: '1.0.0' }, paths };
}

async function packageOf(ids: Ids, previous?: Files) {
  const spec = JSON.stringify(documentOf(ids));
  const { files, result } = await generatePackage({ spec, ...(previous === undefined ? {} : { previous }) });
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return { files, reports: result.diagnostics.filter(({ code }) => code === 'CW2020') };
}

/** What each edit sends when the function of before is called. */
async function sentAfter(before: Ids, after: Ids, call = 'pets.list') {
  const { files } = await packageOf(before);
  const later = await packageOf(after, files);
  const requests = await recordedCalls(later.files, `await client.${call}();`);
  return { sent: requests.map(({ line }) => line), ...later };
}

describe('an operation under the id of another one', () => {
  const before = { 'GET /pets': 'pets.list' };

  it('does not take its function, and is reported with both places', async () => {
    const { sent, reports } = await sentAfter(before, { 'GET /a': 'pets.list', ...before });
    expect(sent).toEqual(['GET /pets']);
    expect(reports.map(({ place, related }) => [place?.pointer, related[0]?.place.pointer])).toEqual([
      ['/paths/~1a/get', '/paths/~1pets/get'],
    ]);
  });

  it('does not take it either where the older one has got another id', async () => {
    const { sent, reports } = await sentAfter(before, { 'GET /a': 'pets.list', 'GET /pets': 'pets.old' });
    expect(sent).toEqual(['GET /pets']);
    expect(reports).toHaveLength(2);
  });

  it('does not take it either where the older one has lost its id', async () => {
    const { sent } = await sentAfter(before, { 'GET /a': 'pets.list', 'GET /pets': null });
    expect(sent).toEqual(['GET /pets']);
  });

  it('does not swap two functions', async () => {
    const both = { 'GET /pets': 'pets.list', 'GET /dogs': 'pets.dogs' };
    const swapped = { 'GET /pets': 'pets.dogs', 'GET /dogs': 'pets.list' };
    expect((await sentAfter(both, swapped)).sent).toEqual(['GET /pets']);
    expect((await sentAfter(both, swapped, 'pets.dogs')).sent).toEqual(['GET /dogs']);
  });

  it('keeps what it got, run after run', async () => {
    const { files } = await sentAfter(before, { 'GET /a': 'pets.list', 'GET /pets': 'pets.old' });
    const again = await packageOf({ 'GET /a': 'pets.list', 'GET /pets': 'pets.old' }, files);
    expect(again.files).toEqual(files);
  });
});

describe('an id', () => {
  it('goes with its operation to another path', async () => {
    const { sent } = await sentAfter({ 'GET /pets': 'pets.list' }, { 'GET /v2/pets': 'pets.list' });
    expect(sent).toEqual(['GET /v2/pets']);
  });

  it('that nobody else wants may be changed by the document', async () => {
    const { sent } = await sentAfter({ 'GET /pets': 'pets.list' }, { 'GET /pets': 'pets.all' }, 'pets.all');
    expect(sent).toEqual(['GET /pets']);
  });

  it('that is taken away from an operation goes on to name it', async () => {
    const { sent } = await sentAfter({ 'GET /pets': 'animals.list' }, { 'GET /pets': null }, 'animals.list');
    expect(sent).toEqual(['GET /pets']);
  });
});

describe('the operation that a long-poll falls back to', () => {
  const [artu] = documents;
  const path = ['paths', '/workflows/executions/{id}', 'get', 'operationId'];

  it('is found beside a second one of its id, with a ledger and without', async () => {
    if (artu === undefined) throw new Error('no ARTU');
    const id = '123e4567-e89b-42d3-a456-426614174000';
    const operationId = path.reduce<JsonValue>(
      (value, key) => (value as JsonObject)[key] ?? null, // A path that the document has.
      artu.document,
    );
    const other: JsonValue = { get: { operationId, responses: { 204: { description: 'Nothing.' } } } };
    const edited = { ...artu, document: withChange(artu.document, ['paths', '/a'], () => other) };
    const files = await packageOfReviewed(edited, await packageOfReviewed(artu));
    const requests = await recordedCalls(
      files,
      `await client.workflows.executions.retrieve({ id: '${id}' }).then(() => {}, () => {});`,
      "{ apiKey: 'key', environment: 'production' }",
    );
    expect(requests.map(({ line }) => line)).toEqual([`GET /workflows/executions/${id}`]);
    await expect(packageOfReviewed(edited)).resolves.toBeDefined();
  });
});
