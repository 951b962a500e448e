import fc from 'fast-check';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import {
  encodeComment,
  encodeJson,
  encodeKey,
  encodeLiteral,
  encodeString,
} from '../../generator/naming/encode.ts';

/** Any text, with what is dangerous in code far more often than by chance. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom("'", '"', '`', '\\', '${', '*/', '/*', '//', '\n', '\r', '\u2028', '\u2029', '\0'),
      fc.constantFrom('\ud800', '\udfff', '\u202e', '\ufeff', '</script>', '@ts-nocheck', '__proto__', '*'),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((parts) => parts.join(''));

const unseen = /[\0-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/u;

/** The value of the only expression in a program, read by a parser. */
function valueOf(expression: string): unknown {
  const { program, errors } = parseSync('a.ts', `export const a = ${expression};`);
  expect(errors).toEqual([]);
  expect(program.body).toHaveLength(1);
  const [statement] = program.body;
  if (statement?.type !== 'ExportNamedDeclaration' || statement.declaration?.type !== 'VariableDeclaration')
    throw new Error('something else than a constant');
  const initial = statement.declaration.declarations[0]?.init;
  return initial?.type === 'Literal' ? initial.value : initial;
}

describe('a string', () => {
  test('is one literal of the same value, whatever is in it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(valueOf(encodeString(text))).toBe(text);
      }),
    );
  });

  test('has nothing in it that nobody sees, and ends no script element', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(encodeString(text)).not.toMatch(unseen);
        expect(encodeString(text)).not.toContain('</');
      }),
    );
  });

  test.each([
    ["it's", String.raw`'it\'s'`],
    ['say "hi"', `'say "hi"'`],
    ['a\\', String.raw`'a\\'`],
    ['\u202e', String.raw`'\u202e'`],
    ['é 名 😀', `'é 名 😀'`],
    ['//# sourceMappingURL=x', String.raw`'//# sourceMapping\u0055RL=x'`],
  ])('%j reads %s', (text, literal) => {
    expect(encodeString(text)).toBe(literal);
  });
});

describe('a literal', () => {
  test.each([
    [[1, 'a', null, true], "[1, 'a', null, true]"],
    [{ a: 1, 'b-c': [] }, "{ a: 1, 'b-c': [] }"],
    [{}, '{}'],
    [-0, '-0'],
    [1e21, '1e+21'],
  ])('%j reads %s', (content, text) => {
    expect(encodeLiteral(content)).toBe(text);
  });

  test('never sets a prototype', () => {
    expect(encodeLiteral(JSON.parse('{"__proto__":{"a":1}}'))).toBe("{ ['__proto__']: { a: 1 } }");
  });
});

describe('a key', () => {
  test.each([
    ['name', 'name'],
    ['class', 'class'],
    ['$ref', '$ref'],
    ['x-y', "'x-y'"],
    ['1', "'1'"],
    ['', "''"],
    ['é', "'é'"],
    ['__proto__', "['__proto__']"],
  ])('%j reads %s', (name, key) => {
    expect(encodeKey(name)).toBe(key);
  });
});

describe('a comment', () => {
  test('ends where its author ends it, whatever is in it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { program, comments, errors } = parseSync('a.ts', `/** ${encodeComment(text)} */\nexport {};`);
        expect([errors.length, comments.length, program.body.length]).toEqual([0, 1, 1]);
      }),
    );
  });

  test('has nothing in it that nobody sees', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(encodeComment(text)).not.toMatch(unseen);
      }),
    );
  });

  test.each([
    ['a */ b', String.raw`a *\/ b`],
    ['**//', String.raw`**\//`],
    ['*\u200b/', '*�/'],
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['@deprecated', String.raw`\@deprecated`],
    ['me@example.com', 'me@example.com'],
    ['see @ts-nocheck', 'see @ ts-nocheck'],
    ['/// <reference path="x" />', '/ / <reference path="x" />'],
    ['//# sourceMappingURL=x', '//# sourceMapping URL=x'],
    ['family 👨‍👩‍👧', 'family 👨‍👩‍👧'],
    ['\n \n\t @param', '\n \n\t \\@param'],
  ])('%j reads %j', (text, comment) => {
    expect(encodeComment(text)).toBe(comment);
  });

  test.each([' ', '\t', '\n', '\n ', '/', '// '])(
    'takes time that grows with the text and not with its square: two million of %j',
    (text) => {
      expect(encodeComment(text.repeat(2_000_000 / text.length))).not.toContain('@');
    },
  );
});

describe('JSON', () => {
  test('is the same value, and shows what nobody sees', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const json = encodeJson({ [text]: [text] });
        expect(JSON.parse(json)).toEqual({ [text]: [text] });
        expect(json).not.toMatch(unseen);
      }),
    );
  });
});
