/** All files that are written are laid out as prettier lays them out, whichever engine has formatted them. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatOptions, formatText } from '../../generator/emit/format-text.ts';
import { statementsWithShortUnion } from '../../generator/emit/short-unions.ts';
import {
  foundCode,
  type FoundCode,
  loadCodeParser,
  loadPortableParser,
} from '../../generator/emit/verify-found.ts';
import { renderPackage } from '../../generator/dry-run.ts';
import { defaults, type Files, readAll, root, withFolder } from '../support/generated-package.ts';
import { isCorpusThere, pathOf, rootOf, usableDocuments } from '../support/corpus.ts';
import { filesThatPrettierChanges } from '../support/prettier-check.ts';

const fixtures = join(root, 'test/fixtures');

/** Short unions: in an alias, a property, an array, an optional property, and one that is just too long. */
const unions = [
  `export type Aaaaaaaaaaaaaaaaaaaaaaaaaaaaa = ${members(5)};`,
  `export interface A { readonly bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb: ${members(4)}; c: 1 }`,
  `export interface A { bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb?: readonly (${members(4)})[]; }`,
  `export interface A { bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb: Array<${members(4)}>; }`,
  `export const cccccccccccccccccccccccccccccccccccccc: ${members(4)} = 'member0';`,
  `export type D = { eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee: ${members(4)} } | null;`,
  `export type F = Promise<${members(4)} | readonly (${members(3)})[]>;`,
  `export function g(hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh: ${members(3)}): ${members(4)} { return 'x' }`,
  `export type Combining = ${Array.from({ length: 8 }, (_, index) => `'${'e\u0301'.repeat(7)}${index}'`).join(' | ')};`,
  `export type Wide = ${Array.from({ length: 8 }, (_, index) => `'${'漢字'.repeat(3)}${index}'`).join(' | ')};`,
  ...Array.from(
    { length: 12 },
    (_, extra) => `export type I${'i'.repeat(40)} = ${members(4)} | '${'j'.repeat(extra + 8)}';`,
  ),
];

function members(count: number): string {
  return Array.from({ length: count }, (_, index) => `'member${index}${'m'.repeat(9)}'`).join(' | ');
}

describe('a union has the layout of prettier', () => {
  test.each(unions)('%s', async (text) => {
    const outcome = await formatText({ path: 'a.ts', format: 'typescript', text });
    if (!outcome.ok) throw new Error(outcome.problem);
    expect(await filesThatPrettierChanges([['a.ts', outcome.text]])).toEqual([]);
  });

  test.each(unions)(
    'and neither a statement before it nor one behind it is in the way of %s',
    async (text) => {
      const around = [
        "import { a } from './a.js';",
        '/**\n * | a |\n *\n * export const a\n */',
        text,
        "// 'b' | 'c'",
        'export const b = call(\n  () => ({\n    c: 1,\n  }),\n);',
        text.replace(/(?<=^export \w+ )\w+/, 'Again'),
      ].join('\n\n');
      const outcome = await formatText({ path: 'a.ts', format: 'typescript', text: around });
      if (!outcome.ok) throw new Error(outcome.problem);
      const whole = await format(around, { ...formatOptions, parser: 'typescript' });
      expect(outcome.text).toBe(whole);
    },
  );

  test('which is that of oxfmt for all but those that fit on a line of their own', () => {
    const onLines = (count: number): string =>
      `export type A =\n${Array.from({ length: count }, (_, index) => `  | 'member${index}'`).join('\n')};\n`;
    expect(shortIn(onLines(8))).toEqual([{ start: 0, end: 9 }]);
    expect(shortIn(onLines(9))).toEqual([]);
    expect(shortIn(onLines(8).replace(/;\n$/, '; // as the server sends it\n'))).toEqual([
      { start: 0, end: 9 },
    ]);
    expect(shortIn(`/**\n * | a | b |\n * | c | d |\n */\n`)).toEqual([]);
  });

  test.each<[string, string]>([
    ['in backquotes', 'export const a = `\n$;\n`;\n'],
    ['in backquotes, behind a string', "export const a = '/*';\nexport const b = `\n$;\n`;\n"],
  ])('for the whole file, where a statement may be text %s', async (_, around) => {
    const text = around.replace('$', "export type A =\n  | 'a'\n  | 'b'");
    expect(shortIn(text)).toBe(null);
    expect(await formatText({ path: 'a.ts', format: 'typescript', text })).toEqual({ ok: true, text });
  });

  test.each<[string, string]>([
    ['a comment', '/*\n$;\n*/\nexport const a = 1;\n'],
    ['a comment behind code', 'export const a = 1; /* of\n$;\n*/\n'],
    ['a comment behind a string', "export const a = ['/*', '*/']; /*\n$;\n*/\n"],
  ])('but not in %s', async (_, around) => {
    const text = around.replace('$', "export type A =\n  | 'a'\n  | 'b'");
    expect(await formatText({ path: 'a.ts', format: 'typescript', text })).toEqual({ ok: true, text });
  });

  test('and backquotes in comments and strings are no text in backquotes', () => {
    const union = "export type A =\n  | 'a'\n  | 'b';\n";
    const text = `/** \`a\` */\nexport const a = '\`'; // \`\n\n/**\n * \`a\`\n */\n${union}`;
    expect(shortIn(text)).toEqual([{ start: 3, end: 9 }]);
  });
});

function shortIn(text: string): ReturnType<typeof statementsWithShortUnion> {
  return statementsWithShortUnion(text, formatOptions.printWidth);
}

