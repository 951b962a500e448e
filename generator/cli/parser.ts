/** The table of commands → a parser of yargs that knows them, and the texts of `--help`. */
import yargs from 'yargs';
import type { Argv } from 'yargs';
import { commandNames, commands } from './command-options.ts';
import type { CommandName } from './command-options.ts';

/** Everything that yargs would do by itself (exit, print, translate, guess) is switched off. */
export function createParser(version: string): Argv {
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
    .usage('TypeScript clients from OpenAPI documents.\n\nUsage: clientwright COMMAND [options]')
    .version(version)
    .alias({ help: 'h', version: 'v' })
    .epilogue(
      'Exit codes: 0 done, 1 errors or differences, 2 wrong usage or configuration, 70 a fault of ours.',
    );
  for (const name of commandNames) addCommand(parser, name);
  return addExamples(parser, commandNames);
}

function addCommand(parser: Argv, name: CommandName): void {
  const { summary, options } = commands[name];
  parser.command(name, summary, (command) =>
    addExamples(command.usage(`clientwright ${name} [options]\n\n${summary}.`).options(options), [name]),
  );
}

function addExamples(parser: Argv, names: readonly CommandName[]): Argv {
  const examples = names.flatMap((name) => commands[name].examples);
  for (const [words, what] of examples) parser.example(`clientwright ${words}`, what);
  return parser;
}
