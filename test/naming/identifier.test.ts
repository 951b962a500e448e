import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileName } from '../../generator/naming/words.ts';
import { identityHash, isIdentifier, isSafeKey, toIdentifier } from '../../generator/naming/identifier.ts';

describe('an identifier', () => {
  test.each(['a', '$a', '_', 'Promise', 'then', 'of'])('may be %s', (name) => {
    expect(isIdentifier(name)).toBe(true);
  });

  test.each(['', '1a', 'a-b', 'é', 'class', 'await', 'arguments', 'eval', 'string', 'static'])(
    'may not be %j',
    (name) => {
      expect(isIdentifier(name)).toBe(false);
    },
  );

  test.each([
    ['pet', 'pet'],
    ['2fa', '_2fa'],
    ['class', 'class_'],
    ['名前', '_'],
    ['Pet名', 'Pet'],
    ['', '_'],
  ])('is made of %j as %s', (name, identifier) => {
    expect(toIdentifier(name)).toBe(identifier);
  });

  test('is made of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(isIdentifier(toIdentifier(text))).toBe(true);
      }),
    );
  });

  test('leaves out names that somebody else needs', () => {
    expect(toIdentifier('send', new Set(['send']))).toBe('send_');
  });
});

describe('a key without quotes', () => {
  test('may be a reserved word, but never set a prototype', () => {
    expect([isSafeKey('class'), isSafeKey('__proto__'), isSafeKey('a b')]).toEqual([true, false, false]);
  });
});

describe('the name of a file', () => {
  const hash = identityHash('#/a');

  test.each([
    ['WorkflowExecution', 'workflow-execution'],
    ['HTTPServer', 'http-server'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a\0.ts', 'a-ts'],
    ['名前 body', 'body'],
    ['con', `con-${hash}`],
    ['COM1', `com1-${hash}`],
    ['index', `index-${hash}`],
    ['名前', `x${hash}`],
    ['', `x${hash}`],
  ])('of %j is %s', (name, file) => {
    expect(fileName(name, '#/a')).toBe(file);
  });

  test('is short, and still told apart by what it names', () => {
    const long = 'word '.repeat(50);
    expect(fileName(long, '#/a').length).toBeLessThan(100);
    expect(fileName(long, '#/a')).not.toBe(fileName(long, '#/b'));
  });

  test('is safe on every file system, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fileName(text, '#/a')).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*-?$/);
      }),
    );
  });
});
