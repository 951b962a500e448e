/** Parameters and credentials that are added beside others: what a caller writes goes on to send what it sent. */
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { complaintsOf } from '../support/compile.ts';
import { generatePackage, withFolder, type Files } from '../support/generated-package.ts';
import { recordedCalls } from '../support/recorded-calls.ts';

interface Version {
  readonly parameters?: readonly (readonly [location: string, name: string])[];
  /** Names of API keys; the header of each is called like it. */
  readonly schemes?: readonly string[];
}

function documentOf({ parameters = [], schemes = [] }: Version): JsonObject {
  const schema: JsonValue = { type: 'string' };
  return {
    openapi: '3.1.0',
    info: { title: 'Items', version: '1.0.0' },
    paths: {
      '/items': {
        get: {
          operationId: 'items.list',
          parameters: parameters.map(([location, name]) => ({ in: location, name, schema })),
          security: schemes.map((name) => ({ [name]: [] })),
          responses: { 200: { description: 'ok', content: { 'application/json': { schema: {} } } } },
        },
      },
    },
    components: {
      securitySchemes: Object.fromEntries(
        schemes.map((name) => [name, { type: 'apiKey', in: 'header', name: `x-${name}` }]),
      ),
    },
  };
}

async function packageOf(version: Version, previous?: Files) {
  const spec = JSON.stringify(documentOf(version));
  const { files, result } = await generatePackage({ spec, ...(previous === undefined ? {} : { previous }) });
  expect(result.ok).toBe(true);
  const reports = result.diagnostics.filter(({ code }) => code === 'CW3001');
  return { files, reports };
}

async function sent(files: Files, argument: string): Promise<readonly string[]> {
  const requests = await recordedCalls(files, `await client.items.list(${argument});`);
  return requests.map(({ line }) => line);
}

describe('a parameter that is added', () => {
  it('beside one that is called so already gets a key of its own, which is reported with both places', async () => {
    const before = await packageOf({ parameters: [['query', 'pageSize']] });
    const later: Version = {
      parameters: [
        ['query', 'pageSize'],
        ['query', 'page.size'],
      ],
    };
    for (const previous of [before.files, undefined]) {
      const { files, reports } = await packageOf(later, previous);
      expect(await sent(files, "{ pageSize: '3' }")).toEqual(['GET /items?pageSize=3']);
      expect(await sent(files, "{ pageDotSize: '3' }")).toEqual(['GET /items?page.size=3']);
      expect(reports.map(({ place, related }) => [place?.pointer, related[0]?.place.pointer])).toEqual([
        ['/paths/~1items/get/parameters/1', '/paths/~1items/get/parameters/0'],
      ]);
    }
  });

  it('and is called so on the wire does not take the key of an older one', async () => {
    const before = await packageOf({ parameters: [['query', 'page.size']] });
    const later: Version = {
      parameters: [
        ['query', 'pageSize'],
        ['query', 'page.size'],
      ],
    };
    const { files } = await packageOf(later, before.files);
    expect(await sent(files, "{ pageSize: '3' }")).toEqual(['GET /items?page.size=3']);
    expect(await sent(files, "{ queryPageSize: '3' }")).toEqual(['GET /items?pageSize=3']);
  });

  it('in another place of the request does not take the key of an older one', async () => {
    const before = await packageOf({ parameters: [['header', 'version']] });
    const later: Version = {
      parameters: [
        ['query', 'version'],
        ['header', 'version'],
      ],
    };
    const { files } = await packageOf(later, before.files);
    const requests = await recordedCalls(
      files,
      "await client.items.list({ version: '2', queryVersion: '3' });",
    );
    expect(requests).toEqual([
      { line: 'GET /items?version=3', headers: expect.objectContaining({ version: '2' }), body: '' },
    ]);
  });

  it('step by step moves no key, and what is generated again changes nothing', async () => {
    const parameters = (['sort.by', 'sort-by', 'sort[by]', 'sortBy'] as const).map(
      (name) => ['query', name] as const,
    );
    let files: Files | undefined;
    for (let count = 1; count <= parameters.length; count += 1) {
      ({ files } = await packageOf({ parameters: parameters.slice(0, count) }, files));
      expect(await sent(files, "{ sortBy: '1' }")).toEqual(['GET /items?sort.by=1']);
    }
    expect((await packageOf({ parameters }, files)).files).toEqual(files);
  });
});

describe('parameters that differ in their signs alone', () => {
  it('have a key each, and compile', async () => {
    const names = ['sort[by]', 'sort.by', 'sort-by', 'sort:by', 'sort by', 'Sort.By', 'sort_by'];
    const { files } = await packageOf({ parameters: names.map((name) => ['query', name] as const) });
    const complaints = await withFolder(files, (folder) => complaintsOf({ folder, compiler: 'typescript' }));
    expect(complaints).toBe('');
    expect(await sent(files, "{ sortBracketBy: '1', sortColonBy: '2', sort_by: '3' }")).toEqual([
      'GET /items?sort%3Aby=2&sort%5Bby%5D=1&sort_by=3',
    ]);
  });
});

describe('a security scheme that is added', () => {
  const argument = (options: string) => ['await client.items.list();', options] as const;

  it('beside one of the same words leaves that its option', async () => {
    const before = await packageOf({ schemes: ['api-key'] });
    expect(await recordedCalls(before.files, ...argument("{ apiKey: 'secret' }"))).toEqual([
      { line: 'GET /items', headers: expect.objectContaining({ 'x-api-key': 'secret' }), body: '' },
    ]);
    const { files, reports } = await packageOf({ schemes: ['api-key', 'apiKey'] }, before.files);
    expect(await recordedCalls(files, ...argument("{ apiKey: 'secret' }"))).toEqual([
      { line: 'GET /items', headers: expect.objectContaining({ 'x-api-key': 'secret' }), body: '' },
    ]);
    expect(await recordedCalls(files, ...argument("{ apiKeyCredential: 'secret' }"))).toEqual([
      { line: 'GET /items', headers: expect.objectContaining({ 'x-apikey': 'secret' }), body: '' },
    ]);
    expect(reports.map(({ message }) => message)).toEqual([
      'The security scheme "apiKey" is named "apiKeyCredential": "apiKey" is the name of the security scheme "api-key".',
    ]);
  });
});
