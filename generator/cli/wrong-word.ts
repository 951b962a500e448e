/** The words of a command line → the first that is no command or option of ours, with what was likely meant. */
import { didYouMean, suggest } from '../diagnostics/suggest.ts';
import { commandNames, commands } from './command-options.ts';
import type { CommandName } from './command-options.ts';

/** Both are shown as they are. */
export interface WrongWord {
  readonly message: string;
  readonly help: string;
}

/**
 * Looked for before the words are parsed: yargs knows no near misses of options, and fails in itself on
 * `--constructor` and its like.
 */
export function wrongWord(words: readonly string[]): WrongWord | null {
  const [first] = words;
  if (first === undefined) return { message: 'No command is given.', help: whereToBegin };
  const command = commandNames.find((name) => name === first);
  if (command === undefined && !first.startsWith('-')) return wrongCommand(first);
  const unknown = words.find((word) => word.startsWith('-') && !isKnownOption(word, command));
  if (unknown !== undefined) return wrongOption(unknown, command);
  return command === undefined ? null : strayArgument(words, command);
}

const whereToBegin = `Begin with a command: ${commandNames.join(', ')}; \`clientwright --help\` tells more.`;

/** `-spec` is none: yargs would read it as four options of one letter. */
function isKnownOption(word: string, command: CommandName | undefined): boolean {
  if (!word.startsWith('--')) return word === '-h' || word === '-v';
  return optionsOf(command).includes(optionName(word));
}

function optionsOf(command: CommandName | undefined): readonly string[] {
  const own = command === undefined ? [] : Object.keys(commands[command].options);
  return [...own, 'help', 'version'];
}

/** `--spec=x` → `spec` */
function optionName(word: string): string {
  return word.replace(/^--?/, '').split('=', 1)[0] ?? '';
}

function wrongOption(word: string, command: CommandName | undefined): WrongWord {
  const name = optionName(word);
  const message = `Unknown option "${word.split('=', 1)[0] ?? word}".`;
  if (command === undefined) return { message, help: whereToBegin };
  const elsewhere = commandNames.filter((other) => Object.hasOwn(commands[other].options, name));
  const nearest = suggest(name, optionsOf(command));
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
  if (before === undefined || !before.startsWith('--') || before.includes('=')) return false;
  const option = commands[command].options[optionName(before)];
  return option !== undefined && option.type !== 'boolean';
}
