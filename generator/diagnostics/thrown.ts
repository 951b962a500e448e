/** Reads what code of a project threw: it may be anything, and may throw wherever it is touched. */

type Thrown =
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

/** An error that code of the project caused, as parts of a diagnostic. */
interface Fault {
  /** Message of the error, with file name, line and column of the author's code. */
  readonly reason: string;
  /** The author's part of the stack; empty where the error has none. */
  readonly stack: readonly string[];
}

/** Returns the message of a value that a template threw, and the place in the author's code. */
export function faultOf(error: unknown): Fault {
  const thrown = readThrown(error);
  if (thrown.kind === 'value') return { reason: `threw ${thrown.description}`, stack: [] };
  const stack = authorFrames(thrown.stack);
  const location = locationOf(stack[0] ?? '');
  return { reason: location === null ? thrown.message : `${thrown.message} (${location})`, stack };
}

/** Help text of a diagnostic: what to do, and the author's stack. */
export function helpFor({ stack }: Fault): string {
  return ['Fix the template; the message comes from it.', ...stack].join('\n');
}

/** Folder of the generator: its frames tell an author nothing. */
const own = new URL('..', import.meta.url).href;

const mostFrames = 5;

function authorFrames(stack: string): readonly string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .filter((line) => !line.includes(own) && !line.includes(decodeURI(new URL(own).pathname)))
    .filter((line) => !/[( ]node:|<anonymous>/.test(line))
    .slice(0, mostFrames)
    .map((line) => line.trimEnd());
}

/** `routes.ts:12:5` of a line of a stack: the full path differs from machine to machine. */
function locationOf(frame: string): string | null {
  return /([^/\\(\s]+:\d+:\d+)\)?$/.exec(frame)?.[1] ?? null;
}
