/** The words of a command line → the first that is no command or option of ours, with what was likely meant. */
import { didYouMean, suggest } from '../diagnostics/suggest.ts';
import { commandNames, commands } from './command-options.ts';
import type { CommandName } from './command-options.ts';

export interface WrongWord {
  readonly message: string;
  readonly help: string;
}

/**
 * Looked for before the words are parsed: yargs knows no near misses of options, and fails in itself on
 * `--constructor` and its like.
 */
export function wrongWord(words: readonly string[]): WrongWord | null {
  if (words.length === 0) return { message: 'No command is given.', help: whereToBegin };
  const command = commandNames.find((name) => name === words[0]);
  const known = knownOptions(command);
  const own = beforeSeparator(words);
  const unknown = own.map(optionName).find((name) => name !== null && !known.has(name));
  if (unknown !== undefined && unknown !== null) return wrongOption(unknown, command, known);
  const first = words[0];
  if (first !== undefined && command === undefined && !first.startsWith('-')) return wrongCommand(first);
  return command === undefined ? null : strayArgument(own, command);
}

const whereToBegin = `Begin with a command: ${commandNames.join(', ')}; \`clientwright --help\` tells more.`;

function beforeSeparator(words: readonly string[]): readonly string[] {
  const separator = words.indexOf('--');
  return separator < 0 ? words : words.slice(0, separator);
}

/** `--spec=x` → `spec`; `null` for what is no option. */
function optionName(word: string): string | null {
  return /^--?([^=]+)/.exec(word)?.[1] ?? null;
}

function knownOptions(command: CommandName | undefined): ReadonlySet<string> {
  const own = command === undefined ? [] : Object.keys(commands[command].options);
  return new Set([...own, 'help', 'h', 'version', 'v']);
}

function wrongOption(name: string, command: CommandName | undefined, known: ReadonlySet<string>): WrongWord {
  const elsewhere =
    command === undefined ? [] : commandNames.filter((other) => Object.hasOwn(commands[other].options, name));
  const message = `Unknown option "${name.length > 1 ? '--' : '-'}${name}".`;
  if (command === undefined) return { message, help: whereToBegin };
  const nearest = suggest(
    name,
    [...known].filter((option) => option.length > 1),
  );
  if (nearest !== null) return { message, help: `Did you mean "--${nearest}"?` };
  if (elsewhere.length > 0) return { message, help: `It is an option of ${elsewhere.join(' and ')}.` };
  return { message, help: `See \`clientwright ${command} --help\`.` };
}

function wrongCommand(word: string): WrongWord {
  return { message: `Unknown command "${word}".`, help: didYouMean(word, commandNames) };
}

/** The commands take options alone, so that a script says which path is which. */
function strayArgument(words: readonly string[], command: CommandName): WrongWord | null {
  const stray = words
    .slice(1)
    .find((word, index) => !word.startsWith('-') && !isValue(words[index], command));
  if (stray === undefined) return null;
  const help = `Paths are given by name: clientwright ${command} --spec ${stray}`;
  return { message: `"${stray}" stands without an option.`, help };
}

function isValue(before: string | undefined, command: CommandName): boolean {
  const name = before === undefined || before.includes('=') ? null : optionName(before);
  const option = name === null ? undefined : commands[command].options[name];
  return option !== undefined && option.type !== 'boolean';
}
