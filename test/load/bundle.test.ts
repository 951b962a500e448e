/** Documents of several files: what is named how, what is put in place, and where everything was written. */
import { describe, expect, test } from 'vitest';
import { codes, loadFiles, openapi } from './load-files.ts';

const string = { type: 'string' };
const ok = (schema: object) => ({
  responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
});
const get = (schema: object) => ({ '/x': { get: ok(schema) } });
const schemaOfX = '/paths/~1x/get/responses/200/content/application~1json/schema';

async function schemasOf(files: Record<string, object>): Promise<unknown> {
  const { document } = await loadFiles(files);
  const components = document?.root['components'] as { schemas?: unknown } | undefined;
  return components?.schemas;
}

describe('a schema in another file', () => {
  test('is named after the last step of the pointer', async () => {
    const { document } = await loadFiles({
      'api.json': openapi({ paths: get({ $ref: 'models.json#/definitions/Pet' }) }),
      'models.json': {
        definitions: { Pet: { properties: { tag: { $ref: '#/definitions/Tag' } } }, Tag: string },
      },
    });
    expect(document?.root['components']).toEqual({
      schemas: { Pet: { properties: { tag: { $ref: '#/components/schemas/Tag' } } }, Tag: string },
    });
    expect(document?.root).toMatchObject({ paths: get({ $ref: '#/components/schemas/Pet' }) });
  });

  test('that is a whole file is named after the file', async () => {
    expect(
      await schemasOf({
        'api.json': openapi({ paths: get({ $ref: 'models/Pet.json' }) }),
        'models/Pet.json': string,
      }),
    ).toEqual({
      Pet: string,
    });
  });

  test('takes the place of the component that is nothing but a reference to it', async () => {
    const schemas = await schemasOf({
      'api.json': openapi({
        paths: get({ $ref: './pet.json' }),
        components: { schemas: { Pet: { $ref: './pet.json' }, Animal: { $ref: './pet.json' } } },
      }),
      'pet.json': { properties: { friend: { $ref: './pet.json' } } },
    });
    expect(schemas).toEqual({
      Animal: { properties: { friend: { $ref: '#/components/schemas/Animal' } } },
      Pet: { $ref: '#/components/schemas/Animal' },
    });
  });

  test('prefers, of several such components, the one that bears its name', async () => {
    const schemas = await schemasOf({
      'api.json': openapi({
        components: { schemas: { Animal: { $ref: './Pet.json' }, Pet: { $ref: './Pet.json' } } },
      }),
      'Pet.json': string,
    });
    expect(schemas).toEqual({ Animal: { $ref: '#/components/schemas/Pet' }, Pet: string });
  });

  test('that refers back to the document is one with what is there', async () => {
    const schemas = await schemasOf({
      'api.json': openapi({ paths: get({ $ref: 'a.json' }), components: { schemas: { Pet: string } } }),
      'a.json': { items: { $ref: 'api.json#/components/schemas/Pet' } },
    });
    expect(schemas).toEqual({ Pet: string, a: { items: { $ref: '#/components/schemas/Pet' } } });
  });

  test('is found through a pointer that leads over a reference', async () => {
    const schemas = await schemasOf({
      'api.json': openapi({ paths: get({ $ref: 'index.json#/Pet/properties/name' }) }),
      'index.json': { Pet: { $ref: 'pet.json' } },
      'pet.json': { properties: { name: string } },
    });
    expect(schemas).toEqual({ name: string });
  });
});

