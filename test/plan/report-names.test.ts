/** Names that could not be had, in the words of the document that asked for them. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { edited } from '../diff/edited.ts';
import { planOf } from '../review/edits/planned.ts';
import { shop } from '../review/shop.ts';
import { generatePackage } from '../support/generated-package.ts';

const answer = (name: string): JsonObject => ({
  '200': {
    description: 'ok',
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  },
});

/** What is said of the names of a document with these operations and schemas. */
async function namesTold(
  operationIds: readonly string[],
  schemas: readonly string[],
): Promise<readonly Diagnostic[]> {
  const operations = operationIds.map((operationId) => ({
    operationId,
    responses: { '204': { description: 'ok' } },
  }));
  const users = schemas.map((name) => ({ operationId: `get${name}`, responses: answer(name) }));
  const paths = [...operations, ...users].map((get, index) => [`/p${index}`, { get }] as const);
  const components = schemas.map((name) => [
    name,
    { type: 'object', properties: { [name]: { type: 'string' } } },
  ]);
  const spec = {
    openapi: '3.1.0',
    info: { title: 'Test', version: '1' },
    servers: [{ url: 'https://example.com' }],
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries(components) },
  };
  const { result } = await generatePackage({ spec: JSON.stringify(spec) });
  expect(result.ok).toBe(true);
  return result.diagnostics.filter(({ code }) => code === 'CW3001');
}

test('both things are named, each at its place', async () => {
  const told = await namesTold([], ['PET', 'Pet', 'pet']);
  expect(
    told.map(({ message, place, related }) => [message, place?.pointer, related[0]?.place.pointer]),
  ).toEqual([
    [
      'The schema "PET" is named "PetModel": "Pet" is the name of the schema "Pet".',
      '/components/schemas/PET',
      '/components/schemas/Pet',
    ],
    [
      'The schema "pet" is named "PetSchema": "Pet" is the name of the schema "Pet".',
      '/components/schemas/pet',
      '/components/schemas/Pet',
    ],
  ]);
});

test('a reserved name is not reported: the longer name explains itself', async () => {
  expect(await namesTold(['animals.then', 'animals.constructor'], ['Error'])).toEqual([]);
});

test('a name of the package itself is said to be one', async () => {
  const told = await namesTold([], ['Client']);
  expect(told.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^The schema "Client" is named "ClientModel": "Client" is the name of the /),
  ]);
});

test('a name in letters that no name has is said to be one', async () => {
  const told = await namesTold([], ['Größe', 'Клиент']);
  expect(told.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^The schema "Клиент" has no ASCII letter or digit, and is named "X[0-9a-f]{6}"\.$/,
    ),
  ]);
});

test('the values of an enumeration that is one no more are released, and its type stays', () => {
  const document: JsonObject = JSON.parse(JSON.stringify({ ...shop, openapi: '3.1.0' }));
  const { ledger } = planOf(document).plan;
  const next: JsonObject = JSON.parse(
    JSON.stringify(edited(document, { '/components/schemas/OrderStatus/enum': undefined })),
  );
  const { diagnostics } = planOf(next, ledger);
  const released = diagnostics.all.flatMap(({ code, message }) => (code === 'CW3006' ? message : []));
  expect(released).toEqual([
    'The name "orderStatusValues" is released: "model.values:#/components/schemas/OrderStatus" is gone.',
  ]);
});
