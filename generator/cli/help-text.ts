/** The texts of `--help` and `--version`, laid out by yargs. */
import yargs from 'yargs';
import type { Argv } from 'yargs';
import { commandNames, commands, isRequestForText, withoutValue } from './commands.ts';
import type { CommandName } from './commands.ts';

/** The words have `--help` or `--version`, and no fault. */
export async function requestedText(words: readonly string[], version: string): Promise<string> {
  let shown = '';
  const plain = words.map((word) => (isRequestForText(word) ? withoutValue(word) : word));
  await createParser(version).parseAsync(plain, {}, (_error, _parsed, output) => {
    shown = output;
  });
  return `${shown}\n`;
}

/** Creates a parser that never exits, prints, translates or guesses. */
function createParser(version: string): Argv {
  const parser = yargs()
    .scriptName('clientwright')
    .locale('en')
    .exitProcess(false)
    .fail(false)
    .wrap(100)
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .usage('Generates TypeScript clients from OpenAPI documents.\n\nUsage: clientwright COMMAND [options]')
    .version(version)
    .alias({ help: 'h', version: 'v' })
    .epilogue(
      'Exit codes: 0 success, 1 errors or differences, 2 wrong usage or configuration, 70 internal error.',
    );
  for (const name of commandNames) addCommand(parser, name);
  return addExamples(parser, commandNames);
}

function addCommand(parser: Argv, name: CommandName): void {
  const { summary, options, positionals = [] } = commands[name];
  const usage = [name, ...positionals.map((positional) => `[${positional}]`), '[options]'].join(' ');
  parser.command(name, summary, (command) =>
    addExamples(command.usage(`clientwright ${usage}\n\n${summary}.`).options(options), [name]),
  );
}

function addExamples(parser: Argv, names: readonly CommandName[]): Argv {
  const examples = names.flatMap((name) => commands[name].examples);
  for (const [words, explanation] of examples) parser.example(`clientwright ${words}`, explanation);
  return parser;
}
