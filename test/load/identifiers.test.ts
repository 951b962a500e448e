/** References by `$id`, `$anchor` and `$dynamicAnchor`: after loading each is a plain pointer. */
import { describe, expect, test } from 'vitest';
import { valueAt } from '../../generator/load/references.ts';
import { loadFiles, openapi } from './load-files.ts';

type Schemas = Readonly<Record<string, object>>;

async function plain(schemas: Schemas) {
  const loaded = await loadFiles({ 'api.json': openapi({ components: { schemas } }) });
  const { document, diagnostics } = loaded;
  if (document === null) throw new Error(JSON.stringify(diagnostics));
  const at = (pointer: string) => valueAt(document.root, `/components/schemas${pointer}`);
  return { document, diagnostics, at };
}

const string = { type: 'string' };

describe('an identifier', () => {
  test('is what references by URI lead to, relative ones from the schema around them', async () => {
    const { at, diagnostics } = await plain({
      Pet: { $id: 'https://pets.example/schemas/pet', properties: { name: { $ref: 'name' } } },
      Name: { $id: 'https://pets.example/schemas/name', ...string },
      Owner: { properties: { pet: { $ref: 'https://pets.example/schemas/pet' } } },
    });
    expect(at('/Pet/properties/name/$ref')).toBe('#/components/schemas/Name');
    expect(at('/Owner/properties/pet/$ref')).toBe('#/components/schemas/Pet');
    expect(diagnostics).toEqual([]);
  });

  test('is what pointers in its schema start from', async () => {
    const { at } = await plain({
      Pet: { $id: 'pet', $defs: { name: string }, items: { $ref: '#/$defs/name' } },
    });
    expect(at('/Pet/items/$ref')).toBe('#/components/schemas/Pet/$defs/name');
  });

  test('does not break pointers from the root of the document, which authors go on writing', async () => {
    const { at, diagnostics } = await plain({
      Name: string,
      Pet: { $id: 'pet', properties: { name: { $ref: '#/components/schemas/Name' } } },
    });
    expect(at('/Pet/properties/name/$ref')).toBe('#/components/schemas/Name');
    expect(diagnostics).toEqual([]);
  });

  test('is none inside data', async () => {
    const data = { $id: 'pet', $anchor: 'a', $ref: '#a' };
    const { at } = await plain({ Pet: { $anchor: 'b', const: data, default: data, enum: [data] } });
    expect(at('/Pet')).toEqual({ $anchor: 'b', const: data, default: data, enum: [data] });
  });

  test('that two schemas have is that of the first', async () => {
    const { at } = await plain({ A: { $id: 'x' }, B: { $id: 'x' }, C: { $ref: 'x' } });
    expect(at('/C/$ref')).toBe('#/components/schemas/A');
  });

  test('means nothing before OpenAPI 3.1', async () => {
    const schemas = {
      A: { properties: { $id: string, b: { $ref: '#/components/schemas/B' } } },
      B: { $id: 'b' },
    };
    const { document } = await loadFiles({
      'api.json': { ...openapi({ components: { schemas } }), openapi: '3.0.3' },
    });
    expect(document?.root['components']).toEqual({ schemas });
  });
});

describe('an anchor', () => {
  test('is a name in the schema that has the identifier', async () => {
    const { at } = await plain({
      A: { $id: 'a', $defs: { x: { $anchor: 'here', ...string } }, $ref: '#here' },
      B: { $ref: 'a#here' },
    });
    expect(at('/A/$ref')).toBe('#/components/schemas/A/$defs/x');
    expect(at('/B/$ref')).toBe('#/components/schemas/A/$defs/x');
  });

  test('that two schemas share names neither', async () => {
    const { document, diagnostics } = await loadFiles({
      'api.json': openapi({
        components: { schemas: { A: { $anchor: 'x' }, B: { $anchor: 'x' }, C: { $ref: '#x' } } },
      }),
    });
    expect(diagnostics.map(({ place }) => place?.pointer)).toEqual(['/components/schemas/C']);
    expect(document?.isDangling({ file: 'api.json', pointer: '/components/schemas/C' })).toBe(true);
  });
});

