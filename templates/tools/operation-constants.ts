/** Constants that stand for an operation in a tool: one for its call and one for each wait, in a file for each resource. */
import {
  code,
  type Dependency,
  type Entry,
  type FileTemplate,
  hashText,
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
  type Waiter,
} from '../../generator/index.ts';

/** Constants of one operation. */
export interface OperationConstants {
  readonly operation: Operation;
  readonly file: PlannedFile;
  /** Stands for the call. */
  readonly constant: PlannedSymbol;
  readonly waits: readonly { readonly waiter: Waiter; readonly constant: PlannedSymbol }[];
}

interface ConstantsRequest {
  readonly operations: readonly Operation[];
  /** Folder below `src`, and first part of the identities. */
  readonly area: 'cli' | 'mcp';
  /** Last word of each name. */
  readonly word: 'command' | 'tool';
  /** `true`: callers import the constants, so that their names never change. */
  readonly isKept: boolean;
}

/** Programs of a package run in Node.js. */
export const nodeTypes: Dependency = { from: '@types/node', range: '>=20', kind: 'dev' };

export function declareConstants(request: ConstantsRequest, plan: Plan): readonly OperationConstants[] {
  const { operations, area } = request;
  const groups = Map.groupBy(operations, ({ path }) => JSON.stringify(path.slice(0, -1)));
  return [...groups].flatMap(([identity, members]) => {
    const path = members[0]?.path.slice(0, -1) ?? [];
    const name = path.length === 0 ? 'root' : path;
    const file = plan.file({
      identity: `${area}:${identity}`,
      folder: `src/${area}`,
      name,
      extension: '.ts',
    });
    return members.map((operation) => constantsOf({ ...request, operation, file }, plan));
  });
}

function constantsOf(
  {
    operation,
    file,
    area,
    word,
    isKept,
  }: Omit<ConstantsRequest, 'operations'> & Pick<OperationConstants, 'operation' | 'file'>,
  plan: Plan,
): OperationConstants {
  const declare = (identity: string, verb: string): PlannedSymbol =>
    plan.symbol({ identity, file, name: `${verb} ${word}`, meaning: 'value', ...(isKept ? { isKept } : {}) });
  return {
    operation,
    file,
    constant: declare(`${area}.${word}:${operation.id}`, operation.path.at(-1) ?? operation.id),
    waits: operation.waiters.map((waiter) => ({
      waiter,
      constant: declare(`${area}.wait:${operation.id}:${waiter.name}`, waiter.method),
    })),
  };
}

/** All constants, each operation followed by its waits. */
export function constantNames(all: readonly OperationConstants[]): readonly PlannedSymbol[] {
  return all.flatMap(({ constant, waits }) => [constant, ...waits.map((wait) => wait.constant)]);
}

/** What the constants of a program are, and the members that make each. */
export interface ConstantKind {
  /** First word of the docs. */
  readonly noun: 'Command' | 'Tool';
  readonly type: 'CliCommand' | 'McpTool';
  /** Functions of the runtime: one for calls, one for waits. */
  readonly makers: { readonly call: 'cliCommand' | 'mcpTool'; readonly wait: 'cliWait' | 'mcpWaitTool' };
  /** `true`: callers do not import them. */
  readonly internal: boolean;
  readonly callMembers: (operation: Operation) => readonly Entry[];
  readonly waitMembers: (operation: Operation, waiter: Waiter) => readonly Entry[];
}

/** `retrieveTool: McpTool = mcpTool(retrieve, { … })` for the call, and one for each wait. */
export function constantStatements(
  kind: ConstantKind,
  constants: OperationConstants,
  context: RenderContext,
): readonly Statement[] {
  const { operation } = constants;
  return calledConstants(constants, context).map(({ name, run, waiter }): Statement => {
    const maker = waiter === null ? kind.makers.call : kind.makers.wait;
    const members = waiter === null ? kind.callMembers(operation) : kind.waitMembers(operation, waiter);
    return {
      kind: 'const',
      name,
      exported: true,
      ...(kind.internal ? { internal: true } : {}),
      docs: { text: `${kind.noun} that calls {@link ${context.nameOf(run)}}.` },
      type: runtimeType(kind.type, context),
      value: code`/* @__PURE__ */ ${runtimeValue(maker, context)}(${value(run)}, ${object(members, 'lines')})`,
    };
  });
}

/** A constant, and the function of the package that it calls: the operation, or one of its waits. */
interface CalledConstant {
  readonly name: PlannedSymbol;
  readonly run: PlannedSymbol;
  /** `null`: the operation itself. */
  readonly waiter: Waiter | null;
}

/** Without the waits that the package has no function for. */
function calledConstants(
  { operation, constant, waits }: OperationConstants,
  { slots }: RenderContext,
): readonly CalledConstant[] {
  const { call, waiterCall } = slots.operation;
  return [
    { name: constant, run: call(operation), waiter: null },
    ...waits.flatMap(({ waiter, constant: name }) => {
      const run = waiterCall?.(operation, waiter) ?? null;
      return run === null ? [] : [{ name, run, waiter }];
    }),
  ];
}

export function codeFile(
  file: PlannedFile,
  statements: (context: RenderContext) => readonly Statement[],
): FileTemplate {
  return { file, render: (context) => ({ kind: 'code', statements: statements(context) }) };
}

/** `['workflows', 'executions', 'retrieve']`: the path in the client, which is unique and kept across runs. */
export function clientPath(operation: Operation, { slots, nameOf }: RenderContext): readonly string[] {
  const resource = slots.operation.resources.find(({ operations }) => operations.includes(operation));
  return [...(resource?.members ?? []), slots.operation.method(operation)].map((symbol) => nameOf(symbol));
}

/** `['workflows', 'executions', 'waitUntilCompleted']` */
export function waitPath(operation: Operation, waiter: Waiter, context: RenderContext): readonly string[] {
  const method = context.slots.operation.waiter?.(operation, waiter) ?? null;
  const name = method === null ? waiter.method : context.nameOf(method);
  return [...clientPath(operation, context).slice(0, -1), name];
}

/** Hosts of agents accept at most these. */
const longestName = 64;

/** `workflows_executions_retrieve`. A longer name ends in a hash of the whole. */
export function toolName(path: readonly string[]): string {
  const name = path.join('_').replaceAll(/[^A-Za-z0-9_-]/g, '_');
  if (name.length <= longestName) return name;
  return `${name.slice(0, longestName - 9)}_${hashText(path.join('.')).slice(0, 8)}`;
}
