/** Keys into an answer, as pages and waiters follow them: the code compiles whatever may be absent on the way. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { complaintsOf } from '../support/compile.ts';
import { generatePackage, withFolder, type Files } from '../support/generated-package.ts';

const state = { enum: ['open', 'closed'] };
/** Null, and besides that not empty: what is asked of a value must not hide that it may be null. */
const refined = { type: ['object', 'null'], required: ['state'], properties: { state }, not: { const: {} } };
const schemas = {
  Refined: refined,
  Alias: { $ref: '#/components/schemas/Refined' },
  Meta: { type: ['object', 'null'], required: ['next'], properties: { next: { type: 'string' } } },
};
const holders: Readonly<Record<string, JsonObject>> = {
  named: { $ref: '#/components/schemas/Refined' },
  alias: { $ref: '#/components/schemas/Alias' },
  written: refined,
  optional: { type: 'object', required: ['state'], properties: { state } },
  sure: { type: 'object', required: ['state'], properties: { state } },
};

let files: Files;

beforeAll(async () => {
  const waits = Object.entries(holders).map(([name, holder]) => [
    `/${name}`,
    { get: { operationId: `${name}.wait`, 'x-terminal': terminal, responses: answer(name, holder) } },
  ]);
  const document: JsonObject = {
    openapi: '3.1.0',
    info: { title: 'Reach', version: '1.0.0' },
    paths: { ...Object.fromEntries(waits), '/pages': { get: pages } },
    components: { schemas },
  };
  ({ files } = await generatePackage({ spec: JSON.stringify(document), specFile: 'spec.json' }));
});

const terminal = { pointer: '/job/state', success: ['closed'], pending: ['open'] };

function answer(name: string, job: JsonObject): JsonObject {
  const schema = { type: 'object', required: name === 'optional' ? [] : ['job'], properties: { job } };
  return { '200': { description: 'Ok.', content: { 'application/json': { schema } } } };
}

const list = {
  type: 'object',
  required: ['items', 'meta'],
  properties: { items: { type: 'array' }, meta: { $ref: '#/components/schemas/Meta' } },
};
const pages = {
  operationId: 'pages.list',
  'x-pagination': { style: 'cursor', parameter: 'after', items: '/items', next: '/meta/next' },
  parameters: [{ name: 'after', in: 'query', schema: { type: 'string' } }],
  responses: { '200': { description: 'Ok.', content: { 'application/json': { schema: list } } } },
};

describe('keys into an answer', () => {
  it('are followed by code that compiles', async () => {
    const complaints = await withFolder(files, (folder) => complaintsOf({ folder, compiler: 'typescript' }));
    expect(complaints).toBe('');
  });

  it.each([
    ['a model that may be null', 'named', 'result.job?.state'],
    ['another name of one', 'alias', 'result.job?.state'],
    ['a schema in place that may be null', 'written', 'result.job?.state'],
    ['a property that may be absent', 'optional', 'result.job?.state'],
    ['what is always there', 'sure', 'result.job.state'],
    ['a page', 'pages', 'page.meta?.next'],
  ])('lead through %s', (_, resource, expected) => {
    expect(files.get(`src/resources/${resource}.ts`)).toContain(expected);
  });
});
