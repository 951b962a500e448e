/** The generated package compiles with every compiler and under every switch; its callers get what they are promised. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { complaintsOf, allCompilersTried } from '../support/compile.ts';
import { generatePackage, readAll, root, withFolder, type Files } from '../support/generated-package.ts';

let committed: Files;
let calls: Files;
beforeAll(async () => {
  committed = await readAll(join(root, 'generated/workflows'));
  calls = await readAll(join(root, 'test/types/calls'));
});

describe('the package of ARTU', () => {
  it.each(allCompilersTried)('compiles without a word from %s', async (compiler) => {
    await withFolder(committed, async (folder) => {
      expect(await complaintsOf({ folder, compiler })).toBe('');
    });
  });

  it('compiles for a bundler', async () => {
    const options = { module: 'esnext', moduleResolution: 'bundler' };
    await withFolder(committed, async (folder) => {
      expect(await complaintsOf({ folder, compiler: 'typescript', options })).toBe('');
    });
  });

  it('compiles with imports of .ts files', async () => {
    const spec = await readFile(join(root, 'specs/workflows.json'), 'utf8');
    const overlay = await readFile(join(root, 'specs/workflows.overlay.yaml'), 'utf8');
    const { files } = await generatePackage({ spec, overlay, options: { importExtension: 'ts' } });
    expect(files.get('src/index.ts')).toContain("from './client.ts'");
    const options = { rewriteRelativeImportExtensions: true };
    await withFolder(files, async (folder) => {
      expect(await complaintsOf({ folder, compiler: 'typescript', options })).toBe('');
    });
  });
});

describe('its callers', () => {
  it.each(allCompilersTried)('may write what they should, and nothing else: %s', async (compiler) => {
    const files = new Map([
      ...[...committed].filter(([path]) => path.startsWith('src/')).map(inPackage),
      ...[...calls].map(([path, text]): [string, string] => [`src/test/types/calls/${path}`, text]),
      ['package.json', '{ "type": "module" }'],
    ]);
    await withFolder(files, async (folder) => {
      const options = { isolatedDeclarations: false, erasableSyntaxOnly: false };
      expect(await complaintsOf({ folder, compiler, options })).toBe('');
    });
  });
});

const inPackage = ([path, text]: readonly [string, string]): [string, string] => [
  `src/generated/workflows/${path}`,
  text,
];
