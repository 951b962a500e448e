/** Describes mistakes of a template's author, with file and line in the author's code. */

/** An error that a template caused, as parts of a diagnostic. */
export interface Fault {
  /** Message of the error, with file name, line and column of the author's code. */
  readonly reason: string;
  /** The author's part of the stack; empty where the error has none. */
  readonly stack: readonly string[];
}

/** Returns the message of a value that a template threw, and the place in the author's code. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { reason: `threw ${describe(error)}`, stack: [] };
  const stack = authorFrames(error.stack ?? '');
  const location = locationOf(stack[0] ?? '');
  return { reason: location === null ? error.message : `${error.message} (${location})`, stack };
}

/** Help text of a diagnostic: what to do, and the author's stack. */
export function helpFor({ stack }: Fault): string {
  return ['Fix the template; the message comes from it.', ...stack].join('\n');
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
