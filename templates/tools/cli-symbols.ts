/** Files and names of the commands. */
import type { Operation, Plan, PlannedFile, PlannedSymbol } from '../../generator/index.ts';
import { declareConstants, type OperationConstants } from './operation-constants.ts';

export interface CliSymbols {
  readonly commands: readonly OperationConstants[];
  readonly index: PlannedFile;
  /** Constant that lists the commands. */
  readonly all: PlannedSymbol;
  readonly program: PlannedFile;
}

export function declareCli(operations: readonly Operation[], plan: Plan): CliSymbols {
  const index = plan.file({ identity: 'cli', path: 'src/cli/index.ts' });
  return {
    index,
    all: plan.symbol({ identity: 'cli.commands', file: index, name: 'commands', meaning: 'value' }),
    program: plan.file({ identity: 'cli.program', path: 'src/cli/main.ts' }),
    commands: declareConstants({ operations, area: 'cli', word: 'command', isKept: false }, plan),
  };
}
