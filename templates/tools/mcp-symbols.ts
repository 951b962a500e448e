/** Files and names of the server and its tools. */
import type { Operation, Plan, PlannedFile, PlannedSymbol, Waiter } from '../../generator/index.ts';

/** Names of the tools of one operation. */
export interface OperationTools {
  readonly operation: Operation;
  readonly file: PlannedFile;
  readonly tool: PlannedSymbol;
  readonly waits: readonly { readonly waiter: Waiter; readonly tool: PlannedSymbol }[];
}

/** Files and names of a package with a server. */
export interface McpSymbols {
  readonly tools: readonly OperationTools[];
  readonly index: PlannedFile;
  /** Constant that lists the tools. */
  readonly all: PlannedSymbol;
  readonly createServer: PlannedSymbol;
  readonly program: PlannedFile;
  /** JSON Schemas of the models; `null`: no tool takes one. */
  readonly definitions: { readonly file: PlannedFile; readonly name: PlannedSymbol } | null;
}

interface ToolsRequest {
  readonly operations: readonly Operation[];
  /** `true`: inputs of tools contain models. */
  readonly hasModels: boolean;
}

export function declareMcp({ operations, hasModels }: ToolsRequest, plan: Plan): McpSymbols {
  const index = plan.file({ identity: 'mcp', path: 'src/mcp/index.ts' });
  const program = plan.file({ identity: 'mcp.program', path: 'src/mcp/main.ts' });
  const value = { meaning: 'value', isKept: true } as const;
  return {
    tools: declareTools(operations, plan),
    index,
    all: plan.symbol({ ...value, identity: 'mcp.tools', file: index, name: 'tools' }),
    createServer: plan.symbol({ ...value, identity: 'mcp.server', file: index, name: 'create mcp server' }),
    program,
    definitions: hasModels ? declareDefinitions(plan) : null,
  };
}

function declareDefinitions(plan: Plan): McpSymbols['definitions'] {
  const file = plan.file({ identity: 'mcp.definitions', path: 'src/mcp/definitions.ts' });
  return {
    file,
    name: plan.symbol({ identity: 'mcp.definitions', file, name: 'definitions', meaning: 'value' }),
  };
}

function declareTools(operations: readonly Operation[], plan: Plan): readonly OperationTools[] {
  const groups = Map.groupBy(operations, ({ path }) => JSON.stringify(path.slice(0, -1)));
  return [...groups].flatMap(([identity, members]) => {
    const path = members[0]?.path.slice(0, -1) ?? [];
    const name = path.length === 0 ? 'root' : path;
    const file = plan.file({ identity: `mcp:${identity}`, folder: 'src/mcp', name, extension: '.ts' });
    return members.map((operation) => declareTool(operation, file, plan));
  });
}

function declareTool(operation: Operation, file: PlannedFile, plan: Plan): OperationTools {
  const declare = (identity: string, verb: string): PlannedSymbol =>
    plan.symbol({ identity, file, name: `${verb} tool`, meaning: 'value', isKept: true });
  return {
    operation,
    file,
    tool: declare(`mcp.tool:${operation.id}`, operation.path.at(-1) ?? operation.id),
    waits: operation.waiters.map((waiter) => ({
      waiter,
      tool: declare(`mcp.wait:${operation.id}:${waiter.name}`, waiter.method),
    })),
  };
}