describe('two that would have one name', () => {
  const files = (order: readonly string[]) => ({
    'api.json': openapi({ paths: get({ anyOf: order.map(($ref) => ({ $ref })) }) }),
    'cats/pet.json': { title: 'cat' },
    'dogs/pet.json': { title: 'dog' },
  });

  test('are both named after their folders, whichever comes first', async () => {
    const expected = { cats_pet: { title: 'cat' }, dogs_pet: { title: 'dog' } };
    expect(await schemasOf(files(['cats/pet.json', 'dogs/pet.json']))).toEqual(expected);
    expect(await schemasOf(files(['dogs/pet.json', 'cats/pet.json']))).toEqual(expected);
  });

  test('in files are named after their files', async () => {
    const schemas = await schemasOf({
      'api.json': openapi({ paths: get({ anyOf: [{ $ref: 'a.json#/Error' }, { $ref: 'b.json#/Error' }] }) }),
      'a.json': { Error: { title: 'a' } },
      'b.json': { Error: { title: 'b' } },
    });
    expect(schemas).toEqual({ a_Error: { title: 'a' }, b_Error: { title: 'b' } });
  });

  test('leave the name to the component of the document itself', async () => {
    const schemas = await schemasOf({
      'api.json': openapi({
        paths: get({ $ref: 'b.json#/Error' }),
        components: { schemas: { Error: string } },
      }),
      'b.json': { Error: { title: 'b' } },
    });
    expect(schemas).toEqual({ Error: string, b_Error: { title: 'b' } });
  });
});

describe('what has no section of its own', () => {
  test('is put in place: path items, operations, whole maps', async () => {
    const { document } = await loadFiles({
      'api.json': openapi({ paths: { $ref: 'paths/index.json' } }),
      'paths/index.json': { '/x': { $ref: 'x.json' } },
      'paths/x.json': { get: { $ref: 'get.json' }, summary: 'X' },
      'paths/get.json': ok(string),
    });
    expect(document?.root['paths']).toEqual({ '/x': { summary: 'X', get: ok(string) } });
    expect(document?.placeOf(schemaOfX)).toEqual({
      file: 'paths/get.json',
      pointer: schemaOfX.slice('/paths/~1x/get'.length),
    });
    expect(document?.placeOf('/paths/~1x/summary')).toEqual({ file: 'paths/x.json', pointer: '/summary' });
    expect(document?.placeOf('/info/title')).toEqual({ file: 'api.json', pointer: '/info/title' });
  });

  test('keeps what stands beside the reference', async () => {
    const { document } = await loadFiles({
      'api.json': openapi({ paths: { '/x': { $ref: 'x.json', summary: 'mine' } } }),
      'x.json': { get: ok(string), summary: 'theirs' },
    });
    expect(document?.root['paths']).toEqual({ '/x': { get: ok(string), summary: 'mine' } });
    expect(document?.placeOf('/paths/~1x/summary')).toEqual({
      file: 'api.json',
      pointer: '/paths/~1x/summary',
    });
  });

  test('finds components that were moved to another file', async () => {
    const { document, diagnostics } = await loadFiles({
      'api.json': openapi({
        paths: get({ $ref: '#/components/schemas/Pet' }),
        components: { schemas: { $ref: './schemas.json' } },
      }),
      'schemas.json': { Pet: { $ref: './pet.json' } },
      'pet.json': string,
    });
    expect(diagnostics).toEqual([]);
    expect(document?.root['components']).toEqual({ schemas: { Pet: string } });
    expect(document?.placeOf('/components/schemas/Pet').file).toBe('pet.json');
  });
});

test('a path item in a callback is a component, as it may contain itself', async () => {
  const { document } = await loadFiles({
    'api.json': openapi({ paths: { '/x': { $ref: 'x.json' } } }),
    'x.json': { post: { callbacks: { done: { '{$url}': { $ref: 'x.json' } } } } },
  });
  expect(document?.root).toMatchObject({
    paths: { '/x': { post: { callbacks: { done: { '{$url}': { $ref: '#/components/pathItems/x' } } } } } },
    components: { pathItems: { x: { post: {} } } },
  });
});

test('the mapping of a discriminator is brought along, its names are not references', async () => {
  const { document } = await loadFiles({
    'api.json': openapi({
      paths: get({ discriminator: { propertyName: 'kind', mapping: { cat: './Cat.json', dog: 'Dog' } } }),
      components: { schemas: { Dog: string } },
    }),
    'Cat.json': string,
  });
  expect(document?.root).toMatchObject({
    paths: get({
      discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat', dog: 'Dog' } },
    }),
    components: { schemas: { Cat: string, Dog: string } },
  });
});

