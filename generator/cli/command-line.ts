/** The words of a command line → one command with all its options, a text to show, or what is wrong. */
import type { Argv } from 'yargs';
import { readPackageName } from '../config/values.ts';
import type { RunFlags } from '../config/run-flags.ts';
import { createParser } from './parser.ts';
import { wrongWord } from './wrong-word.ts';

/** `pretty` for a person, `json` for a program, `github` for annotations of a pull request. */
export type OutputFormat = 'pretty' | 'json' | 'github';

/** How a command speaks, whatever it does. */
export interface OutputFlags {
  readonly format: OutputFormat;
  readonly quiet: boolean;
  readonly timings: boolean;
}

/** Of what may be absent, `init` makes something from the name of the spec. */
export interface InitFlags {
  readonly spec: string;
  readonly out: string | null;
  readonly packageName: string | null;
}

/** `wrong` holds what a person has to change; nothing else needs to be checked after it. */
export type CommandLine =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'wrong'; readonly message: string; readonly help: string | null }
  | {
      readonly kind: 'generate';
      readonly flags: RunFlags;
      readonly output: OutputFlags;
      readonly dump: boolean;
    }
  | { readonly kind: 'check'; readonly flags: RunFlags; readonly output: OutputFlags }
  | { readonly kind: 'init'; readonly flags: InitFlags; readonly output: OutputFlags };

/** `version` is shown by `--version`. */
export async function parseCommandLine(words: readonly string[], version: string): Promise<CommandLine> {
  const wrong = wrongWord(words);
  if (wrong !== null) return { kind: 'wrong', ...wrong };
  try {
    return await parseWords(words, createParser(version));
  } catch (error) {
    return { kind: 'wrong', message: usageMessage(error), help: null };
  }
}

/** The format that is asked for even where the rest of the line is wrong, so that a program can read what is. */
export function formatAskedFor(words: readonly string[]): OutputFormat {
  const asked = words.flatMap((word, index) =>
    word === '--format' ? [words[index + 1]] : word.startsWith('--format=') ? [word.slice(9)] : [],
  );
  return asked.includes('json') ? 'json' : asked.includes('github') ? 'github' : 'pretty';
}

async function parseWords(words: readonly string[], parser: Argv): Promise<CommandLine> {
  let shown = '';
  const parsed = await parser.parseAsync([...words], {}, (_error, _parsed, output) => {
    shown = output;
  });
  if (shown !== '') return { kind: 'text', text: `${shown}\n` };
  return readCommand(parsed);
}

function readCommand(
  parsed: Readonly<Record<string, unknown>> & { readonly _: readonly unknown[] },
): CommandLine {
  const repeated = Object.keys(parsed).find(
    (key) => key !== '_' && key !== 'overlay' && Array.isArray(parsed[key]),
  );
  if (repeated !== undefined) return { kind: 'wrong', message: `--${repeated} is given twice.`, help: null };
  const name = textOf(parsed['name']);
  if (name !== null && !readPackageName(name).ok) return wrongName(name);
  const output = outputFlags(parsed);
  switch (parsed._[0]) {
    case 'check':
      return { kind: 'check', flags: runFlags(parsed), output };
    case 'init':
      return readInit(parsed, output);
    default:
      return { kind: 'generate', flags: runFlags(parsed), output, dump: parsed['dump'] === 'api' };
  }
}

function readInit(parsed: Readonly<Record<string, unknown>>, output: OutputFlags): CommandLine {
  const spec = textOf(parsed['spec']);
  if (spec === null) {
    const help = 'Name the document: clientwright init --spec specs/api.json';
    return { kind: 'wrong', message: '--spec is missing.', help };
  }
  const flags = { spec, out: textOf(parsed['out']), packageName: textOf(parsed['name']) };
  return { kind: 'init', flags, output };
}

function wrongName(name: string): CommandLine {
  const message = `--name "${name}" is not a name that npm takes.`;
  return { kind: 'wrong', message, help: 'Small letters, digits and dashes, as in `@acme/orders`.' };
}

function runFlags(parsed: Readonly<Record<string, unknown>>): RunFlags {
  const overlays = parsed['overlay'];
  return {
    config: textOf(parsed['config']),
    spec: textOf(parsed['spec']),
    root: textOf(parsed['root']),
    out: textOf(parsed['out']),
    overlays: Array.isArray(overlays) ? overlays.map(String) : [],
    packageName: textOf(parsed['name']),
    api: textOf(parsed['api']),
    strict: typeof parsed['strict'] === 'boolean' ? parsed['strict'] : null,
    force: parsed['force'] === true,
  };
}

function outputFlags(parsed: Readonly<Record<string, unknown>>): OutputFlags {
  const format = parsed['format'];
  return {
    format: format === 'json' || format === 'github' ? format : 'pretty',
    quiet: parsed['quiet'] === true,
    timings: parsed['timings'] === true,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** yargs lists invalid values over several lines. */
function usageMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `${message.replaceAll(/\s*\n\s*/g, ' ').replace(/\.$/, '')}.`;
}
