import { expect, test } from 'vitest';
import { readThrown } from '../../generator/diagnostics/thrown.ts';

const refuse = (): never => {
  throw new TypeError('untouchable');
};

test('an error is read as texts', () => {
  const error = Object.freeze(new RangeError('too long'));
  expect(readThrown(error)).toMatchObject({
    kind: 'error',
    name: 'RangeError',
    message: 'too long',
    isTooDeep: false,
  });
});

test.each([
  ['of V8', 'Maximum call stack size exceeded'],
  ['of the type stripper of Node.js', 'memory access out of bounds'],
])('the end of a stack is known: %s', (_, message) => {
  expect(readThrown(new Error(message))).toMatchObject({ isTooDeep: true });
});

test.each([
  [null, 'null', 'null'],
  [undefined, 'undefined', 'undefined'],
  ['oops', 'a string', 'oops'],
  [Symbol('s'), 'a symbol', 'Symbol(s)'],
  [Object.create(null), 'an object', 'a value without a text'],
  [
    new Proxy({}, { get: refuse, getPrototypeOf: refuse }),
    'a value that cannot be read',
    'a value without a text',
  ],
  [
    Object.defineProperty(new Error('x'), 'message', { get: refuse }),
    'a value that cannot be read',
    'a value without a text',
  ],
])('anything else has a description and a text', (value, description, text) => {
  expect(readThrown(value)).toEqual({ kind: 'value', description, text });
});
