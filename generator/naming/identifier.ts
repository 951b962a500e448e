/** Names that TypeScript allows, allowed names that must not be used, and a short name for an identity. */
import { createHash } from 'node:crypto';

/** Words of ECMAScript 2026 (section 12.7.2) in strict module code, and those that TypeScript refuses as a type. */
const reservedWords: ReadonlySet<string> = new Set(
  (
    'arguments async await break case catch class const continue debugger default delete do else enum eval export ' +
    'extends false finally for function if implements import in instanceof interface let new null package private ' +
    'protected public return static super switch this throw true try typeof undefined var void while with yield ' +
    'any bigint boolean never number object string symbol unknown'
  ).split(' '),
);

/** ASCII only: a name that looks like another must not be another. */
const asciiName = /^[A-Za-z_$][\w$]*$/;

/** May be declared or imported as a binding, in strict mode, also inside an async function. */
export function isIdentifier(name: string): boolean {
  return asciiName.test(name) && !reservedWords.has(name);
}

/** May stand unquoted as a key; `__proto__` would set the prototype. */
export function isSafeKey(name: string): boolean {
  return asciiName.test(name) && name !== '__proto__';
}

/** The nearest identifier to a cased name: other characters dropped, a leading digit or reserved word prefixed. */
export function toIdentifier(name: string, reserved: ReadonlySet<string> = new Set()): string {
  const plain = name.replaceAll(/[^\w$]/g, '');
  if (plain === '') return '_';
  const started = /^\d/.test(plain) ? `_${plain}` : plain;
  return isIdentifier(started) && !reserved.has(started) ? started : `${started}_`;
}

/** Names that emitted types refer to, also inside the namespace of a model. */
export const typeOperatorNames: ReadonlySet<string> = new Set(['Blob', 'Omit', 'Partial', 'Record']);

/** Globals that the emitted code and its runtime use; a model of such a name gets a longer one. */
export const platformNames: ReadonlySet<string> = new Set([
  'AbortController',
  'AbortSignal',
  'Array',
  'ArrayBuffer',
  'AsyncIterable',
  'Awaited',
  'Blob',
  'Boolean',
  'Date',
  'Error',
  'Exclude',
  'Extract',
  'File',
  'FormData',
  'Function',
  'Headers',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'Omit',
  'Partial',
  'Pick',
  'Promise',
  'Readonly',
  'ReadonlyArray',
  'ReadableStream',
  'Record',
  'RegExp',
  'Request',
  'RequestInit',
  'Required',
  'Response',
  'Set',
  'String',
  'Symbol',
  'URL',
  'URLSearchParams',
  'Uint8Array',
  'globalThis',
]);

/**
 * Names that JavaScript gives a meaning of its own: `await` calls the `then` of an object, and of a module that is
 * imported with `import()`; the others are there already on every object.
 */
export function isTrap(name: string): boolean {
  return name === 'then' || name === 'constructor' || name === '__proto__';
}

/** Six hexadecimal digits that depend on the identity alone: never on order or neighbours. */
export function identityHash(identity: string): string {
  return createHash('sha256').update(identity).digest('hex').slice(0, 6);
}
