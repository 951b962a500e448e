/** The program of the command line, and the list of its commands. */
import {
  apiName,
  array,
  code,
  literal,
  runtimeType,
  runtimeValue,
  value,
  type RenderContext,
  type Statement,
} from '../../generator/index.ts';
import type { CliSymbols } from './cli-symbols.ts';
import { constantNames } from './operation-constants.ts';

export function commandsStatement({ commands, all }: CliSymbols, context: RenderContext): Statement {
  const names = constantNames(commands);
  return {
    kind: 'const',
    name: all,
    exported: true,
    internal: true,
    docs: { text: 'All commands.' },
    type: code`readonly ${runtimeType('CliCommand', context)}[]`,
    value: array(names.map(value)),
  };
}

export function programStatement(
  { all }: CliSymbols,
  command: string | undefined,
  context: RenderContext,
): Statement {
  const { createTransport, optionsFromEnvironment, environmentVariables } = context.slots.client;
  const options = optionsFromEnvironment === undefined ? code`{}` : code`${value(optionsFromEnvironment)}()`;
  const name = command ?? context.package.name.replace(/^@[^/]*\//, '');
  return {
    kind: 'program',
    run: code`await ${runtimeValue('runCli', context)}(
      ${value(all)},
      {
        name: ${literal(name)},
        version: ${literal(context.package.version)},
        summary: ${literal(`Command line of the ${apiName(context.api)}.`)},
        variables: ${literal([...(environmentVariables?.(context) ?? [])])},
      },
      () => ${value(createTransport)}(${options}),
    )`,
  };
}
