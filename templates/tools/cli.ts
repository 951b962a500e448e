/** A template that adds a command line, with a command for each operation. */
import { defineTemplate, type Operation, type Template } from '../../generator/index.ts';
import { commandKind } from './cli-commands.ts';
import { commandsStatement, declareCli, programStatement } from './cli-flags.ts';
import { conversionFiles } from './input-conversions.ts';
import { jsonOperations } from './json-calls.ts';
import { codeFile, constantStatements, nodeTypes } from './operation-constants.ts';

export interface CliOptions {
  /** Chooses the operations that become commands. Default: all. */
  readonly operations?: (operation: Operation) => boolean;
  /** Name of the command line. Default: the name of the package without its scope. */
  readonly command?: string;
}

/** Adds a command line with a command for each operation and each wait. Credentials come from environment variables. */
export function cli(options: CliOptions = {}): Template<null> {
  return defineTemplate({
    name: 'cli',
    slot: null,
    declare(api, plan) {
      const { operations, reportOthers } = jsonOperations(api, {
        isChosen: options.operations ?? (() => true),
        kind: 'command',
      });
      const names = declareCli(operations, api, plan);
      const byFile = Map.groupBy(names.commands, ({ file }) => file);
      return {
        files: [
          ...[...byFile].map(([file, commands]) =>
            codeFile(file, (context) =>
              commands.flatMap((each) =>
                constantStatements(commandKind({ context, conversions: names.conversions }), each, context),
              ),
            ),
          ),
          ...conversionFiles(names.conversions),
          codeFile(names.index, (context) => {
            reportOthers(context);
            return [commandsStatement(names, context)];
          }),
          codeFile(names.program, (context) => [programStatement(names, options.command, context)]),
        ],
        package: { bin: [{ file: names.program, name: options.command }], dependencies: [nodeTypes] },
      };
    },
  });
}
