/** Which differences between two sources leave their JavaScript and source map as they are. */
import { describe, expect, test } from 'vitest';
import { layoutOf } from '../../generator/emit/dist.ts';
import { loadCodeParser } from '../../generator/emit/verify-found.ts';

const parse = await loadCodeParser();
const layout = (text: string): string | null => layoutOf('a.ts', text, parse);

describe('two sources have the same layout', () => {
  test.each([
    ['/** One. */\nexport const a = 1;\n', '/** Two words. */\nexport const a = 1;\n'],
    ['/**\n * One.\n */\nexport const a = 1;\n', '/**\n * Another text.\n */\nexport const a = 1;\n'],
    ['f(/** ab */ 1);\n', 'f(/** cd */ 1);\n'],
  ])('%j and %j', (one, other) => {
    expect(layout(one)).not.toBeNull();
    expect(layout(one)).toBe(layout(other));
  });
});

describe('two sources differ', () => {
  test.each([
    ['/** One. */\nexport const a = 1;\n', '/** One. */\nexport const a = 2;\n'],
    ['/** One. */\nexport const a = 1;\n', '/**\n * One.\n */\nexport const a = 1;\n'],
    ['f(/** ab */ 1);\n', 'f(/** abc */ 1);\n'],
    ["export const a = '/** One. */';\n", "export const a = '/** Two. */';\n"],
    ['export const a = `\n/** One. */\n`;\n', 'export const a = `\n/** Two. */\n`;\n'],
    ['/* @__PURE__ */ f();\n', '/* @__PURX__ */ f();\n'],
    ['/** #__PURE__ */ f();\n', '/** #__PURX__ */ f();\n'],
    ['/** @license A */\nf();\n', '/** @license B */\nf();\n'],
  ])('%j and %j', (one, other) => {
    expect(layout(one)).not.toBe(layout(other));
  });
});

test('a source that does not parse has no layout', () => {
  expect(layout('const = 1;')).toBeNull();
});