describe('a dynamic reference', () => {
  const page = {
    $id: 'page',
    properties: { items: { items: { $dynamicRef: '#item' } } },
    $defs: { item: { $dynamicAnchor: 'item' } },
  };

  test('leads to its own anchor from its own place', async () => {
    const { at } = await plain({ Page: page });
    expect(at('/Page/properties/items/items')).toEqual({ $ref: '#/components/schemas/Page/$defs/item' });
  });

  test('leads to the anchor of whoever refers to its schema: that one is copied for it', async () => {
    const { at, document } = await plain({
      Page: page,
      Pets: { $id: 'pets', $ref: 'page', $defs: { item: { $dynamicAnchor: 'item', ...string } } },
    });
    const copy = decodeURIComponent(String(at('/Pets/$ref'))).slice('#/components/schemas'.length);
    expect(copy).toMatch(/^\/Pets\/\$defs\/Page [0-9a-f]{6}$/);
    expect(at(`${copy}/properties/items/items`)).toEqual({ $ref: '#/components/schemas/Pets/$defs/item' });
    expect(at('/Page/properties/items/items')).toEqual({ $ref: '#/components/schemas/Page/$defs/item' });
    expect(document.placeOf(`/components/schemas${copy}/properties`)).toEqual({
      file: 'api.json',
      pointer: '/components/schemas/Page/properties',
    });
  });

  test('has nothing copied that asks for no name, so that components stay what they are', async () => {
    const { at } = await plain({
      Pet: { properties: { name: string, friend: { $ref: '#/components/schemas/Pet' } } },
      Page: page,
      Pets: {
        $id: 'pets',
        $ref: 'page',
        $defs: { item: { $dynamicAnchor: 'item', $ref: '#/components/schemas/Pet' } },
      },
    });
    expect(at('/Pets/$defs/item/$ref')).toBe('#/components/schemas/Pet');
    expect(Object.keys(Object(at('/Pets/$defs')))).toEqual(['item', expect.stringMatching(/^Page /)]);
  });

  test('of a schema that contains itself is copied once', async () => {
    const { at } = await plain({
      Tree: {
        $id: 'tree',
        $dynamicAnchor: 'node',
        properties: { children: { items: { $dynamicRef: '#node' } } },
      },
      Strict: { $id: 'strict', $dynamicAnchor: 'node', $ref: 'tree', unevaluatedProperties: false },
    });
    expect(Object.keys(Object(at('/Strict/$defs')))).toHaveLength(1);
    const copy = decodeURIComponent(String(at('/Strict/$ref'))).slice('#/components/schemas'.length);
    expect(at(`${copy}/properties/children/items`)).toEqual({ $ref: '#/components/schemas/Strict' });
  });

  test('to what is no dynamic anchor is a plain one', async () => {
    const { at } = await plain({
      A: { $id: 'a', $defs: { x: { $anchor: 'x' } }, $ref: '#x', $dynamicRef: '#x' },
    });
    expect(at('/A/allOf')).toEqual([{ $ref: '#/components/schemas/A/$defs/x' }]);
  });

  test('stays where two schemas have its anchor', async () => {
    const { at } = await plain({
      A: { $dynamicAnchor: 'x' },
      B: { $dynamicAnchor: 'x' },
      C: { items: { $dynamicRef: '#x' } },
    });
    expect(at('/C/items')).toEqual({ $dynamicRef: '#x' });
  });

  test('stays where the document has more names than any real one', async () => {
    const names = Array.from({ length: 101 }, (_, index) => `n${index}`);
    const schemas = names.map((name) => [name, { $dynamicAnchor: name, items: { $dynamicRef: `#${name}` } }]);
    const { at } = await plain(Object.fromEntries(schemas));
    expect(at('/n0/items')).toEqual({ $ref: '#/components/schemas/n0' });
    expect(at('/n100/items')).toEqual({ $dynamicRef: '#n100' });
  });

  test('ends, however many ways lead through the document', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `n${index}`);
    const all = names.map((name) => ({ $ref: name }));
    const schemas = names.map((name) => [
      name,
      { $id: name, $dynamicAnchor: name, anyOf: all, items: { $dynamicRef: `#${name}` } },
    ]);
    const { document } = await loadFiles({
      'api.json': openapi({ components: { schemas: Object.fromEntries(schemas) } }),
    });
    const size = document === null ? 0 : JSON.stringify(document.root).length;
    expect(size).toBeLessThan(2_000_000);
  });
});

describe('a dialect that the document describes', () => {
  const vocab = 'https://json-schema.org/draft/2020-12/vocab';
  const loose = { $id: 'loose', $vocabulary: { [`${vocab}/core`]: true, [`${vocab}/applicator`]: true } };

  test('is read without the keywords that it leaves out', async () => {
    const { at } = await plain({
      Loose: loose,
      Pet: {
        $schema: 'file:///loose',
        properties: { age: { type: 'number', minimum: 0 } },
        required: ['age'],
      },
    });
    expect(at('/Pet')).toEqual({ properties: { age: {} } });
  });

  test('stays as it is where it demands what nobody here knows', async () => {
    const pet = { $schema: 'file:///strange', type: 'string' };
    const { at } = await plain({
      Strange: { $id: 'strange', $vocabulary: { 'https://pets.example/vocab': true } },
      Pet: pet,
    });
    expect(at('/Pet')).toEqual(pet);
  });

  test('may know more than is demanded', async () => {
    const { at } = await plain({
      More: {
        $id: 'more',
        $vocabulary: { [`${vocab}/validation`]: true, 'https://pets.example/vocab': false },
      },
      Pet: { $schema: 'file:///more', type: 'string' },
    });
    expect(at('/Pet')).toEqual({ type: 'string' });
  });
});
