/** How far references reach: the folder of the document, or the one that is named as the root. */
import { rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../generator/diagnostics/catalogue.ts';
import { codes, folderOf, loadFiles, loadIn, openapi } from './load-files.ts';

const string = { type: 'string' };
const schemas = (members: object) => openapi({ components: { schemas: members } });
const anyOf = (...references: readonly string[]) =>
  openapi({ components: { schemas: { All: { anyOf: references.map(($ref) => ({ $ref })) } } } });
const linksAreFree = process.platform !== 'win32';

const project = {
  'api/namespaces/pets.yaml': schemas({ Pet: { $ref: '../schemas/animal.yaml#/Pet' } }),
  'api/schemas/animal.yaml': { Pet: { properties: { name: { $ref: './names.yaml#/Name' } } } },
  'api/schemas/names.yaml': { Name: string },
};

describe('a document whose schemas lie in a folder beside its own', () => {
  test('is refused, with the option that helps', async () => {
    const { document, diagnostics } = await loadFiles(project);
    expect(document).toBeNull();
    expect(codes(diagnostics)).toEqual(['CW1020 api/namespaces/pets.yaml#/components/schemas/Pet']);
    expect(catalogue.CW1020.fix).toContain('`root`');
  });

  test.each(['api', './api/', '.', 'api/namespaces/..'])('is read whole from the root %j', async (root) => {
    const { document, diagnostics } = await loadFiles(project, { root });
    expect(diagnostics).toEqual([]);
    expect(document?.root['components']).toEqual({
      schemas: { Name: string, Pet: { properties: { name: { $ref: '#/components/schemas/Name' } } } },
    });
    expect(document?.placeOf('/components/schemas/Name/type')).toEqual({
      file: 'api/schemas/names.yaml',
      pointer: '/Name/type',
    });
  });

  test('is read from an absolute root', async () => {
    const folder = await folderOf(project);
    const spec = 'api/namespaces/pets.yaml';
    const { diagnostics } = await loadIn(folder, { spec, root: join(folder, 'api') });
    expect(diagnostics).toEqual([]);
  });
});

describe('a reference out of the root', () => {
  const options = { spec: 'api/namespaces/pets.yaml', root: 'api' };

  test.each([
    '../../secret.yaml',
    '../schemas/../../secret.yaml',
    '../../api-old/a.yaml',
    'file:///etc/a.yaml',
  ])('is refused: %s', async (reference) => {
    const { document, diagnostics } = await loadFiles(
      {
        'api/namespaces/pets.yaml': schemas({ A: { $ref: reference } }),
        'secret.yaml': string,
        'api-old/a.yaml': string,
      },
      options,
    );
    expect(document).toBeNull();
    expect(codes(diagnostics)).toEqual(['CW1020 api/namespaces/pets.yaml#/components/schemas/A']);
  });

  test('is refused in a file that was itself let through', async () => {
    const { document, diagnostics } = await loadFiles(
      {
        'api/namespaces/pets.yaml': schemas({ A: { $ref: '../schemas/a.yaml' } }),
        'api/schemas/a.yaml': { properties: { b: { $ref: '../../secret.yaml' } } },
        'secret.yaml': string,
      },
      options,
    );
    expect(document).toBeNull();
    expect(codes(diagnostics)).toEqual(['CW1020 api/schemas/a.yaml#/properties/b']);
  });

  test.skipIf(!linksAreFree)('is refused through a symbolic link', async () => {
    const folder = await folderOf({
      'api/namespaces/pets.yaml': schemas({
        A: { $ref: '../schemas/link.yaml' },
        B: { $ref: '../linked/a.yaml' },
      }),
      'api/schemas/a.yaml': string,
      'elsewhere/a.yaml': string,
    });
    await symlink(join(folder, 'elsewhere/a.yaml'), join(folder, 'api/schemas/link.yaml'));
    await symlink(join(folder, 'elsewhere'), join(folder, 'api/linked'));
    const { document, diagnostics } = await loadIn(folder, options);
    expect(document).toBeNull();
    expect(codes(diagnostics)).toEqual([
      'CW1020 api/namespaces/pets.yaml#/components/schemas/A',
      'CW1020 api/namespaces/pets.yaml#/components/schemas/B',
    ]);
  });

  test.skipIf(!linksAreFree)('is followed through a symbolic link that stays below it', async () => {
    const folder = await folderOf(project);
    await rename(join(folder, 'api/schemas'), join(folder, 'api/real'));
    await symlink(join(folder, 'api/real'), join(folder, 'api/schemas'));
    expect((await loadIn(folder, options)).diagnostics).toEqual([]);
  });
});

test.skipIf(!linksAreFree)(
  'what is not there is missing, also where the project is reached by a link',
  async () => {
    const folder = await folderOf({ 'project/api/a.yaml': schemas({ A: { $ref: '../more/b.yaml' } }) });
    await symlink(join(folder, 'project'), join(folder, 'link'));
    const options = { root: 'link' };
    const dangling = await loadIn(folder, { ...options, spec: 'link/api/a.yaml' });
    expect(codes(dangling.diagnostics)).toEqual(['CW1023 link/api/a.yaml#/components/schemas/A']);
    const missing = await loadIn(folder, { ...options, spec: 'link/nowhere/a.yaml' });
    expect(codes(missing.diagnostics)).toEqual(['CW1001 link/nowhere/a.yaml#']);
  },
);

describe('a document outside of its root', () => {
  test.each(['api/schemas', 'api/namespaces/pets.yaml', 'api/name', '../elsewhere'])(
    'is not read: %s',
    async (root) => {
      const { document, diagnostics, sources } = await loadFiles(project, { root });
      expect(document).toBeNull();
      expect(codes(diagnostics)).toEqual(['CW6013 api/namespaces/pets.yaml#']);
      expect([...sources]).toEqual([]);
    },
  );

  test.skipIf(!linksAreFree)('is not read through a folder that leads out of it', async () => {
    const folder = await folderOf({ 'elsewhere/a.yaml': schemas({}), 'api/b.yaml': string });
    await symlink(join(folder, 'elsewhere'), join(folder, 'api/linked'));
    const { document, diagnostics } = await loadIn(folder, { spec: 'api/linked/a.yaml', root: 'api' });
    expect(document).toBeNull();
    expect(codes(diagnostics)).toEqual(['CW6013 api/linked/a.yaml#']);
  });
});

describe('names of what lies in another folder', () => {
  const namesIn = async (folder: string, spec: string, root: string) => {
    const { document, diagnostics } = await loadIn(folder, { spec, root });
    expect(diagnostics).toEqual([]);
    return Object.keys(Object(document?.root['components']).schemas);
  };

  test('are those of its folders below the root', async () => {
    const folder = await folderOf({
      'api/v1/main.yaml': anyOf('../cats/x/pet.yaml', '../dogs/x/pet.yaml'),
      'api/cats/x/pet.yaml': string,
      'api/dogs/x/pet.yaml': string,
    });
    expect(await namesIn(folder, 'api/v1/main.yaml', 'api')).toEqual(['All', 'cats_x_pet', 'dogs_x_pet']);
  });

  test('stay as they are below the folder of the document when the root is widened', async () => {
    const folder = await folderOf({
      'api/v1/main.yaml': anyOf('cats/x/pet.yaml', 'dogs/x/pet.yaml', 'a/b.yaml', 'a_b.yaml'),
      'api/v1/cats/x/pet.yaml': string,
      'api/v1/dogs/x/pet.yaml': string,
      'api/v1/a/b.yaml': string,
      'api/v1/a_b.yaml': string,
    });
    const narrow = await namesIn(folder, 'api/v1/main.yaml', 'api/v1');
    expect(narrow).toEqual(['All', 'a_b', 'b', 'cats_x_pet', 'dogs_x_pet']);
    expect(await namesIn(folder, 'api/v1/main.yaml', '.')).toEqual(narrow);
  });

  test('are apart where one path below the document and one below the root read the same', async () => {
    const files = {
      'api/v1/main.yaml': openapi({
        components: {
          schemas: { All: { anyOf: [{ $ref: 'x/pet.yaml' }, { $ref: '../x/pet.yaml' }] }, pet: string },
        },
      }),
      'api/v1/x/pet.yaml': { title: 'inner' },
      'api/x/pet.yaml': { title: 'outer' },
    };
    const here = await namesIn(await folderOf(files), 'api/v1/main.yaml', 'api');
    expect(here).toHaveLength(4);
    expect(here.filter((name) => /^x_pet_[0-9a-f]{16}$/.test(name))).toHaveLength(2);
    const elsewhere = await folderOf(
      Object.fromEntries(Object.entries(files).map(([path, content]) => [`checkout/${path}`, content])),
    );
    expect(await namesIn(elsewhere, 'checkout/api/v1/main.yaml', 'checkout/api')).toEqual(here);
  });

  test('that slashes and underscores would make one are two', async () => {
    const taken = { b: string, a_b: string };
    const folder = await folderOf({
      'main.yaml': schemas({ ...taken, All: { anyOf: [{ $ref: 'a/b.yaml' }, { $ref: 'a_b.yaml' }] } }),
      'a/b.yaml': { title: 'folder' },
      'a_b.yaml': { title: 'file' },
    });
    const { document } = await loadIn(folder, { spec: 'main.yaml' });
    const titles = Object.values(Object(document?.root['components']).schemas).map(
      (each) => Object(each).title,
    );
    expect(titles.filter((title) => title !== undefined).sort()).toEqual(['file', 'folder']);
  });
});
