import { describe, expect, test } from 'vitest';
import { formatText } from '../../generator/emit/format-text.ts';
import type { UnformattedFile } from '../../generator/emit/files.ts';
import { print } from '../../generator/emit/print.ts';
import { code, literal, type } from '../../generator/template/code.ts';
import type { FileContent, Statement } from '../../generator/template/structures.ts';
import { smallPlan, symbolOf } from './small-plan.ts';

const petFile = 'src/models/pet.ts';
const listFile = 'src/resources/pets.ts';
const indexFile = 'src/index.ts';

const pet: Statement = {
  kind: 'interface',
  name: symbolOf('pet'),
  exported: true,
  docs: { text: 'A pet.' },
  members: [
    { kind: 'property', name: 'x-name', type: code`string`, optional: true, docs: { text: 'Its name.' } },
    { kind: 'index', key: 'string', type: code`unknown` },
  ],
};

const list: Statement = {
  kind: 'function',
  name: symbolOf('list'),
  exported: true,
  parameters: [{ name: code`limit`, type: code`number`, optional: true }],
  returns: code`readonly ${type(symbolOf('pet'))}[]`,
  body: [code`return [];`],
};

const url: Statement = {
  kind: 'const',
  name: symbolOf('url'),
  exported: false,
  type: null,
  value: literal('/pets'),
};

interface Package {
  readonly petName?: string;
  readonly petMeaning?: 'type' | 'value';
  readonly statements?: readonly Statement[];
  readonly importExtension?: 'js' | 'ts';
}

function printed({
  petName = 'Pet',
  petMeaning = 'type',
  statements = [pet],
  importExtension = 'js',
}: Package = {}): readonly UnformattedFile[] {
  const plan = smallPlan([
    { identity: 'pet', name: petName, meaning: petMeaning, file: petFile },
    { identity: 'list', file: listFile },
    { identity: 'url', file: listFile },
  ]);
  const files: readonly [string, FileContent][] = [
    ['API.md', { kind: 'signatures', title: 'Pets' }],
    [indexFile, { kind: 'code', statements: [{ kind: 'reexport', symbols: [symbolOf('pet')] }] }],
    [petFile, { kind: 'code', statements }],
    [listFile, { kind: 'code', statements: [url, list] }],
  ];
  return print({
    files: files.map(([path, content]) => ({ identity: path, path, content })),
    plan,
    isPackage: true,
    importExtension,
  });
}

async function textOf(path: string, files = printed()): Promise<string> {
  const file = files.find((each) => each.path === path);
  const outcome = await formatText({
    path,
    format: file?.format ?? 'text',
    text: (await file?.text()) ?? '',
  });
  if (!outcome.ok) throw new Error(outcome.problem);
  return outcome.text;
}

function hashOf(path: string, files: readonly UnformattedFile[]): string | undefined {
  return files.find((file) => file.path === path)?.sourceHash;
}

describe('a file', () => {
  test('has its declarations with their docs', async () => {
    expect(await textOf(petFile)).toBe(
      [
        '/** A pet. */',
        'export interface Pet {',
        '  [key: string]: unknown;',
        '  /** Its name. */',
        "  'x-name'?: string;",
        '}',
        '',
      ].join('\n'),
    );
  });

  test.each(['js', 'ts'] as const)(
    'imports what it says, by paths that end in .%s',
    async (importExtension) => {
      expect(await textOf(listFile, printed({ importExtension }))).toBe(
        [
          `import type { Pet } from '../models/pet.${importExtension}';`,
          '',
          "const url = '/pets';",
          '',
          'export function list(limit?: number): readonly Pet[] {',
          '  return [];',
          '}',
          '',
        ].join('\n'),
      );
    },
  );
});

describe('the signatures of a package', () => {
  test('are its exports by file, without words and bodies', async () => {
    const text = await textOf('API.md');
    expect(text).toContain('# Pets');
    expect(text).toContain('declare function list(limit?: number): readonly Pet[];');
    expect(text).not.toContain('A pet.');
    expect(text).not.toContain('url');
  });

  test('leave out what is exported for the package alone', async () => {
    expect(await textOf('API.md', printed({ statements: [{ ...pet, internal: true }] }))).not.toContain(
      'interface',
    );
  });
});

describe('the hash of a file', () => {
  test('is the same for the same package', () => {
    expect(printed().map(({ sourceHash }) => sourceHash)).toEqual(
      printed().map(({ sourceHash }) => sourceHash),
    );
  });

  test('changes with a name that it only imports', () => {
    const [before, after] = [printed(), printed({ petName: 'Animal' })];
    for (const path of ['API.md', petFile, listFile])
      expect(hashOf(path, after)).not.toBe(hashOf(path, before));
  });

  test('changes where what it hands on becomes a value', async () => {
    const [before, after] = [printed(), printed({ petMeaning: 'value' })];
    expect(await textOf(indexFile, before)).toBe("export type { Pet } from './models/pet.js';\n");
    expect(await textOf(indexFile, after)).toBe("export { Pet } from './models/pet.js';\n");
    expect(hashOf(indexFile, after)).not.toBe(hashOf(indexFile, before));
  });

  test('changes with its words; that of files beside it does not', () => {
    const [before, after] = [printed(), printed({ statements: [{ ...pet, docs: { text: 'An animal.' } }] })];
    expect(hashOf(petFile, after)).not.toBe(hashOf(petFile, before));
    expect(hashOf(listFile, after)).toBe(hashOf(listFile, before));
    expect(hashOf('API.md', after)).toBe(hashOf('API.md', before));
  });

  test('changes with how imports end', () => {
    expect(hashOf(listFile, printed({ importExtension: 'ts' }))).not.toBe(hashOf(listFile, printed()));
  });
});
