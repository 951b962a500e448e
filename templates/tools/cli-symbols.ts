/** Files and names of the commands. */
import type { Operation, Plan, PlannedFile, PlannedSymbol, Waiter } from '../../generator/index.ts';

/** Names of the commands of one operation. */
export interface OperationCommands {
  readonly operation: Operation;
  readonly file: PlannedFile;
  readonly command: PlannedSymbol;
  readonly waits: readonly { readonly waiter: Waiter; readonly command: PlannedSymbol }[];
}

export interface CliSymbols {
  readonly commands: readonly OperationCommands[];
  readonly index: PlannedFile;
  /** Constant that lists the commands. */
  readonly all: PlannedSymbol;
  readonly program: PlannedFile;
}

export function declareCli(operations: readonly Operation[], plan: Plan): CliSymbols {
  const index = plan.file({ identity: 'cli', path: 'src/cli/index.ts' });
  const groups = Map.groupBy(operations, ({ path }) => JSON.stringify(path.slice(0, -1)));
  return {
    index,
    all: plan.symbol({ identity: 'cli.commands', file: index, name: 'commands', meaning: 'value' }),
    program: plan.file({ identity: 'cli.program', path: 'src/cli/main.ts' }),
    commands: [...groups].flatMap(([identity, members]) => {
      const path = members[0]?.path.slice(0, -1) ?? [];
      const name = path.length === 0 ? 'root' : path;
      const file = plan.file({ identity: `cli:${identity}`, folder: 'src/cli', name, extension: '.ts' });
      return members.map((operation) => declareCommand(operation, file, plan));
    }),
  };
}

function declareCommand(operation: Operation, file: PlannedFile, plan: Plan): OperationCommands {
  const declare = (identity: string, verb: string): PlannedSymbol =>
    plan.symbol({ identity, file, name: `${verb} command`, meaning: 'value' });
  return {
    operation,
    file,
    command: declare(`cli.command:${operation.id}`, operation.path.at(-1) ?? operation.id),
    waits: operation.waiters.map((waiter) => ({
      waiter,
      command: declare(`cli.wait:${operation.id}:${waiter.name}`, waiter.method),
    })),
  };
}
