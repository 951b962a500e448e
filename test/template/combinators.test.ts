import { describe, expect, it } from 'vitest';
import {
  array,
  block,
  call,
  code,
  generic,
  key,
  list,
  literal,
  object,
  objectType,
  options,
  property,
  union,
  type Code,
} from '../../generator/index.ts';

/** The fragment as a template that uses no symbols prints it. */
function textOf({ parts }: Code): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'key') return part.name;
      return part.kind === 'literal' ? JSON.stringify(part.content) : '';
    })
    .join('');
}

const [one, two] = [code`one`, code`two`];

describe('entries that are absent leave no separator behind', () => {
  it.each([
    ['a list', list([null, one, null, two, null]), 'one, two'],
    ['an array', array([one, null]), '[one]'],
    ['an object', object([property('a', one), property('b', null)]), '{ a: one }'],
    [
      'a type of an object',
      objectType([code`a: string`, null, code`b?: number`]),
      '{ a: string; b?: number }',
    ],
    ['type arguments', generic(code`Map`, [one, null]), 'Map<one>'],
    ['a union', union([null, one, two]), 'one | two'],
    ['a block', block([code`first();`, null, code`second();`]), '{ first(); second(); }'],
    ['a hole in code', code`${key('a')}${null}: ${one}`, 'a: one'],
  ])('%s', (_name, given, text) => {
    expect(textOf(given)).toBe(text);
  });
});

describe('nothing is left', () => {
  it.each([
    ['of a list', list([null]), ''],
    ['of an array', array([null]), '[]'],
    ['of an object', object([null]), '{}'],
    ['of an object in lines', object([null], 'lines'), '{}'],
    ['of type arguments', generic(code`Map`, [null]), 'Map'],
    ['of a union', union([null]), 'never'],
    ['of the arguments of a call', call(code`run`, [null, null]), 'run()'],
  ])('%s', (_name, given, text) => {
    expect(textOf(given)).toBe(text);
  });
});

describe('a call', () => {
  it('leaves out absent arguments at its end, and writes undefined before a later one', () => {
    expect(textOf(call(code`run`, [one, null]))).toBe('run(one)');
    expect(textOf(call(code`run`, [null, two]))).toBe('run(undefined, two)');
  });
});

describe('options', () => {
  it('are an object, and absent where all of their entries are', () => {
    expect(options([null, property('a', one)])).toEqual(object([property('a', one)]));
    expect(options([null, property('a', null)])).toBeNull();
  });
});

describe('a union', () => {
  it('has each member once', () => {
    expect(textOf(union([literal('a'), literal('b'), literal('a')]))).toBe('"a" | "b"');
  });
});

describe('entries in lines', () => {
  it('stand on a line each, with a comma behind the last', () => {
    expect(textOf(object([one, two], 'lines'))).toBe('{\none,\ntwo,\n}');
    expect(textOf(array([one, two], 'lines'))).toBe('[\none,\ntwo,\n]');
  });
});