describe('prettier changes nothing in', () => {
  let committed: Files;

  beforeAll(async () => {
    committed = await readAll(join(root, 'generated/workflows'));
  });

  test('the committed package', async () => {
    expect(committed.size).toBeGreaterThan(30);
    const sources = [...committed].filter(([path]) => !path.startsWith('dist/'));
    expect(await filesThatPrettierChanges(sources)).toEqual([]);
  });

  test.each(readdirSync(fixtures).filter((idea) => existsSync(join(fixtures, idea, 'spec.yaml'))))(
    'the package of the fixture %s',
    async (idea) => {
      const { files } = await renderPackage({
        ...defaults,
        spec: join(fixtures, idea, 'spec.yaml'),
        workingDirectory: root,
      });
      expect(await filesThatPrettierChanges(withoutCopies(files))).toEqual([]);
    },
  );

  describe.skipIf(!isCorpusThere)(
    'packages of real documents (skipped where ../shared/corpus is absent)',
    () => {
      test.each(isCorpusThere ? realDocuments() : [])('%s', async (entry) => {
        const { files } = await renderPackage({
          ...defaults,
          spec: pathOf(entry),
          root: rootOf(entry),
          workingDirectory: root,
        });
        expect(await filesThatPrettierChanges(withoutCopies(files))).toEqual([]);
      });
    },
  );
});

/** Without the modules of the runtime, which are in the committed package too. */
function withoutCopies(files: Files): Files {
  return new Map([...files].filter(([path]) => !path.startsWith('src/runtime/')));
}

/** Some of moderate size; `npm run test:corpus` tries all. */
function realDocuments(): readonly string[] {
  return usableDocuments
    .filter(({ bytes }) => bytes > 10_000 && bytes < 60_000)
    .filter((_, index) => index % 20 === 0)
    .map(({ entry }) => entry);
}

function configuration(more: object): string {
  const spec = join(root, 'specs/workflows.json');
  const overlays = [join(root, 'specs/workflows.overlay.yaml')];
  return JSON.stringify({ spec, overlays, out: 'out', name: '@artu/workflows', ...more });
}

function generateIn(folder: string, flags: readonly string[]): { status: number | null; stderr: string } {
  const words = [
    '--conditions=clientwright-source',
    join(root, 'generator/cli/bin.ts'),
    'generate',
    '--quiet',
  ];
  return spawnSync(process.execPath, [...flags, ...words], { cwd: folder, encoding: 'utf8' });
}

describe('without native code, as in a sandbox,', () => {
  test('the same bytes are written', async () => {
    await withFolder(
      new Map([['clientwright.config.json', configuration({ build: false })]]),
      async (folder) => {
        expect(generateIn(folder, ['--no-addons'])).toMatchObject({ stderr: '', status: 0 });
        const written = await readAll(join(folder, 'out'));
        await rm(join(folder, 'out'), { recursive: true });
        expect(generateIn(folder, [])).toMatchObject({ stderr: '', status: 0 });
        expect(written).toEqual(await readAll(join(folder, 'out')));
        expect(written.size).toBeGreaterThan(30);
      },
    );
  });

  test('`dist/` is an error that names two ways out, and nothing is written', async () => {
    await withFolder(new Map([['clientwright.config.json', configuration({})]]), async (folder) => {
      const { status, stderr } = generateIn(folder, ['--no-addons']);
      expect(stderr).toContain('error CW5018 dist/ cannot be built: rolldown cannot be loaded.');
      expect(stderr).toContain('@rolldown/binding-wasm32-wasi');
      expect(stderr).toContain('build: false');
      expect(status).toBe(1);
      expect([...(await readAll(folder)).keys()]).toEqual(['clientwright.config.json']);
    });
  });

  test('what is printed is parsed to the same outline', async () => {
    const [parse, parseSlowly] = [await loadCodeParser(), await loadPortableParser()];
    const files = [...(await readAll(join(root, 'generated/workflows')))].filter(([path]) =>
      path.endsWith('.ts'),
    );
    for (const [path, text] of files) {
      const [parsed, parsedSlowly] = [parse(path, text), parseSlowly(path, text)];
      if (!parsed.ok || !parsedSlowly.ok) throw new Error(`${path} does not parse`);
      expect(inOrder(foundCode(parsedSlowly)), path).toEqual(inOrder(foundCode(parsed)));
    }
  });
});

/** Strings, keys and words are found in no order. */
function inOrder({ strings, keys, words, ...found }: FoundCode): object {
  return { ...found, strings: strings.toSorted(), keys: keys.toSorted(), words: [...words].toSorted() };
}

describe('time grows with the text and not with its square:', () => {
  test('an enumeration of 50,000 numbers', async () => {
    const numbers = Array.from({ length: 50_000 }, (_, index) => String(index)).join(' | ');
    const outcome = await formatText({
      path: 'a.ts',
      format: 'typescript',
      text: `export type A = ${numbers};`,
    });
    expect(outcome).toMatchObject({
      ok: true,
      text: expect.stringMatching(/^export type A =\n {2}\| 0\n {2}\| 1\n/),
    });
  });

  test('an interface of 20,000 properties', async () => {
    const properties = Array.from({ length: 20_000 }, (_, index) => `readonly p${index}?: string;`).join(' ');
    const text = `export interface A { ${properties} }`;
    const outcome = await formatText({ path: 'a.ts', format: 'typescript', text });
    expect(outcome).toMatchObject({
      ok: true,
      text: expect.stringContaining('\n  readonly p19999?: string;\n}\n'),
    });
  });
});
