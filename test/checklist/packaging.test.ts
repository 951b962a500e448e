/** The part of the checklist that is about files: what a bundle has of the generated package, and what it depends on. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bundled as bundledFrom } from '../support/bundle.ts';
import { generatePackage, root, withFolder } from '../support/generated-package.ts';

const { files } = await generatePackage({
  spec: await readFile(join(root, 'specs/workflows.json'), 'utf8'),
  overlay: await readFile(join(root, 'specs/workflows.overlay.yaml'), 'utf8'),
});
const harbour = await generatePackage({
  spec: await readFile(join(root, 'test/checklist/harbour.yaml'), 'utf8'),
  specFile: 'spec.yaml',
});

/** A program that imports from the package, bundled and minified. */
async function bundled(program: string, own = files): Promise<string> {
  return withFolder(own, async (folder) => bundledFrom({ program, folder }));
}

describe('the checklist, of the package', () => {
  it('131: an import that is not used leaves nothing', async () => {
    expect(await bundled("import './src/index.ts';")).toBe('');
  });

  it('131: one function and its transport are less than 9 kB, and nothing of the others', async () => {
    const program = `export { retrieve } from './src/resources/berths.ts'; export { createTransport } from './src/index.ts';`;
    const one = await bundled(program, harbour.files);
    expect(gzipSync(one, { level: 9 }).length).toBeLessThan(9_000);
    expect(one).toContain('berths.retrieve');
    expect(one).not.toMatch(/berths\.search|log\.follow|ships\.list/);
  });

  it('133: the package depends on nothing', () => {
    const described = JSON.parse(files.get('package.json') ?? '{}');
    for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies']) {
      expect(described).not.toHaveProperty(kind);
    }
    const imports = [...files].flatMap(([path, text]) =>
      path.endsWith('.ts') ? [...text.matchAll(/\bfrom '([^'.][^']*)'/g)].map(([, name]) => name) : [],
    );
    expect(imports).toEqual([]);
  });
});
