/** Files and names of the commands. */
import type { Api, Operation, Plan, PlannedFile, PlannedSymbol } from '../../generator/index.ts';
import { declareConversions, type InputConversions } from './input-conversions.ts';
import { inputModels } from './json-calls.ts';
import { declareConstants, type OperationConstants } from './operation-constants.ts';

export interface CliSymbols {
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
