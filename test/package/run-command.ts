/** A command and its words → what it prints; where it fails, an error with all that it said. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface Command {
  readonly command: string;
  readonly words: readonly string[];
  readonly cwd: string;
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function runCommand({ command, words, cwd, env = {} }: Command): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, words, {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    return stdout;
  } catch (error) {
    const said = ['stdout', 'stderr'].map((name) => String(Reflect.get(Object(error), name)));
    throw new Error(`${command} ${words.join(' ')}\n${said.join('')}`, { cause: error });
  }
}
