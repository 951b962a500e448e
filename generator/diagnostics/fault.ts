/** Describes what code of a project threw, with file and line in that code. */
import { readThrown } from './thrown.ts';

export { describe } from './thrown.ts';

/** An error that code of the project caused, as parts of a diagnostic. */
export interface Fault {
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
