/** Reads a thrown value once: it may be anything, and may throw wherever it is touched. */

export type Thrown =
  | {
      readonly kind: 'error';
      readonly name: string;
      readonly message: string;
      readonly stack: string;
      /** Code that calls itself without end, or text that is nested too deeply to be parsed. */
      readonly isTooDeep: boolean;
    }
  | {
      readonly kind: 'value';
      /** `null`, `a string`, `an object`. */
      readonly description: string;
      readonly text: string;
    };

/** Never throws. */
export function readThrown(value: unknown): Thrown {
  try {
    if (!(value instanceof Error))
      return { kind: 'value', description: describe(value), text: textOf(value) };
    const { name, message, stack = '' } = value;
    const texts = { name: textOf(name), message: textOf(message), stack: textOf(stack) };
    return { kind: 'error', ...texts, isTooDeep: isTooDeep(value) };
  } catch {
    return { kind: 'value', description: 'a value that cannot be read', text: withoutText };
  }
}

/** The second message is of the type stripper of Node.js, which is WebAssembly and has run out of its stack. */
function isTooDeep({ message }: Error): boolean {
  return /^(?:Maximum call stack size exceeded|memory access out of bounds)/.test(message);
}

const withoutText = 'a value without a text';

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return withoutText;
  }
}

/** `undefined`, `a promise`, `a string`: the kind of a value that has the wrong type. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (isPromise(value)) return 'a promise';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
