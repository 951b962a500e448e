/** What makes `dist/` load fast in Node.js: a short `package.json`, and functions whose body is skipped. */
import { SourceMap } from 'node:module';
import { describe, expect, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { distFiles } from '../../generator/emit/dist.ts';
import { memoryWith } from './kept-in-memory.ts';
import { nothing, outputFiles, type Tree } from './output-folder.ts';

const exported = { exports: { '.': { default: './dist/index.js' } }, type: 'module', name: '@pets/client' };
const call = `export function call(describe: () => unknown, ..._: unknown[]): () => unknown {\n  return describe;\n}\n`;

async function built(source: string, manifest: object = {}): Promise<Tree> {
  const diagnostics = new DiagnosticCollector();
  const tree = {
    'package.json': JSON.stringify({ ...exported, sideEffects: false, ...manifest }),
    'src/index.ts': `import { call } from './call.js';\n${source}`,
    'src/call.ts': call,
  };
  const earlier = { previous: nothing, memory: memoryWith() };
  const files = await distFiles(outputFiles(tree), earlier, diagnostics);
  expect(diagnostics.all).toEqual([]);
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

const code = async (source: string): Promise<string> => (await built(source))['dist/index.js'] ?? '';
const constant = (value: string): string => `export const get: () => unknown = ${value};\n`;

describe('the package.json of dist/', () => {
  test('repeats the kind of the modules and their side effects', async () => {
    const files = await built(constant('call(() => 1)'));
    expect(JSON.parse(files['dist/package.json'] ?? '')).toEqual({ type: 'module', sideEffects: false });
  });

  test.each([
    ['lists modules with side effects', constant('call(() => 1)'), { sideEffects: ['./dist/index.js'] }],
    ['has imports', constant('call(() => 1)'), { imports: { '#own': './dist/index.js' } }],
    ['has modules of another kind', constant('call(() => 1)'), { type: 'commonjs' }],
    ['is imported by its modules', `export * from '@pets/client/more';\n${constant('call(() => 1)')}`, {}],
  ])('is absent if the package %s', async (_, source, manifest) => {
    expect(Object.keys(await built(source, manifest))).not.toContain('dist/package.json');
  });

  test('is written for a package that imports others', async () => {
    const files = await built(`export { z } from 'zod';\n${constant('call(() => 1)')}`);
    expect(Object.keys(files)).toContain('dist/package.json');
  });
});

describe('a function that describes what a call makes, while its module is loaded', () => {
  test.each([
    ['', 'call(() => ({\n  one: 1,\n}))', 'call(function() {\n\treturn { one: 1 };\n})'],
    [' with a type', 'call((): object => ({\n  one: 1,\n}))', 'call(function() {\n\treturn { one: 1 };\n})'],
    [' with others', 'call(() => ({\n  one: 1,\n}), 2)', 'call(function() {\n\treturn { one: 1 };\n}, 2)'],
  ])('is a function expression%s', async (_, value, expected) => {
    expect(await code(constant(`/* @__PURE__ */ ${value}`))).toContain(`/* @__PURE__ */ ${expected};`);
  });

  test.each([
    ['it takes parameters', 'call((...given: unknown[]) => ({\n  given,\n}))'],
    ['it is asynchronous', 'call(async () => ({\n  one: 1,\n}))'],
    ['it uses `this` of the module', 'call(() => ({\n  own: this,\n}))'],
    ['a comment is beside its body', 'call(() => /* one */ ({\n  one: 1,\n}))'],
    ['it has one line', 'call(() => ({ one: 1 }))'],
    ['it has statements', 'call(() => {\n  return 1;\n})'],
    ['it is called inside a function', '() => call(() => ({\n  one: 1,\n}))'],
  ])('stays an arrow function if %s', async (_, value) => {
    expect(await code(constant(value))).not.toContain('function()');
  });

  test('keeps its places in the source map', async () => {
    const description = `call(() => ({\n  one: String(1), two: missing(),\n}), { three: missing() })`;
    const source = `declare function missing(): never;\n${constant(description)}`;
    const files = await built(source);
    const map = new SourceMap(JSON.parse(files['dist/index.js.map'] ?? ''));
    const found = placesOf('missing()', files['dist/index.js'] ?? '').map(([line, column]) => {
      const entry = map.findEntry(line, column);
      return 'originalLine' in entry && [entry.originalLine, entry.originalColumn];
    });
    expect(found).toHaveLength(2);
    expect(placesOf('missing()', `import …\n${source}`)).toEqual(expect.arrayContaining(found));
  });
});

/** Line and column of each occurrence, of which a line has one at most. */
function placesOf(word: string, text: string): readonly (readonly [number, number])[] {
  const columns = text.split('\n').map((line, index) => [index, line.indexOf(word)] as const);
  return columns.filter(([, column]) => column >= 0);
}
