import { describe, expect, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { checkOutputPaths } from '../../generator/emit/output-path.ts';

function codesFor(...paths: readonly string[]): readonly string[] {
  const diagnostics = new DiagnosticCollector();
  checkOutputPaths(paths, diagnostics);
  return diagnostics.all.map(({ code }) => code);
}

test.each([
  'src/client.ts',
  'README.md',
  '.gitattributes',
  '.clientwright/names.json',
  'a'.repeat(200),
  'src/.gitkeep',
])('%s may be written', (path) => expect(codesFor(path)).toEqual([]));

test.each([
  '',
  '/etc/passwd',
  '../outside.ts',
  'src/../../outside.ts',
  'src/./client.ts',
  'src//client.ts',
  'src/',
  'src\\client.ts',
  'C:/client.ts',
  'src/client.ts:stream',
  'src/con',
  'src/AUX.ts',
  'lpt1.tar.gz',
  'src/trailing.',
  'src/trailing ',
  'src/caf\u00e9.ts',
  'src/nul\0.ts',
  'src/%2e%2e/client.ts',
  '.git/hooks/pre-commit',
  'src/.GIT/config',
  'a'.repeat(201),
])('%j may not be written', (path) => expect(codesFor(path)).toContain('CW5002'));

test.each([
  '.clientwright/manifest.json',
  '.clientwright/lock',
  '.clientwright/staging/0',
  '.ClientWright/names.json',
])('%s is ours alone', (path) => expect(codesFor(path)).toEqual(['CW5002']));

describe('two paths that cannot stand side by side', () => {
  test('the same path twice', () => expect(codesFor('a.ts', 'a.ts')).toEqual(['CW5003']));
  test('names that differ in case', () => expect(codesFor('src/Pet.ts', 'src/pet.ts')).toEqual(['CW5003']));
  test('folders that differ in case', () => expect(codesFor('Src/pet.ts', 'src/pet.ts')).toEqual(['CW5003']));
  test('a file and a folder of the same name', () =>
    expect(codesFor('src/pet/toy.ts', 'src/pet')).toEqual(['CW5003']));
  test('a prefix that is no folder is fine', () =>
    expect(codesFor('src/pet', 'src/petition.ts')).toEqual([]));
});
