/** The part of the checklist that is about files: what a bundle has of the generated package, and what it depends on. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { generatePackage, root, withFolder } from '../support/generated-package.ts';

const { files } = await generatePackage({
  spec: await readFile(join(root, 'specs/workflows.json'), 'utf8'),
  overlay: await readFile(join(root, 'specs/workflows.overlay.yaml'), 'utf8'),
});

/** A program that imports from the package, bundled and minified. */
async function bundled(program: string): Promise<string> {
  return withFolder(files, async (folder) => {
    const { outputFiles } = await build({
      stdin: { contents: program, loader: 'ts', resolveDir: folder },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'neutral',
      target: 'es2022',
      write: false,
    });
    return outputFiles[0]?.text ?? '';
  });
}

/** One call with the checks of its response, which are most of it. */
const mostBytes = 12_000;

describe('the checklist, of the package', () => {
  it('131: an import that is not used leaves nothing', async () => {
    expect(await bundled("import './src/index.ts';")).toBe('');
  });

  it('131: one function is no whole client', async () => {
    const executions = "'./src/resources/workflows/executions.ts'";
    const one = await bundled(
      `export { retrieve } from ${executions}; export { createTransport } from './src/index.ts';`,
    );
    expect(gzipSync(one, { level: 9 }).length).toBeLessThan(mostBytes);
    expect(one).not.toContain('ExecutionCompleted');
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
