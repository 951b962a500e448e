/** A run after a change writes what it would write without any memory, whatever the memory and the old package hold. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../generator/emit/files.ts';
import { check } from '../../generator/dry-run.ts';
import { generate } from '../../generator/generate.ts';
import { cacheFolder } from '../../generator/memory/memory.ts';
import type { GenerateOptions } from '../../generator/options.ts';
import { defaults, readAll, root, withFolder } from '../support/generated-package.ts';

const corpus = join(root, '../shared/corpus/openapi');
const largest = 100_000;
const documents: readonly (readonly [string, string])[] = [
  ['ARTU', join(root, 'specs/workflows.json')],
  ['pet-hotel', join(root, 'test/fixtures/pet-hotel/spec.yaml')],
  ...corpusDocuments(),
];

function corpusDocuments(): readonly (readonly [string, string])[] {
  if (!existsSync(corpus)) return [];
  return readdirSync(corpus)
    .toSorted()
    .flatMap((folder) => {
      const files = readdirSync(join(corpus, folder)).filter((name) => name.endsWith('.json'));
      const [file] = files;
      const path = join(corpus, folder, file ?? '');
      const isOne = files.length === 1 && isChangeable(readFileSync(path, 'utf8'));
      return isOne ? [[folder, path] as const] : [];
    });
}

/** The analysis of a pattern with a repeated group can take longer than everything else. */
function isChangeable(text: string): boolean {
  return text.length < largest && !/"pattern".*\)[*+{]/.test(text) && changed(text, 'One') !== text;
}

/** The description of a schema, in the middle of the document. */
function changed(text: string, word: string): string {
  const found = [...text.matchAll(/description"?: "?(?=[A-Za-z])/g)];
  const middle = found[Math.floor(found.length / 2)];
  if (middle === undefined) return text;
  const end = middle.index + middle[0].length;
  return `${text.slice(0, end)}${word} ${text.slice(end)}`;
}

/** As a user has it: a project with a package of the document, and the memory of the run that wrote it. */
async function withPackage<Result>(
  document: string,
  work: (project: string, options: GenerateOptions) => Promise<Result>,
): Promise<Result> {
  return withFolder(new Map(), async (folder) => {
    const project = join(folder, 'project');
    mkdirSync(join(project, 'node_modules'), { recursive: true });
    const spec = document.endsWith('.json') ? 'spec.json' : 'spec.yaml';
    writeFileSync(join(project, spec), readFileSync(document, 'utf8'));
    const options = { ...defaults, build: true, spec, workingDirectory: project };
    expect((await generate(options)).ok).toBe(true);
    return work(project, options);
  });
}

/** The package that the changed document makes of a copy of the project. */
async function afterChange(
  project: string,
  options: GenerateOptions,
  prepare: (copy: string) => void,
): Promise<Readonly<Record<string, string>>> {
  const copy = join(project, '..', `copy-${sha256(String(prepare)).slice(0, 8)}`);
  cpSync(project, copy, { recursive: true });
  writeFileSync(join(copy, options.spec), changed(readFileSync(join(copy, options.spec), 'utf8'), 'Two'));
  // The memory of a run is that of its output folder.
  renameMemory(project, copy);
  prepare(copy);
  const result = await generate({ ...options, workingDirectory: copy });
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return Object.fromEntries(await readAll(join(copy, 'out')));
}

function renameMemory(from: string, to: string): void {
  const folder = cacheFolder(to) ?? '';
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    rmSync(join(folder, name));
    const moved = name.replace(nameOf(from), nameOf(to));
    writeFileSync(join(folder, moved), text);
  }
}

function nameOf(project: string): string {
  return encodeURIComponent(join(project, 'out')).replaceAll('%2F', '-');
}

function forget(copy: string): void {
  rmSync(join(copy, 'node_modules/.cache'), { recursive: true });
}

function editMemory(copy: string, edit: (text: string) => string): void {
  const folder = cacheFolder(copy) ?? '';
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    writeFileSync(file, edit(readFileSync(file, 'utf8')));
  }
}

/** Changes files and their hashes in the manifest, so that nothing looks edited. */
function forgePackage(copy: string): void {
  const out = join(copy, 'out');
  const manifestFile = join(out, '.clientwright/manifest.json');
  let manifest = readFileSync(manifestFile, 'utf8');
  for (const path of ['src/index.ts', 'src/runtime/send.ts', 'dist/index.js', 'dist/index.d.ts']) {
    const file = join(out, path);
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    const forged = `${text}evil();\n`;
    writeFileSync(file, forged);
    manifest = manifest.replace(sha256(text), sha256(forged));
  }
  writeFileSync(manifestFile, manifest);
}

describe.each(documents)('%s', (_, document) => {
  test('is written the same from a memory, without one, and with a wrong one', async () => {
    await withPackage(document, async (project, options) => {
      const expected = await afterChange(project, options, forget);
      expect(await afterChange(project, options, () => undefined)).toEqual(expected);
      const cut = (text: string): string => text.slice(0, text.length / 2);
      expect(await afterChange(project, options, (copy) => editMemory(copy, cut))).toEqual(expected);
      const swapped = (text: string): string => text.replaceAll(/"text ([0-9a-f])/g, '"text 0');
      expect(await afterChange(project, options, (copy) => editMemory(copy, swapped))).toEqual(expected);
      const others = (text: string): string => text.replace(/"program":"./, '"program":"x');
      expect(await afterChange(project, options, (copy) => editMemory(copy, others))).toEqual(expected);
    });
  });
});

describe('a package with a forged file and a manifest that fits it', () => {
  test('is written anew', async () => {
    await withPackage(join(root, 'test/fixtures/pet-hotel/spec.yaml'), async (project, options) => {
      const expected = await afterChange(project, options, forget);
      expect(await afterChange(project, options, forgePackage)).toEqual(expected);
      const forgetAndForge = (copy: string): void => {
        forget(copy);
        forgePackage(copy);
      };
      expect(await afterChange(project, options, forgetAndForge)).toEqual(expected);
    });
  });

  test('does not pass the check', async () => {
    await withPackage(join(root, 'test/fixtures/pet-hotel/spec.yaml'), async (project, options) => {
      forgePackage(project);
      const { ok, differences } = await check(options);
      expect(ok).toBe(false);
      expect(differences.map(({ file }) => file)).toContain('src/index.ts');
      forget(project);
      expect((await check(options)).ok).toBe(false);
    });
  });
});
