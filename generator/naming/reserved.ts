/** Names that generated code leaves to the platform, so that a reader never meets another `Promise`. */

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
