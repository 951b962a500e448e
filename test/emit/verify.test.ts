import { describe, expect, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { formatText } from '../../generator/emit/format-text.ts';
import { print } from '../../generator/emit/print.ts';
import { verify } from '../../generator/emit/verify.ts';
import { code, comment, key, literal, type } from '../../generator/template/code.ts';
import type { Statement } from '../../generator/template/structures.ts';
import { smallPlan, symbolOf } from './small-plan.ts';

const path = 'src/pet.ts';
const plan = smallPlan([
  { identity: 'Pet', file: path },
  { identity: 'Pet.Owner', name: 'Owner', file: path, parent: 'Pet' },
  { identity: 'defaults', file: path },
  { identity: 'load', file: path },
  { identity: 'Shop', file: 'src/shop.ts' },
]);

const statements: readonly Statement[] = [
  {
    kind: 'interface',
    name: symbolOf('Pet'),
    exported: true,
    docs: { text: '- A list\n- of `code`' },
    members: [
      { kind: 'property', name: 'x-name', type: literal("it's"), docs: { text: 'Its name.' } },
      { kind: 'method', name: 'walk', parameters: [], returns: code`void` },
      { kind: 'index', key: 'string', type: code`unknown` },
    ],
  },
  {
    kind: 'namespace',
    name: symbolOf('Pet'),
    exported: true,
    statements: [{ kind: 'type', name: symbolOf('Pet.Owner'), exported: true, type: type(symbolOf('Shop')) }],
  },
  {
    kind: 'const',
    name: symbolOf('defaults'),
    exported: false,
    type: null,
    value: code`{ ${key('a-b')}: ${literal(JSON.parse('{"1":[-1,"x"],"__proto__":"y"}'))}, ${comment('Why.')} c: 1 }`,
  },
  {
    kind: 'function',
    name: symbolOf('load'),
    exported: true,
    parameters: [],
    returns: code`void`,
    body: [code`return;`],
  },
];

const printed = print({
  files: [{ identity: path, path, content: { kind: 'code', statements } }],
  plan,
  isPackage: true,
  importExtension: 'js',
});

async function formatted(): Promise<string> {
  const outcome = await formatText({ path, format: 'typescript', text: (await printed[0]?.text()) ?? '' });
  return outcome.ok ? outcome.text : outcome.problem;
}

/** What is said about a text that stands where the printed one should. */
async function verdictOn(text: string, isVerified = false): Promise<readonly string[]> {
  const diagnostics = new DiagnosticCollector();
  await verify({ printed, files: [{ path, text, sourceHash: '', isVerified }] }, diagnostics);
  return diagnostics.all.map(({ code: id, message }) => `${id} ${message}`);
}

test('a file that is just as planned passes', async () => {
  expect(await verdictOn(await formatted())).toEqual([]);
});

describe('a file is refused', () => {
  test.each<[string, string | RegExp, string, string]>([
    ['that does not parse', 'return;', 'return (;', 'it does not parse'],
    ['with one statement more', /$/, 'load();', "found 'ExpressionStatement'"],
    ['with one statement less', /export function[^]*/, '', "expected 'export function load', found nothing"],
    [
      'that exports what is its own',
      'const defaults',
      'export const defaults',
      "found 'export const defaults'",
    ],
    ['whose constant may change', 'const defaults', 'let defaults', "found 'let declaration'"],
    ['with an import that nobody planned', /^/, "import 'evil';\n", "found 'import"],
    ['that imports from elsewhere', './shop.js', './evil.js', "found 'import"],
    ['with another member', 'walk(): void;', 'walk(): void;\n  run(): void;', "method \\'run\\'"],
    ['with a call signature', 'walk(): void;', 'walk(): void;\n  (): void;', 'TSCallSignatureDeclaration'],
    ['with another nested type', 'type Owner', 'type Evil', 'Pet.Evil'],
    ['whose string is another', String.raw`it's`, `its`, 'a string of the plan is missing or cut'],
    ['whose key sets the prototype', "['__proto__']:", '__proto__:', 'a key of the plan is missing or cut'],
    ['whose comment ends early', 'Its name.', 'Its */ /** name.', 'a comment of the plan is missing or cut'],
    ['that says a word of its own', 'return;', 'return evil;', "unplanned identifier: 'evil'"],
    ['that imports at run time', 'return;', "return void import('x');", 'it imports at run time'],
    ['with a directive', 'return;', '// @ts-ignore\n  return;', 'is a directive to the compiler'],
    ['with a reference', /^/, '/// <reference path="x" />\n', 'is a directive to the compiler'],
    ['with a source map', /$/, '//# sourceMappingURL=x\n', 'is a directive to the compiler'],
    ['with a character that nobody sees', 'return;', 'return; // \u202e', 'invisible characters'],
  ])('%s', async (_, planned, hostile, reason) => {
    const text = await formatted();
    const changed = text.replace(planned, () => hostile);
    expect(changed).not.toBe(text);
    expect((await verdictOn(changed)).join('\n')).toMatch(/^CW5015 src\/pet\.ts: /);
    expect((await verdictOn(changed)).join('\n')).toContain(reason);
  });
});

test('a file that this machine wrote before was verified then', async () => {
  expect(await verdictOn('evil();', true)).toEqual([]);
  expect(await verdictOn('evil();')).not.toEqual([]);
});
