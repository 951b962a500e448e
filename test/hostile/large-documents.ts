/** Documents of many parts of one kind, by their number: what takes more than linear time somewhere takes it here. */
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';

export interface LargeDocument {
  readonly name: string;
  /** Text of a document with `count` such parts. */
  readonly text: (count: number) => string;
}

export const largeDocuments: readonly LargeDocument[] = [
  {
    name: 'schemas that refer to others',
    text: (count) =>
      withSchemas(count, (index) => ({
        type: 'object',
        properties: { id: { type: 'string' }, other: reference((index * 7 + 1) % count) },
      })),
  },
  {
    name: 'schemas in a ring',
    text: (count) =>
      withSchemas(count, (index) => ({
        type: 'object',
        properties: { next: reference((index + 1) % count) },
      })),
  },
  {
    name: 'schemas in a chain',
    text: (count) =>
      withSchemas(count, (index) =>
        index === count - 1
          ? { type: 'object' }
          : { type: 'object', required: ['next'], properties: { next: reference(index + 1) } },
      ),
  },
  {
    name: 'references in a ring',
    text: (count) => withSchemas(count, (index) => reference((index + 1) % count)),
  },
  {
    name: 'references in a chain',
    text: (count) =>
      withSchemas(count, (index) => (index === count - 1 ? { type: 'string' } : reference(index + 1))),
  },
  {
    name: 'members of an allOf',
    text: (count) => withSchemas(count, objectOfOneProperty, { allOf: listOf(count, reference) }),
  },
  {
    name: 'members of a oneOf',
    text: (count) => withSchemas(count, objectOfOneProperty, { oneOf: listOf(count, reference) }),
  },
  {
    name: 'variants in a chain',
    text: (count) =>
      withSchemas(count, (index) =>
        index === count - 1
          ? { type: 'string' }
          : { oneOf: [reference(index + 1), objectOfOneProperty(index)] },
      ),
  },
  {
    name: 'properties',
    text: (count) => withRoot({ type: 'object', properties: byKey(count, text) }),
  },
  {
    name: 'properties with schemas of their own',
    text: (count) => withRoot({ type: 'object', properties: byKey(count, objectOfOneProperty) }),
  },
  {
    name: 'properties with unknown keywords',
    text: (count) =>
      withRoot({ type: 'object', properties: byKey(count, () => ({ type: 'string', typo: true })) }),
  },
  {
    name: 'positions of a tuple',
    text: (count) => withRoot({ type: 'array', prefixItems: listOf(count, text) }),
  },
  {
    name: 'members of an enumeration',
    text: (count) => withRoot({ type: 'string', enum: listOf(count, (index) => `value_${index}`) }),
  },
  {
    name: 'members of an enumeration of integers',
    text: (count) => withRoot({ type: 'integer', enum: listOf(count, (index) => index) }),
  },
  {
    name: 'words of a description',
    text: (count) => withRoot({ type: 'string', description: 'word '.repeat(count * 20) }),
  },
  {
    name: 'parameters',
    text: (count) => {
      const parameters = listOf(count, (index) => ({ name: `p${index}`, in: 'query', schema: text() }));
      return documentOf({ paths: { '/list': { get: { operationId: 'list', parameters, responses } } } });
    },
  },
  {
    name: 'operations',
    text: (count) => withOperations(count, (index) => ({ operationId: `getThing${index}` })),
  },
  {
    name: 'operations of one tag',
    text: (count) => withOperations(count, (index) => ({ operationId: `thing${index}`, tags: ['things'] })),
  },
  { name: 'operations without an id', text: (count) => withOperations(count, () => ({})) },
  {
    name: 'operations of one id',
    text: (count) => withOperations(count, () => ({ operationId: 'same' })),
  },
];

const responses: JsonObject = { 204: { description: 'Done.' } };

function text(): JsonObject {
  return { type: 'string' };
}

function objectOfOneProperty(index: number): JsonObject {
  return { type: 'object', properties: { [`only${index}`]: text() } };
}

function reference(index: number): JsonObject {
  return { $ref: `#/components/schemas/S${index}` };
}

function listOf<Item>(count: number, item: (index: number) => Item): readonly Item[] {
  return Array.from({ length: count }, (_, index) => item(index));
}

function byKey(count: number, item: (index: number) => JsonValue): JsonObject {
  return Object.fromEntries(listOf(count, (index) => [`S${index}`, item(index)]));
}

function withSchemas(
  count: number,
  schema: (index: number) => JsonValue,
  root: JsonObject = reference(0),
): string {
  return withRoot(root, byKey(count, schema));
}

/** The root is what the one operation returns. */
function withRoot(root: JsonObject, schemas: JsonObject = {}): string {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Root' } } };
  const operation = { operationId: 'read', responses: { 200: { description: 'The root.', content } } };
  return documentOf({
    paths: { '/root': { get: operation } },
    components: { schemas: { ...schemas, Root: root } },
  });
}

function withOperations(count: number, operation: (index: number) => JsonObject): string {
  const paths = listOf(count, (index): [string, JsonObject] => [
    `/things${index}`,
    { get: { ...operation(index), responses } },
  ]);
  return documentOf({ paths: Object.fromEntries(paths) });
}

function documentOf(parts: JsonObject): string {
  return JSON.stringify({ openapi: '3.1.0', info: { title: 'Large', version: '1' }, ...parts });
}
