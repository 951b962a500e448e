import { describe, expect, test } from 'vitest';
import { emptyDocs, missingDocs, missingOpening, namesAbroad, unwantedComments } from './documentation.ts';
import { allModules, parseModule, publishedModules } from './source-tree.ts';

const published = publishedModules();

describe('every file opens with a sentence', () => {
  test('in the sources', () => {
    expect(published.flatMap(missingOpening)).toEqual([]);
  });

  test('a file without one is found; a shebang may stand above it', () => {
    const opens = (text: string): boolean => missingOpening(parseModule('a.ts', text)).length === 0;
    expect(opens('/** Text → words. */\nexport const a = 1;')).toBe(true);
    expect(opens('#!/usr/bin/env node\n/** Text → words. */')).toBe(true);
    expect(opens('export const a = 1;\n/** Text → words. */')).toBe(false);
    expect(opens('// Text to words.\nexport const a = 1;')).toBe(false);
    expect(opens('/** words */')).toBe(false);
  });
});

describe('what another area calls says what its signature cannot', () => {
  test('in the sources', () => {
    const abroad = namesAbroad(published);
    expect(published.flatMap((module) => missingDocs(module, abroad.get(module.path) ?? new Set()))).toEqual(
      [],
    );
  });

  test('one among others is found, a guard is not; of one alone, the opening sentence speaks', () => {
    const both = new Set(['a', 'b', 'isC']);
    const alone = 'export function a() {}';
    const more = 'export class b {}\nexport function isC(c: unknown): c is C {}\nexport function inner() {}';
    expect(missingDocs(parseModule('a.ts', alone), both)).toEqual([]);
    expect(missingDocs(parseModule('a.ts', `/** Sorts. */\n${alone}\n${more}`), both)).toEqual([
      'a.ts:3 b has no doc comment',
    ]);
  });

  test('an area is abroad to all others, and to itself is not', () => {
    const named = `import { a, type B } from '../load/a.ts';\nimport { c } from './c.ts';`;
    const abroad = namesAbroad([parseModule('generator/emit/x.ts', named)]);
    expect(abroad).toEqual(new Map([['generator/load/a.ts', new Set(['a', 'B'])]]));
  });

  test('no doc comment only says the name again', () => {
    expect(published.flatMap(emptyDocs)).toEqual([]);
    const text =
      '/** The node kind. */\nexport type NodeKind = 1;\n/** How it is read. */\nexport type Mode = 2;';
    expect(emptyDocs(parseModule('a.ts', text))).toEqual(['a.ts:1 says nothing of NodeKind']);
  });
});

describe('comments tell why', () => {
  test('no notes to oneself, no rules switched off, no banners, no code', () => {
    expect(allModules().flatMap(unwantedComments)).toEqual([]);
  });

  test.each([
    ['// TODO later'],
    ['// @ts-ignore'],
    ['// oxlint-disable-next-line no-new'],
    ['// -------- parts --------'],
    ['// const before = 1;'],
  ])('%s is found', (text) => {
    expect(unwantedComments(parseModule('a.ts', text))).toHaveLength(1);
  });

  test('a sentence about code is none', () => {
    const text = '// Return values are checked: `const a = b` alone is not. A to-do list is a legal name.';
    expect(unwantedComments(parseModule('a.ts', text))).toEqual([]);
  });
});
