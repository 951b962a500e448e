/** Files and names of the handlers of Mock Service Worker. */
import type { Api, Operation, Plan, PlannedFile, PlannedSymbol } from '../../generator/index.ts';

/** Names of one operation. */
export interface MockSymbols {
  readonly operation: Operation;
  readonly file: PlannedFile;
  readonly handler: PlannedSymbol;
  /** Interface with the type of each body by status. */
  readonly replies: PlannedSymbol;
}

/** Files and names of the handlers. */
export interface MockNames {
  readonly index: PlannedFile;
  readonly all: PlannedSymbol;
  readonly factoryFile: PlannedFile;
  /** Function that makes the handlers. */
  readonly factory: PlannedSymbol;
  readonly mocks: readonly MockSymbols[];
}

export function declareMocks(api: Api, plan: Plan): MockNames {
  const index = plan.file({ identity: 'msw', path: 'src/msw/index.ts' });
  const factoryFile = plan.file({ identity: 'msw.factory', path: 'src/msw/mock.ts' });
  const groups = Map.groupBy(api.operations, ({ path }) => JSON.stringify(path.slice(0, -1)));
  const value = { meaning: 'value', isKept: true } as const;
  return {
    index,
    factoryFile,
    all: plan.symbol({ ...value, identity: 'msw.handlers', file: index, name: 'handlers' }),
    factory: plan.symbol({ ...value, identity: 'msw.factory', file: factoryFile, name: 'mock' }),
    mocks: [...groups].flatMap(([identity, operations]) => {
      const path = operations[0]?.path.slice(0, -1) ?? [];
      const name = path.length === 0 ? 'root' : path;
      const file = plan.file({ identity: `msw:${identity}`, folder: 'src/msw', name, extension: '.ts' });
      return operations.map((operation) => declareMock(operation, file, plan));
    }),
  };
}

function declareMock(operation: Operation, file: PlannedFile, plan: Plan): MockSymbols {
  const verb = operation.path.at(-1) ?? operation.id;
  const declare = (role: string, meaning: 'value' | 'type'): PlannedSymbol =>
    plan.symbol({
      identity: `msw.${role}:${operation.id}`,
      file,
      name: `${verb} ${role}`,
      meaning,
      isKept: true,
    });
  return { operation, file, handler: declare('handler', 'value'), replies: declare('replies', 'type') };
}
