/** One signature for every operation: parameters first, options second, also where it takes no parameters yet. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedPackage, withFolder, type Files } from '../../support/generated-package.ts';
import { recordedCalls } from '../../support/recorded-calls.ts';
import { typeErrors } from '../../support/type-errors.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'header' | 'cookie';
}

const filter: Parameter = { name: 'filter', in: 'query' };
const timeout: Parameter = { name: 'timeout', in: 'query' };

/** Operations `pets.list`, in pages, and `pets.wait`, polled until it is done. */
async function packageWith(parameters: readonly Parameter[], version: '2.0' | '3.0.3' | '3.1.0') {
  const is2 = version === '2.0';
  const described = parameters.map((parameter) =>
    is2 ? { ...parameter, type: 'string' } : { ...parameter, schema: { type: 'string' } },
  );
  const answer = (schema: object) => ({
    200: { description: 'ok', ...(is2 ? { schema } : { content: { 'application/json': { schema } } }) },
  });
  const text = { type: 'string' };
  const page = {
    type: 'object',
    required: ['data'],
    properties: { data: { type: 'array', items: text }, next: text },
  };
  const job = {
    type: 'object',
    required: ['state'],
    properties: { state: { type: 'string', enum: ['busy', 'done', 'failed'] } },
  };
  const waiter = {
    method: 'waitUntilDone',
    pointer: '/state',
    pending: ['busy'],
    success: ['done'],
    failure: ['failed'],
    maxWaitMs: 60_000,
  };
  const paths = {
    '/pets': {
      get: {
        operationId: 'pets.list',
        'x-pagination': { style: 'url', items: '/data', next: '/next' },
        parameters: described,
        responses: answer(page),
      },
    },
    '/job': {
      get: {
        operationId: 'pets.job',
        parameters: described,
        responses: answer(job),
        'x-waiters': { JobDone: waiter },
      },
    },
  };
  const head = is2 ? { swagger: '2.0' } : { openapi: version };
  const spec = JSON.stringify({ ...head, info: { title: 'Pets', version: '1' }, paths });
  const { files, result } = await sharedPackage({ spec });
  expect(result.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  return files;
}

async function errorsIn(files: Files, program: string): Promise<readonly string[]> {
  const text = `
import { createClient } from './index.js';
import type { RequestOptions } from './index.js';
const client = createClient({ baseUrl: 'http://127.0.0.1:1' });
declare const options: RequestOptions;
${program}
`;
  return withFolder(new Map([...files, ['src/program.ts', text]]), (folder) =>
    typeErrors([join(folder, 'src/program.ts')]),
  );
}

const calls = `
const controller = new AbortController();
void client.pets.list();
void client.pets.list({});
void client.pets.list(undefined, { timeout: 5 });
void client.pets.list({}, { signal: controller.signal });
void client.pets.list({}, options);
client.pets.listAll({}, { timeout: 5 });
void client.pets.waitUntilDone({});
void client.pets.waitUntilDone({}, { maxWaitMs: 5 });
`;

const optionsFirst = `
// @ts-expect-error -- options are second
void client.pets.list({ timeout: 5 });
// @ts-expect-error -- options are second
void client.pets.list(options);
// @ts-expect-error -- options are second
client.pets.listAll({ timeout: 5 });
// @ts-expect-error -- options are second
void client.pets.waitUntilDone({ maxWaitMs: 5 });
`;

test.each(['2.0', '3.0.3', '3.1.0'] as const)(
  'calls compile before and after an operation of OpenAPI %s gets its first optional parameter',
  async (version) => {
    expect(await errorsIn(await packageWith([], version), calls)).toEqual([]);
    expect(await errorsIn(await packageWith([filter], version), calls)).toEqual([]);
  },
);

test.each([
  ['without parameters', []],
  ['with an optional parameter', [filter]],
])('options as the first argument of an operation %s do not compile', async (_, parameters) => {
  expect(await errorsIn(await packageWith(parameters, '3.1.0'), optionsFirst)).toEqual([]);
});

test.each([
  ['without parameters', []],
  ['with a parameter of the name of an option', [timeout]],
])('an operation %s never sends an option as a parameter', async (_, parameters) => {
  const files = await packageWith(parameters, '3.1.0');
  const statements = `
await client.pets.list({}, { timeout: 5000, headers: { 'x-try': '1' } }).catch(() => undefined);
await client.pets.list(undefined, { timeout: 5000, headers: { 'x-try': '2' } }).catch(() => undefined);
`;
  const sent = await recordedCalls(files, statements);
  expect(sent.map(({ line, headers }) => [line, headers['x-try']])).toEqual([
    ['GET /pets', '1'],
    ['GET /pets', '2'],
  ]);
});

test.each(['query', 'header', 'cookie'] as const)(
  'a first optional parameter in the %s changes no call, and can be sent',
  async (location) => {
    const files = await packageWith([{ name: 'filter', in: location }], '3.1.0');
    expect(await errorsIn(files, calls)).toEqual([]);
    const statements = `await client.pets.list({ filter: 'a' }).catch(() => undefined);`;
    const [request] = await recordedCalls(files, statements);
    const headers = request?.headers ?? {};
    const sent = {
      query: request?.line.split('?')[1],
      header: headers['filter'],
      cookie: headers['cookie'],
    };
    expect(sent[location]).toBe(location === 'header' ? 'a' : 'filter=a');
  },
);

test('the function of an operation takes the transport, parameters and options', async () => {
  const files = await packageWith([], '3.1.0');
  const program = `
import { createTransport } from './index.js';
import * as pets from './resources/pets.js';
const transport = createTransport({ baseUrl: 'http://127.0.0.1:1' });
void pets.list(transport, {}, options);
void pets.list(transport, undefined, options);
// @ts-expect-error -- options are third
void pets.list(transport, options);
pets.listAll(transport, {}, options);
void pets.waitUntilDone(transport, {}, { maxWaitMs: 5 });
`;
  expect(await errorsIn(files, program)).toEqual([]);
});
