/** Files and names of the commands, the program of the command line, and the list of its commands. */
import {
  type Api,
  apiName,
  array,
  code,
  literal,
  type Operation,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type RenderContext,
  runtimeType,
  runtimeValue,
  type Statement,
  value,
} from '../../generator/index.ts';
import { declareConversions, type InputConversions } from './input-conversions.ts';
import { inputModels } from './json-calls.ts';
import { constantNames, declareConstants, type OperationConstants } from './operation-constants.ts';

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

interface CliSymbols {
  readonly commands: readonly OperationConstants[];
  readonly index: PlannedFile;
  /** Constant that lists the commands. */
  readonly all: PlannedSymbol;
  readonly program: PlannedFile;
  readonly conversions: InputConversions | null;
}

export function declareCli(operations: readonly Operation[], api: Api, plan: Plan): CliSymbols {
  const index = plan.file({ identity: 'cli', path: 'src/cli/index.ts' });
  return {
    index,
    all: plan.symbol({ identity: 'cli.commands', file: index, name: 'commands', meaning: 'value' }),
    conversions: declareConversions({ models: inputModels(api, operations), area: 'cli', api }, plan),
    program: plan.file({ identity: 'cli.program', path: 'src/cli/main.ts' }),
    commands: declareConstants({ operations, area: 'cli', word: 'command', isKept: false }, plan),
  };
}
