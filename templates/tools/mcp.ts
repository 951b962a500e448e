/** A template that adds a server of the Model Context Protocol, with a tool for each operation. */
import { defineTemplate, type Operation, type Template } from '../../generator/index.ts';
import { conversionFiles } from './input-conversions.ts';
import { inputModels, jsonOperations } from './json-calls.ts';
import { declareMcp, definitionsStatement, programStatement, serverStatements } from './mcp-server.ts';
import { toolKind } from './mcp-tools.ts';
import { codeFile, constantStatements, nodeTypes } from './operation-constants.ts';

export interface McpOptions {
  /** Chooses the operations that become tools. Default: all. */
  readonly operations?: (operation: Operation) => boolean;
  /** Name of the command. Default: the name of the package without its scope, and `-mcp`. */
  readonly command?: string;
}

/**
 * Adds `./mcp`: a tool for each operation and each wait, a server of all of them, and a command that runs it over
 * standard input and output or over HTTP.
 *
 * Operations with files or streams have no tool (CW4013).
 */
export function mcp(options: McpOptions = {}): Template<null> {
  return defineTemplate({
    name: 'mcp',
    slot: null,
    declare(api, plan) {
      const { operations, reportOthers } = jsonOperations(api, {
        isChosen: options.operations ?? (() => true),
        kind: 'tool',
      });
      const models = inputModels(api, operations);
      const names = declareMcp({ operations, models, api }, plan);
      const byFile = Map.groupBy(names.tools, ({ file }) => file);
      const { index, program, definitions, conversions } = names;
      return {
        files: [
          ...[...byFile].map(([file, tools]) =>
            codeFile(file, (context) =>
              tools.flatMap((each) => constantStatements(toolKind({ context, conversions }), each, context)),
            ),
          ),
          ...(definitions === null
            ? []
            : [
                codeFile(definitions.file, (context) => [
                  definitionsStatement(definitions.name, models, context),
                ]),
              ]),
          ...conversionFiles(conversions),
          codeFile(index, (context) => {
            reportOthers(context);
            return serverStatements(names, context);
          }),
          codeFile(program, (context) => [programStatement(names, context)]),
        ],
        package: {
          exportFiles: [index, ...byFile.keys()],
          bin: [{ file: program, name: options.command, suffix: '-mcp' }],
          dependencies: [nodeTypes],
        },
      };
    },
  });
}
