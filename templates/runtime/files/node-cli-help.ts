/** Help for each level of a command line, and completion of its words in shells. */
import type { CliCommand, CliValue } from './cli.js';
import { flagsOf } from './node-cli-input.js';

/** Description of a command line. */
export interface CliAbout {
  /** `artu` */
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  /** Names of the environment variables with credentials and options. */
  readonly variables: readonly string[];
}

export interface CliProgram extends CliAbout {
  readonly commands: readonly CliCommand[];
}

const exitCodes = `Exit codes:
  0  success
  1  the API responded with an error, or cannot be reached
  2  the command line or an input is invalid; nothing was sent
  3  a wait ended in a state of failure
  4  a call or a wait timed out
`;

/** Help for the commands that begin with these words. */
export function groupHelp(
  { name, summary, commands, variables }: CliProgram,
  path: readonly string[],
): string {
  const below = commands.filter((command) => beginsWith(command.path, path));
  const words = new Set(below.map((command) => command.path[path.length] ?? ''));
  const rows = [...words].map((word): Row => {
    const members = below.filter((command) => command.path[path.length] === word);
    const command = members.find((each) => each.path.length === path.length + 1);
    return [word, command?.summary ?? namesIn(members, path.length + 1)];
  });
  const isRoot = path.length === 0;
  const builtIn: readonly Row[] = [['completion', 'Print a script for bash, zsh or fish.']];
  return [
    isRoot ? `${summary}\n\n` : '',
    `Usage: ${[name, ...path].join(' ')} <command> [flags]\n\n`,
    `Commands:\n${table([...rows, ...(isRoot ? builtIn : [])])}`,
    isRoot && variables.length > 0
      ? `\nEnvironment:\n${table(variables.map((each) => [each, '']))}`
      : '',
    isRoot ? `\n${exitCodes}` : '',
    `\n${[name, ...path].join(' ')} <command> --help explains a command.\n`,
  ].join('');
}

function namesIn(commands: readonly CliCommand[], depth: number): string {
  return [...new Set(commands.map(({ path }) => path[depth] ?? ''))].join(', ');
}

/** Help for one command. */
export function commandHelp({ name }: CliProgram, command: CliCommand): string {
  const rows = Object.entries(flagsOf(command)).map(([flag, value]): Row => [
    `--${flag}${placeholder(value)}`,
    textOf(value),
  ]);
  return `${command.summary}\n\nUsage: ${[name, ...command.path].join(' ')} [flags]\n\nFlags:\n${table(rows)}`;
}

function placeholder({ type = 'string', list = false }: CliValue): string {
  return type === 'boolean' ? '' : ` ${type.toUpperCase()}${list ? '…' : ''}`;
}

function textOf({ description = '', required = false, choices = [] }: CliValue): string {
  const known = choices.length === 0 ? '' : `One of: ${choices.join(', ')}.`;
  return [required ? 'Required.' : '', description, known].filter(Boolean).join(' ');
}

type Row = readonly [string, string];

function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows
    .map(([first, second]) => `  ${`${first.padEnd(width)}  ${second}`.trimEnd()}\n`)
    .join('');
}

export function beginsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((word, index) => path[index] === word);
}

/** Returns the words that may take the place of the last one. */
export function candidates({ commands }: CliProgram, words: readonly string[]): readonly string[] {
  const before = words.slice(0, -1);
  const flagAt = before.findIndex((word) => word.startsWith('-'));
  const path = flagAt < 0 ? before : before.slice(0, flagAt);
  const below = commands.filter((command) => beginsWith(command.path, path));
  const command = below.find((each) => each.path.length === path.length);
  if (command === undefined) {
    const next = below.map((each) => each.path[path.length] ?? '');
    return [...new Set(path.length === 0 ? [...next, 'completion'] : next)];
  }
  const flags = flagsOf(command);
  const flag = flags[(before.at(-1) ?? '').replace(/^--/, '')];
  if (flag !== undefined && flag.type !== 'boolean') return flag.choices ?? [];
  return Object.keys(flags).map((name) => `--${name}`);
}

/** Returns the script that completes words in a shell; `undefined` for an unknown shell. */
export function completionScript(name: string, shell: string | undefined): string | undefined {
  const run = `${name} --complete`;
  // A function of a shell may not have hyphens in its name.
  const complete = `_${name.replaceAll(/\W/g, '_')}`;
  switch (shell) {
    case 'bash':
      return `${complete}() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(${run} "\${COMP_WORDS[@]:1:COMP_CWORD}")" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F ${complete} ${name}
`;
    case 'zsh':
      return `#compdef ${name}
${complete}() {
  local -a words_found=("\${(@f)$(${run} "\${(@)words[2,CURRENT]}")}")
  compadd -a words_found || _files
}
compdef ${complete} ${name}
`;
    case 'fish':
      return `complete -c ${name} -a '(${run} (commandline -opc)[2..] (commandline -ct))'\n`;
    case undefined:
    default:
      return undefined;
  }
}
