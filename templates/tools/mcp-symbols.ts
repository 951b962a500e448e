/** Files and names of the server and its tools. */
import type { Api, Model, Operation, Plan, PlannedFile, PlannedSymbol } from '../../generator/index.ts';
import { declareConversions, type InputConversions } from './input-conversions.ts';
import { declareConstants, type OperationConstants } from './operation-constants.ts';

/** Files and names of a package with a server. */
export interface McpSymbols {
  readonly tools: readonly OperationConstants[];
  readonly index: PlannedFile;
  /** Constant that lists the tools. */
  readonly all: PlannedSymbol;
  readonly createServer: PlannedSymbol;
  readonly program: PlannedFile;
  /** JSON Schemas of the models; `null`: no tool takes one. */
  readonly definitions: { readonly file: PlannedFile; readonly name: PlannedSymbol } | null;
  readonly conversions: InputConversions | null;
}

interface ToolsRequest {
  readonly operations: readonly Operation[];
  /** Models that inputs of tools contain. */
  readonly models: readonly Model[];
  readonly api: Api;
}

export function declareMcp({ operations, models, api }: ToolsRequest, plan: Plan): McpSymbols {
  const index = plan.file({ identity: 'mcp', path: 'src/mcp/index.ts' });
  const program = plan.file({ identity: 'mcp.program', path: 'src/mcp/main.ts' });
  const value = { meaning: 'value', isKept: true } as const;
  return {
    tools: declareConstants({ operations, area: 'mcp', word: 'tool', isKept: true }, plan),
    index,
    all: plan.symbol({ ...value, identity: 'mcp.tools', file: index, name: 'tools' }),
    createServer: plan.symbol({ ...value, identity: 'mcp.server', file: index, name: 'create mcp server' }),
    program,
    definitions: models.length > 0 ? declareDefinitions(plan) : null,
    conversions: declareConversions({ models, area: 'mcp', api }, plan),
  };
}

function declareDefinitions(plan: Plan): McpSymbols['definitions'] {
  const file = plan.file({ identity: 'mcp.definitions', path: 'src/mcp/definitions.ts' });
  return {
    file,
    name: plan.symbol({ identity: 'mcp.definitions', file, name: 'definitions', meaning: 'value' }),
  };
}
