/** Turns operations into tools of a server of the Model Context Protocol. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type {
  CallToolRequestSchema,
  CallToolResult,
  ListToolsRequestSchema,
  Tool,
} from '@modelcontextprotocol/sdk/types.js';
import { ApiError } from './errors.js';
import type { Transport } from './transport.js';
import type { WaiterProgress } from './waiter-definition.js';

/** A tool that calls an operation of the API. */
export interface McpTool {
  /** Name, description and input of the tool, as clients see them. */
  readonly tool: Tool;
  /** Calls the operation. The input is not validated yet: the operation does that before it sends anything. */
  readonly run: (
    transport: Transport,
    input: Record<string, unknown>,
    call: McpCall,
  ) => PromiseLike<unknown>;
}

/** The part of a request that a tool needs. */
export interface McpCall {
  readonly signal: AbortSignal;
  /** Sends progress to the client. */
  readonly onProgress: (progress: McpProgress) => void;
}

export interface McpProgress {
  readonly progress: number;
  readonly total: number;
  readonly message: string;
}

/** Description of a tool. */
export interface McpToolDefinition extends Tool {
  /** Conversions of properties of the input that callers pass as another type than JSON has. */
  readonly convert?: Readonly<Record<string, (value: unknown) => unknown>>;
}

/** Description of a tool that waits. */
export interface McpWaitDefinition extends McpToolDefinition {
  /** Longest wait if the input does not limit it. */
  readonly maxWaitMs: number;
  /** Keys from a result to the state, which the client gets as progress. */
  readonly state?: readonly string[];
}

// The parameters of an operation are validated when it is called.
type Run<Options> = (
  transport: Transport,
  parameters: never,
  options: Options,
) => PromiseLike<unknown>;

/** Makes the tool that calls an operation. */
export function mcpTool(
  run: Run<{ readonly signal: AbortSignal }>,
  { convert, ...tool }: McpToolDefinition,
): McpTool {
  return {
    tool,
    run: (transport, input, { signal }) => run(transport, parametersOf(input, convert), { signal }),
  };
}

interface WaitOptions {
  readonly signal: AbortSignal;
  readonly maxWaitMs: number;
  readonly onProgress: (progress: WaiterProgress<unknown>) => void;
}

/** Makes the tool that waits for a state, and reports its progress. */
export function mcpWaitTool(
  run: Run<WaitOptions>,
  { convert, maxWaitMs: longest, state, ...tool }: McpWaitDefinition,
): McpTool {
  return {
    tool,
    run(transport, { maxWaitMs = longest, ...input }, { signal, onProgress }) {
      const options: WaitOptions = {
        signal,
        maxWaitMs: Number(maxWaitMs),
        onProgress({ state: result, attempt, elapsedMs, remainingMs }) {
          const total = elapsedMs + remainingMs;
          const message = state === undefined ? `request ${attempt}` : textAt(state, result);
          onProgress({ progress: elapsedMs, total, message });
        },
      };
      return run(transport, parametersOf(input, convert), options);
    },
  };
}

function textAt(keys: readonly string[], result: unknown): string {
  return String(keys.reduce<unknown>((value, key) => Object(value)[key], result));
}

function parametersOf(
  input: Record<string, unknown>,
  convert: McpToolDefinition['convert'] = {},
): never {
  const converted = Object.entries(input).map(([name, value]) => [
    name,
    Object.hasOwn(convert, name) ? convert[name]?.(value) : value,
  ]);
  // The call validates its parameters.
  return Object.fromEntries(converted) as never;
}

/** JSON Schemas by name, to which the inputs of tools refer. */
export type McpDefinitions = Readonly<Record<string, object>>;

/** Methods of the protocol, as the SDK describes them. */
export interface McpMethods {
  readonly list: typeof ListToolsRequestSchema;
  readonly call: typeof CallToolRequestSchema;
}

export interface McpTools {
  readonly tools: readonly McpTool[];
  readonly definitions: McpDefinitions;
  readonly methods: McpMethods;
}

/** Error code of JSON-RPC for an unknown tool. */
const invalidParams = -32_602;

/** Answers the requests of clients that list and call tools. Returns the server. */
export function serveTools(
  mcp: McpServer,
  { tools, definitions, methods }: McpTools,
  transport: Transport,
): McpServer {
  const { server } = mcp;
  const listed = tools.map(({ tool }) => withDefinitions(tool, definitions));
  server.setRequestHandler(methods.list, () => ({ tools: listed }));
  server.setRequestHandler(methods.call, async ({ params }, { signal, sendNotification }) => {
    const { name, arguments: input = {}, ['_meta']: meta } = params;
    const found = tools.find(({ tool }) => tool.name === name);
    if (found === undefined)
      throw Object.assign(new Error(`Unknown tool ${name}`), { code: invalidParams });
    const onProgress = (progress: McpProgress): void => {
      const progressToken = meta?.progressToken;
      if (progressToken === undefined) return;
      const params = { progressToken, ...progress };
      // If the client has left, the result fails to be sent too.
      sendNotification({ method: 'notifications/progress', params }).catch(() => undefined);
    };
    try {
      return await contentOf(await found.run(transport, input, { signal, onProgress }));
    } catch (error) {
      return failureOf(error);
    }
  });
  return mcp;
}

/** Adds the definitions that the input refers to, directly or through others. */
function withDefinitions(tool: Tool, definitions: McpDefinitions): Tool {
  const found = new Map<string, object>();
  const collect = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [key, value] of Object.entries(schema)) {
      const name = key === '$ref' ? String(value).replace('#/$defs/', '') : '';
      const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
      if (definition === undefined) collect(value);
      else if (!found.has(name)) {
        found.set(name, definition);
        collect(definition);
      }
    }
  };
  collect(tool.inputSchema);
  if (found.size === 0) return tool;
  return { ...tool, inputSchema: { ...tool.inputSchema, $defs: Object.fromEntries(found) } };
}

/** An object is also structured content; bytes are an image, a sound or a resource. */
async function contentOf(result: unknown): Promise<CallToolResult> {
  if (result instanceof Blob) return fileContent(result);
  if (typeof result === 'string') return { content: [{ type: 'text', text: result }] };
  const text = JSON.stringify(result ?? null, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return { content: [{ type: 'text', text }], ...structured(JSON.parse(text)) };
}

function structured(value: unknown): Pick<CallToolResult, 'structuredContent'> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? { structuredContent: { ...value } } : {};
}

async function fileContent(file: Blob): Promise<CallToolResult> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const mimeType = file.type || 'application/octet-stream';
  const type = /^(?:image|audio)(?=\/)/.exec(mimeType)?.[0];
  if (type === 'image' || type === 'audio') return { content: [{ type, data, mimeType }] };
  const uri = `file:///${file instanceof File ? encodeURIComponent(file.name) : 'response'}`;
  return { content: [{ type: 'resource', resource: { uri, mimeType, blob: data } }] };
}

/** An error of a call as its JSON, which has no header, body or credential. */
function failureOf(error: unknown): CallToolResult {
  const json = error instanceof ApiError ? error.toJSON() : { message: String(error) };
  const text = JSON.stringify(json);
  return { isError: true, content: [{ type: 'text', text }], ...structured(JSON.parse(text)) };
}
