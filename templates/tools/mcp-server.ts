/** The server: a list of its tools, the function that makes it, and the program that runs it. */
import {
  type Api,
  apiName,
  array,
  code,
  type Code,
  external,
  key,
  literal,
  type Model,
  object,
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
import { definitionName, modelSchema } from './json-calls.ts';
import { constantNames, declareConstants, type OperationConstants } from './operation-constants.ts';

const sdk = '@modelcontextprotocol/sdk';
const range = '^1.32.0';

/** An export of the SDK, by the path of its module. */
function fromSdk(name: string, path: string, as: 'type' | 'value' = 'value'): Code {
  return external(name, { from: `${sdk}/${path}`, range }, as);
}

/** `definitions = { Product: { … } }` */
export function definitionsStatement(
  name: PlannedSymbol,
  models: readonly Model[],
  context: RenderContext,
): Statement {
  const members = models.map(
    (model) => code`${key(definitionName(model, context))}: ${literal(modelSchema(model.schema, context))}`,
  );
  return {
    kind: 'const',
    name,
    exported: true,
    internal: true,
    docs: { text: 'JSON Schemas of the models that tools take.' },
    type: runtimeType('McpDefinitions', context),
    value: object(members, 'lines'),
  };
}

export function serverStatements(
  { tools, all, createServer, definitions }: McpSymbols,
  context: RenderContext,
): readonly Statement[] {
  const names = constantNames(tools);
  const { name, version } = context.package;
  const list = fromSdk('ListToolsRequestSchema', 'types.js');
  const call = fromSdk('CallToolRequestSchema', 'types.js');
  const server = fromSdk('McpServer', 'server/mcp.js');
  const schemas = definitions === null ? code`{}` : value(definitions.name);
  return [
    {
      kind: 'const',
      name: all,
      exported: true,
      docs: { text: 'All tools.' },
      type: code`readonly ${runtimeType('McpTool', context)}[]`,
      value: array(names.map(value)),
    },
    {
      kind: 'function',
      name: createServer,
      exported: true,
      docs: {
        text: `Makes a server whose tools call the ${apiName(context.api)}. Each connection needs a server of its own.`,
      },
      parameters: [
        { name: code`transport`, type: runtimeType('Transport', context) },
        {
          name: code`served`,
          type: code`readonly ${runtimeType('McpTool', context)}[]`,
          initial: value(all),
        },
      ],
      returns: fromSdk('McpServer', 'server/mcp.js', 'type'),
      body: [
        code`const server = new ${server}(${literal({ name, version })}, { capabilities: { tools: {} } });`,
        code`const methods = { list: ${list}, call: ${call} };`,
        code`return ${runtimeValue('serveTools', context)}(server, { tools: served, definitions: ${schemas}, methods }, transport);`,
      ],
    },
  ];
}

/** Runs a server for each connection, with the credentials of the environment. */
export function programStatement({ createServer }: McpSymbols, context: RenderContext): Statement {
  const { createTransport, optionsFromEnvironment } = context.slots.client;
  const stdio = fromSdk('StdioServerTransport', 'server/stdio.js');
  const http = fromSdk('StreamableHTTPServerTransport', 'server/streamableHttp.js');
  const options = optionsFromEnvironment === undefined ? code`{}` : code`${value(optionsFromEnvironment)}()`;
  return {
    kind: 'program',
    run: code`await ${runtimeValue('runMcpServer', context)}({
      makeServer: () => ${value(createServer)}(${value(createTransport)}(${options})),
      makeStdio: () => new ${stdio}(),
      makeHttp: (options) => new ${http}(options),
    })`,
  };
}

/** Files and names of a package with a server. */
interface McpSymbols {
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
