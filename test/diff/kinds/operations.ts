/** Kinds of change of operations, statuses and names. */
import type { JsonObject } from '../../../generator/api/json.ts';
import { answer, integer, object, operation, operations, reference, text, type Kind } from './kind.ts';

const id = object({ id: text }, ['id']);
const problem = object({ title: text }, ['title']);
const done: JsonObject = { description: 'Done.' };
const call = (row: number): string => `return client.k${row}.run();`;
const readId = (row: number): string => `const id: string = (await client.k${row}.run()).id; return id;`;
const responses = (row: number, content: JsonObject): JsonObject => ({
  get: operation(row, { responses: content }),
});

export const operationKinds: readonly Kind[] = [
  operations(1, 'operation removed', {
    before: { get: operation(1), post: { ...operation(1), operationId: 'k1.other' } },
    after: { post: { ...operation(1), operationId: 'k1.other' } },
    caller: call(1),
    clientsBreak: true,
  }),
  operations(2, 'operation added', {
    before: { get: operation(2) },
    after: { get: operation(2), post: { ...operation(2), operationId: 'k2.other' } },
    caller: call(2),
    tests: `const mock: api.Client['k2'] = { run: client.k2.run }; return mock;`,
    clientsBreak: false,
  }),
  operations(4, 'tag renamed', {
    before: { get: operation(4, { operationId: 'runK4', tags: ['k4'] }) },
    after: { get: operation(4, { operationId: 'runK4', tags: ['k4 renamed'] }) },
    caller: 'return client.k4.run();',
    clientsBreak: false,
  }),
  {
    row: 5,
    title: 'path changed',
    before: { paths: { '/k5': { get: operation(5) } } },
    after: { paths: { '/k5/new': { get: operation(5) } } },
    caller: call(5),
    clientsBreak: true,
  },
  operations(6, 'method changed', {
    before: { get: operation(6) },
    after: { post: operation(6) },
    caller: call(6),
    clientsBreak: true,
  }),
  operations(7, 'operation deprecated', {
    before: { get: operation(7) },
    after: { get: operation(7, { deprecated: true }) },
    caller: call(7),
    clientsBreak: false,
  }),
  operations(10, 'server of an operation changed', {
    before: { get: operation(10, { servers: [{ url: 'https://a.example.com' }] }) },
    after: { get: operation(10, { servers: [{ url: 'https://b.example.com' }] }) },
    caller: call(10),
    clientsBreak: true,
  }),
  operations(86, 'success status removed', {
    before: responses(86, { 200: answer(id), 202: answer(problem) }),
    after: responses(86, { 200: answer(id) }),
    caller: `const value = await client.k86.run(); return 'id' in value ? value.id : null;`,
    tests: `const mock: Awaited<ReturnType<typeof client.k86.run>> = { title: 'a' }; return mock;`,
    clientsBreak: false,
  }),
  operations(87, 'success status added', {
    before: responses(87, { 200: answer(id) }),
    after: responses(87, { 200: answer(id), 202: answer(problem) }),
    caller: readId(87),
    clientsBreak: true,
  }),
  operations(89, 'error status added', {
    before: responses(89, { 200: answer(id), 404: answer(problem) }),
    after: responses(89, { 200: answer(id), 404: answer(problem), 409: answer(problem) }),
    caller: readId(89),
    tests: `const table: Record<keyof import('../src/resources/k89.js').RunErrors, number> = { '404': 1 }; return table;`,
    clientsBreak: false,
  }),
  operations(90, 'error status removed', {
    before: responses(90, { 200: answer(id), 404: answer(problem), 409: answer(problem) }),
    after: responses(90, { 200: answer(id), 404: answer(problem) }),
    caller: readId(90),
    tests: `const table: Record<keyof import('../src/resources/k90.js').RunErrors, number> = { '404': 1, '409': 2 }; return table;`,
    clientsBreak: false,
  }),
  operations(91, 'media type of the response replaced', {
    before: responses(91, { 200: answer(id) }),
    after: responses(91, { 200: { ...done, content: { 'text/plain': { schema: text } } } }),
    caller: readId(91),
    clientsBreak: true,
  }),
  operations(92, 'response became empty', {
    before: responses(92, { 200: answer(id) }),
    after: responses(92, { 200: done }),
    caller: readId(92),
    clientsBreak: true,
  }),
  operations(93, 'response header removed', {
    before: responses(93, { 200: { ...answer(id), headers: { 'x-a': { schema: text } } } }),
    after: responses(93, { 200: answer(id) }),
    caller: `const { headers } = await client.k93.run().withResponse(); return headers.get('x-a');`,
    clientsBreak: false,
  }),
  operations(100, 'description changed', {
    before: { get: operation(100, { description: 'A.' }) },
    after: { get: operation(100, { description: 'B.' }) },
    caller: call(100),
    clientsBreak: false,
  }),
  {
    row: 3,
    title: 'operationId renamed',
    before: { paths: { '/k3': { get: operation(3) } } },
    after: { paths: { '/k3': { get: { ...operation(3), operationId: 'k3.start' } } } },
    caller: call(3),
    clientsBreak: false,
  },
  {
    row: 95,
    title: 'component renamed',
    before: {
      paths: { '/k95': responses(95, { 200: answer(reference('K95Old')) }) },
      schemas: { K95Old: object({ renamed: text }, ['renamed']) },
    },
    after: {
      paths: { '/k95': responses(95, { 200: answer(reference('K95New')) }) },
      schemas: { K95New: object({ renamed: text }, ['renamed']) },
    },
    caller: `const value: api.K95Old = await client.k95.run(); return value;`,
    clientsBreak: false,
  },
  {
    row: 96,
    title: 'unused component removed',
    before: { paths: { '/k96': { get: operation(96) } }, schemas: { K96: object({ unused: text }) } },
    after: { paths: { '/k96': { get: operation(96) } } },
    caller: `const value: api.K96 = { unused: 'a' }; return value;`,
    clientsBreak: false,
  },
  {
    row: 97,
    title: 'inline schema moved to a component',
    before: { paths: { '/k97': responses(97, { 200: answer(object({ moved: text }, ['moved'])) }) } },
    after: {
      paths: { '/k97': responses(97, { 200: answer(reference('K97Moved')) }) },
      schemas: { K97Moved: object({ moved: text }, ['moved']) },
    },
    caller: `const value: api.RunK97Response = await client.k97.run(); return value.moved;`,
    clientsBreak: false,
  },
  {
    row: 98,
    title: 'component added whose name an inline schema has',
    before: { paths: { '/k98': responses(98, { 200: answer(object({ own: text }, ['own'])) }) } },
    after: {
      paths: {
        '/k98': responses(98, { 200: answer(object({ own: text }, ['own'])) }),
        '/k98/other': {
          get: operation(98, {
            operationId: 'k98.other',
            responses: { 200: answer(reference('RunK98Response')) },
          }),
        },
      },
      schemas: { RunK98Response: object({ other: integer }, ['other']) },
    },
    caller: `const value: api.RunK98Response = await client.k98.run(); return value.own;`,
    tests: `const mock: api.Client['k98'] = { run: client.k98.run }; return mock;`,
    clientsBreak: false,
  },
  operations(103, 'time limit of a long-poll changed', {
    before: { get: heldFor(10_000) },
    after: { get: heldFor(60_000) },
    caller: call(103),
    clientsBreak: false,
  }),
];

function heldFor(maximum: number): JsonObject {
  return operation(103, {
    parameters: [{ name: 'timeoutMs', in: 'query', schema: { type: 'integer', minimum: 1_000, maximum } }],
    'x-long-poll': { window: { in: 'query', name: 'timeoutMs', unit: 'ms' }, onElapsed: 'current-state' },
    responses: { 200: answer(id) },
  });
}
