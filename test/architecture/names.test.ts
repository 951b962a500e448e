import { describe, expect, test } from 'vitest';
import { ownModules } from '../../generator/own-file.ts';
import { emptyNames, exportsOf, lonelyExports, openReExports } from './names.ts';
import { allModules, parseModule, publishedModules } from './source-tree.ts';

const published = publishedModules();

describe('names say what a thing is', () => {
  test('no file, folder or export is named for being of use', () => {
    expect(allModules().flatMap(emptyNames)).toEqual([]);
  });

  test('an empty word is found wherever it stands in a name', () => {
    const text = 'export const parserUtils = 1;\nexport interface PetInfo {}\nexport type Metadata = 1;';
    expect(emptyNames(parseModule('generator/string-helpers.ts', text))).toEqual([
      'generator/string-helpers.ts string-helpers',
      'generator/string-helpers.ts PetInfo',
      'generator/string-helpers.ts parserUtils',
    ]);
  });

  // The entry of the package re-exports the whole API, which it names nowhere else.
  const packageEntry = 'generator/clientwright.ts';

  test('no module but the entry of the package re-exports another one whole', () => {
    const found = published.filter(({ path }) => path !== packageEntry).flatMap(openReExports);
    expect(found).toEqual([]);
  });

  test('the entry of the package needs its exemption', () => {
    const entry = published.filter(({ path }) => path === packageEntry);
    expect(entry.flatMap(openReExports)).not.toEqual([]);
  });

  test('one that does is found', () => {
    const text = `export * from './a.ts';\nexport type * from './b.ts';`;
    expect(openReExports(parseModule('a.ts', text))).toEqual(['a.ts:1 export *']);
  });
});

describe('what is exported', () => {
  const all = allModules();

  // Generated code imports them.
  const isOffered = (path: string): boolean => path.startsWith('templates/runtime/files/');

  test('is imported by another module', () => {
    const own = published.filter(({ path }) => !isOffered(path));
    expect(own.flatMap((module) => lonelyExports(module, all))).toEqual([]);
  });

  test('modules of the runtime need their exemption', () => {
    const offered = published.filter(({ path }) => isOffered(path));
    expect(offered.flatMap((module) => lonelyExports(module, all))).not.toEqual([]);
  });

  test('what nobody imports is found', () => {
    const text = 'export const used = 1;\nexport function unused() {}\nexport interface Shape {}';
    const module = parseModule('generator/a.ts', text);
    const named = parseModule('generator/b.ts', `import { used } from './a.ts';`);
    const whole = parseModule('generator/b.ts', `import * as a from './a.ts';`);
    expect(lonelyExports(module, [named])).toEqual(['generator/a.ts unused']);
    expect(lonelyExports(module, [whole])).toEqual([]);
  });
});

describe('the exports of the runtime', () => {
  const folder = 'templates/runtime/files/';
  const files = published.filter(({ path }) => path.startsWith(folder));

  test('are read from its modules as a parser reads them', () => {
    const parsed = files.map((module) => [
      module.path.slice(folder.length, -'.ts'.length),
      exportsOf(module),
    ]);
    const read = ownModules(folder).map(({ name, exports }) => {
      const named = (meaning: string): readonly string[] =>
        exports.flatMap((one) => (one.meaning === meaning ? [one.name] : [])).toSorted();
      return [name, { types: named('type'), values: named('value') }];
    });
    expect(Object.fromEntries(read)).toEqual(Object.fromEntries(parsed));
  });

  test('each is unique in the runtime: a template requests it by its name alone', () => {
    const names = ownModules(folder).flatMap(({ exports }) => exports.map(({ name }) => name));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('tells types from values, and its own from those of others', () => {
    const text = [
      'export class A {}',
      'export function b() {}',
      'export const c = 1;',
      'export interface D {}',
      'export type E = 1;',
      'export { f, type G };',
      'export type { H };',
      `export type { I } from './i.js';`,
      'const inner = 1;',
    ].join('\n');
    expect(exportsOf(parseModule('a.ts', text))).toEqual({
      types: ['D', 'E', 'G', 'H'],
      values: ['A', 'b', 'c', 'f'],
    });
  });
});