test('Swagger 2.0 has its sections at the top', async () => {
  const { document } = await loadFiles({
    'api.json': {
      swagger: '2.0',
      info: {},
      paths: { '/x': { get: { responses: { 200: { description: '', schema: { $ref: 'pet.json' } } } } } },
    },
    'pet.json': string,
  });
  expect(document?.written.root['definitions']).toEqual({ pet: string });
  expect(document?.root).toMatchObject({ components: { schemas: { pet: string } } });
  expect(document?.placeOf('/components/schemas/pet/type')).toEqual({ file: 'pet.json', pointer: '/type' });
});

test.each(['example', 'default', 'enum', 'const', 'x-any', 'examples'])(
  'data under %s is never followed',
  async (key) => {
    const schema = { [key]: [{ $ref: '../outside.json' }] };
    const { document, diagnostics } = await loadFiles({ 'api.json': openapi({ paths: get(schema) }) });
    expect(diagnostics).toEqual([]);
    expect(document?.root).toMatchObject({ paths: get(schema) });
  },
);

test.each(['example', 'default', 'enum', 'const', 'x-any', '$ref'])(
  'a property called %s is followed',
  async (name) => {
    const { document } = await loadFiles({
      'api.json': openapi({ paths: get({ $ref: 'm.json' }) }),
      'm.json': { properties: { [name]: { $ref: 'n.json' } } },
      'n.json': string,
    });
    expect(document?.root['components']).toEqual({
      schemas: { m: { properties: { [name]: { $ref: '#/components/schemas/n' } } }, n: string },
    });
  },
);

describe('a reference that names nothing', () => {
  test('is a warning at its first place, and stays', async () => {
    const dangling = { $ref: '#/components/schemas/Missing' };
    const { document, diagnostics } = await loadFiles({
      'api.json': openapi({ components: { schemas: { B: { items: dangling }, A: { items: dangling } } } }),
    });
    expect(codes(diagnostics)).toEqual(['CW1023 api.json#/components/schemas/A/items']);
    expect(diagnostics[0]?.message).toMatch(/from one more place\.$/);
    expect(document?.root['components']).toEqual({
      schemas: { B: { items: dangling }, A: { items: dangling } },
    });
  });

  test('as a file is one warning, however often it is named', async () => {
    const { document, diagnostics } = await loadFiles({
      'api.json': openapi({ paths: get({ anyOf: [{ $ref: 'none.json#/a' }, { $ref: 'none.json#/b' }] }) }),
    });
    expect(document).not.toBeNull();
    expect(codes(diagnostics)).toEqual([`CW1023 api.json#${schemaOfX}/anyOf/0`]);
  });

  test('in another file does not come to name something here by chance', async () => {
    const { document, diagnostics } = await loadFiles({
      'api.json': openapi({ paths: get({ $ref: 'a.json' }), components: { schemas: { Pet: string } } }),
      'a.json': { items: { $ref: '#/components/schemas/Pet' } },
    });
    expect(codes(diagnostics)).toEqual(['CW1023 a.json#/items']);
    expect(document?.root['components']).toEqual({
      schemas: { Pet: string, a: { items: { $ref: 'a.json#/components/schemas/Pet' } } },
    });
  });

  test('in a file with a syntax error is told as that error alone', async () => {
    const { document, diagnostics } = await loadFiles({
      'api.json': openapi({ paths: get({ $ref: 'a.json' }) }),
      'a.json': '{',
    });
    expect(document).toBeNull();
    expect(codes(diagnostics)).toEqual(['CW1004 a.json#']);
  });
});

test('a file of any name is found, and each is read once', async () => {
  const { document, sources } = await loadFiles({
    'api.json': openapi({
      paths: get({
        anyOf: [{ $ref: 'my%20models/a%23b.yaml' }, { $ref: './my%20models/../my%20models/a%23b.yaml' }],
      }),
    }),
    'my models/a#b.yaml': 'type: string',
  });
  expect(document?.root['components']).toEqual({ schemas: { a_b: string } });
  expect([...sources.keys()]).toEqual(['api.json', 'my models/a#b.yaml']);
});
