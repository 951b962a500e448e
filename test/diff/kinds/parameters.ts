/** Kinds of change of parameters and bodies as a whole. */
import type { JsonObject } from '../../../generator/api/json.ts';
import { integer, json, object, operation, operations, text, type Kind } from './kind.ts';

const size: JsonObject = { name: 'size', in: 'query', schema: integer };
const query = (name: string, schema: JsonObject, rest: JsonObject = {}): JsonObject => ({
  name,
  in: 'query',
  schema,
  ...rest,
});
const required = { required: true };
const body: JsonObject = json(object({ id: text }, ['id']));

interface ParameterChange {
  readonly before: readonly JsonObject[];
  readonly after: readonly JsonObject[];
  readonly caller: string;
  readonly tests?: string;
  readonly clientsBreak: boolean;
}

function parameters(row: number, title: string, { before, after, ...rest }: ParameterChange): Kind {
  const item = (list: readonly JsonObject[]): JsonObject => ({ get: operation(row, { parameters: list }) });
  return operations(row, title, { before: item(before), after: item(after), ...rest });
}

function bodies(
  row: number,
  title: string,
  parts: Omit<ParameterChange, 'before' | 'after'> & Record<'before' | 'after', JsonObject>,
): Kind {
  const { before, after, ...rest } = parts;
  return operations(row, title, {
    before: { post: operation(row, before) },
    after: { post: operation(row, after) },
    ...rest,
  });
}

const call = (row: number, argument: string): string => `return client.k${row}.run(${argument});`;

export const parameterKinds: readonly Kind[] = [
  parameters(12, 'optional parameter added', {
    before: [],
    after: [size],
    caller: `await client.k12.run(); return client.k12.run({}, { timeout: 5 });`,
    clientsBreak: false,
  }),
  parameters(13, 'required parameter added', {
    before: [size],
    after: [size, query('page', integer, required)],
    caller: call(13, '{ size: 1 }'),
    clientsBreak: true,
  }),
  parameters(14, 'parameter removed', {
    before: [size, query('page', integer)],
    after: [size],
    caller: call(14, '{ page: 1 }'),
    clientsBreak: true,
  }),
  parameters(15, 'parameter renamed', {
    before: [query('page', integer)],
    after: [query('cursor', integer)],
    caller: call(15, '{ page: 1 }'),
    clientsBreak: true,
  }),
  {
    row: 16,
    title: 'path parameter renamed',
    before: {
      paths: {
        '/k16/{id}': {
          get: operation(16, { parameters: [{ name: 'id', in: 'path', required: true, schema: text }] }),
        },
      },
    },
    after: {
      paths: {
        '/k16/{key}': {
          get: operation(16, { parameters: [{ name: 'key', in: 'path', required: true, schema: text }] }),
        },
      },
    },
    caller: call(16, `{ id: 'a' }`),
    clientsBreak: false,
  },
  parameters(18, 'parameter became required', {
    before: [size],
    after: [{ ...size, ...required }],
    caller: call(18, ''),
    clientsBreak: true,
  }),
  parameters(19, 'parameter became optional', {
    before: [{ ...size, ...required }],
    after: [size],
    caller: call(19, '{ size: 1 }'),
    tests: `const wrap = ({ size }: Parameters<typeof client.k19.run>[0]): number => size; return wrap;`,
    clientsBreak: false,
  }),
  parameters(20, 'parameter moved from the query to a header', {
    before: [size],
    after: [{ ...size, in: 'header' }],
    caller: call(20, '{ size: 1 }'),
    clientsBreak: true,
  }),
  parameters(22, 'parameter type string to integer', {
    before: [query('page', text)],
    after: [query('page', integer)],
    caller: call(22, `{ page: 'a' }`),
    clientsBreak: true,
  }),
  parameters(23, 'parameter type integer to number', {
    before: [size],
    after: [query('size', { type: 'number' })],
    caller: call(23, '{ size: 1 }'),
    clientsBreak: false,
  }),
  parameters(24, 'parameter became a list', {
    before: [query('ids', text)],
    after: [query('ids', { type: 'array', items: text })],
    caller: call(24, `{ ids: 'a' }`),
    clientsBreak: true,
  }),
  parameters(25, 'style changed', {
    before: [query('ids', { type: 'array', items: text })],
    after: [query('ids', { type: 'array', items: text }, { explode: false })],
    caller: call(25, `{ ids: ['a'] }`),
    clientsBreak: true,
  }),
  parameters(26, 'enumeration value added', {
    before: [query('sort', { type: 'string', enum: ['up', 'down'] })],
    after: [query('sort', { type: 'string', enum: ['up', 'down', 'none'] })],
    caller: call(26, `{ sort: 'up' }`),
    tests: `const table: Record<api.K26Sort, number> = { up: 1, down: 2 }; return table;`,
    clientsBreak: false,
  }),
  parameters(27, 'enumeration value removed', {
    before: [query('sort', { type: 'string', enum: ['up', 'down', 'none'] })],
    after: [query('sort', { type: 'string', enum: ['up', 'down'] })],
    caller: call(27, `{ sort: 'none' }`),
    clientsBreak: true,
  }),
  parameters(28, 'parameter became an enumeration', {
    before: [query('sort', text)],
    after: [query('sort', { type: 'string', enum: ['up', 'down'] })],
    caller: `const sort: string = String(1); return client.k28.run({ sort });`,
    clientsBreak: true,
  }),
  parameters(29, 'default changed', {
    before: [query('size', { type: 'integer', default: 1 })],
    after: [query('size', { type: 'integer', default: 2 })],
    caller: call(29, '{ size: 1 }'),
    clientsBreak: false,
  }),
  parameters(30, 'limit tightened', {
    before: [query('size', { type: 'integer', maximum: 9 })],
    after: [query('size', { type: 'integer', maximum: 5 })],
    caller: call(30, '{ size: 9 }'),
    clientsBreak: true,
  }),
  parameters(31, 'limit loosened', {
    before: [query('size', { type: 'integer', maximum: 5 })],
    after: [query('size', { type: 'integer', maximum: 9 })],
    caller: call(31, '{ size: 5 }'),
    clientsBreak: false,
  }),
  bodies(32, 'required body added', {
    before: {},
    after: { requestBody: { required: true, content: body } },
    caller: call(32, ''),
    clientsBreak: true,
  }),
  bodies(33, 'optional body added', {
    before: {},
    after: { requestBody: { content: body } },
    caller: call(33, ''),
    clientsBreak: false,
  }),
  bodies(34, 'body removed', {
    before: { requestBody: { required: true, content: body } },
    after: {},
    caller: call(34, `{ body: { id: 'a' } }`),
    clientsBreak: true,
  }),
  bodies(35, 'body became required', {
    before: { requestBody: { content: body } },
    after: { requestBody: { required: true, content: body } },
    caller: call(35, ''),
    clientsBreak: true,
  }),
  bodies(36, 'media type of the body replaced', {
    before: { requestBody: { required: true, content: body } },
    after: { requestBody: { required: true, content: { 'text/plain': { schema: text } } } },
    caller: call(36, `{ body: { id: 'a' } }`),
    clientsBreak: true,
  }),
  bodies(37, 'second media type of the body added', {
    before: { requestBody: { required: true, content: body } },
    after: { requestBody: { required: true, content: { ...body, 'text/plain': { schema: text } } } },
    caller: call(37, `{ body: { id: 'a' } }`),
    clientsBreak: false,
  }),
];
