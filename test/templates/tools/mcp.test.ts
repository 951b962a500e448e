/** A server of the Model Context Protocol for ARTU's API, used by the client of the official SDK. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ProgressNotificationSchema, type Progress } from '@modelcontextprotocol/sdk/types.js';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mcp, type McpOptions } from '../../../templates/tools/mcp.ts';
import { startArtuServer, type ArtuServer, type RecordedRequest } from '../../support/artu-server.ts';
import { bundled } from '../../support/bundle.ts';
import {
  generatePackage,
  root,
  type Folder,
  type GeneratedPackage,
} from '../../support/generated-package.ts';
import { installedFolder } from '../../support/installed-package.ts';
import { eventually } from '../../support/process-clock.ts';
import { typeErrors } from '../../support/type-errors.ts';

let artu: GeneratedPackage;
let folder: Folder;

const shopSpec = readFileSync(new URL('../mocks/shop.yaml', import.meta.url), 'utf8');

beforeAll(async () => {
  artu = await generatePackage({
    spec: readFileSync(join(root, 'specs/workflows.json'), 'utf8'),
    overlay: readFileSync(join(root, 'specs/workflows.overlay.yaml'), 'utf8'),
    options: { importExtension: 'ts', packageName: '@artu/workflows', templates: [mcp()] },
  });
  folder = await installedFolder({ files: artu.files });
});
afterAll(() => folder[Symbol.asyncDispose]());

function shop(options: McpOptions = {}): Promise<GeneratedPackage> {
  return generatePackage({
    spec: shopSpec,
    specFile: 'shop.yaml',
    options: {
      importExtension: 'ts',
      packageName: '@example/shop',
      templates: [mcp(options)],
      types: { dateTime: 'Date' },
    },
  });
}

const id = (name: number): string => `0198b8f0-0000-7000-8000-00000000000${name}`;
const [completed, running, later, unknown] = [id(1), id(2), id(3), id(4)];

const executions = {
  [completed]: [{ atMs: 0, status: 'completed' }],
  [running]: [{ atMs: 0, status: 'running' }],
  [later]: [
    { atMs: 0, status: 'running' },
    { atMs: 300, status: 'completed' },
  ],
};

function environmentFor(server: ArtuServer): Record<string, string> {
  return {
    ARTU_API_KEY: 'secret-key-of-artu',
    ARTU_ENVIRONMENT: 'test',
    ARTU_WORKFLOWS_BASE_URL: server.url,
  };
}

describe('the package', () => {
  it('has a module for each resource, a command, and the SDK as a dependency', () => {
    expect(artu.result.diagnostics).toEqual([]);
    expect(JSON.parse(artu.files.get('package.json') ?? '')).toMatchObject({
      bin: { 'workflows-mcp': './src/mcp/main.ts' },
      exports: {
        './mcp': './src/mcp/index.ts',
        './mcp/workflows/executions': './src/mcp/workflows/executions.ts',
      },
      dependencies: { '@modelcontextprotocol/sdk': '^1.32.0' },
    });
  });

  it('reads as written by hand', () => {
    const text = artu.files.get('src/mcp/workflows/executions.ts') ?? '';
    expect(
      text
        .slice(
          text.indexOf('/** Tool that calls {@link retrieve}'),
          text.indexOf('/** Tool that calls {@link wait}'),
        )
        .trim(),
    ).toMatchInlineSnapshot(`
      "/** Tool that calls {@link retrieve}. */
      export const retrieveTool: McpTool = /* @__PURE__ */ mcpTool(retrieve, {
        name: 'workflows_executions_retrieve',
        description: 'Retrieve a workflow execution by ID',
        annotations: { readOnlyHint: true },
        inputSchema: {
          type: 'object',
          properties: { id: { type: 'string', format: 'uuid' } },
          required: ['id'],
        },
      });"
    `);
    expect(artu.files.get('src/mcp/main.ts')).toMatchInlineSnapshot(`
      "#!/usr/bin/env node
      import { createTransport, optionsFromEnvironment } from '../client.ts';
      import { createMcpServer } from './index.ts';
      import { runMcpServer } from '../runtime/node-mcp.ts';
      import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
      import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

      await runMcpServer({
        makeServer: () => createMcpServer(createTransport(optionsFromEnvironment())),
        makeStdio: () => new StdioServerTransport(),
        makeHttp: (options) => new StreamableHTTPServerTransport(options),
      });
      "
    `);
  });

  it('compiles under the strictest switches', async () => {
    expect(await typeErrors([join(folder.path, 'src/mcp/main.ts')])).toEqual([]);
  });

  it('does not load the SDK with its entry', async () => {
    const program = `import { createClient } from './src/index.ts'; console.log(createClient);`;
    const text = await bundled({ program, folder: folder.path });
    expect(text).not.toContain('mcp');
  });

  it('leaves out operations with streams, and reports them', async () => {
    const { files, result } = await shop();
    expect(result.diagnostics.filter(({ code }) => code === 'CW4013').map(({ message }) => message)).toEqual([
      'products.export has no tool: it returns a stream.',
      'products.watch has no tool: it returns a stream.',
    ]);
    expect(files.get('src/mcp/products.ts')).not.toContain('watchTool');
  });

  it('has the chosen operations, and a command of the chosen name', async () => {
    const { files, result } = await shop({
      command: 'shop-agent',
      operations: ({ method }) => method === 'get',
    });
    expect(result.diagnostics.map(({ code }) => code)).not.toContain('CW4004');
    expect(JSON.parse(files.get('package.json') ?? '')).toHaveProperty('bin.shop-agent');
    expect(files.get('src/mcp/products.ts')).not.toContain('removeTool');
  });
});

describe('over standard input and output', () => {
  const stack = new AsyncDisposableStack();
  let server: ArtuServer;
  let client: Client;

  beforeAll(async () => {
    server = stack.use(await startArtuServer({ executions }));
    client = stack.adopt(new Client({ name: 'test', version: '1.0.0' }), (each) => each.close());
    const args = [join(folder.path, 'src/mcp/main.ts')];
    const env = environmentFor(server);
    await client.connect(new StdioClientTransport({ command: process.execPath, args, env }));
  });
  afterAll(() => stack.disposeAsync());

  it('lists a tool for each operation and each wait, with its annotations', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name, annotations }) => [name, annotations])).toEqual([
      ['workflows_executions_retrieve', { readOnlyHint: true }],
      ['workflows_executions_wait', { readOnlyHint: true }],
      ['workflows_executions_waitUntilCompleted', { readOnlyHint: true }],
    ]);
    expect(tools[0]?.inputSchema).toEqual({
      type: 'object',
      properties: { id: { type: 'string', format: 'uuid' } },
      required: ['id'],
    });
  });

  it('returns a result as text and as an object', async () => {
    const result = await client.callTool({
      name: 'workflows_executions_retrieve',
      arguments: { id: completed },
    });
    expect(result).not.toHaveProperty('isError');
    expect(result.structuredContent).toMatchObject({ id: completed, status: 'completed' });
    expect(result.content).toEqual([{ type: 'text', text: JSON.stringify(result.structuredContent) }]);
    expect(server.requests[0]?.headers.authorization).toBe('Bearer secret-key-of-artu');
  });

  it('returns an error with its status, and without credentials', async () => {
    const result = await client.callTool({
      name: 'workflows_executions_retrieve',
      arguments: { id: unknown },
    });
    expect(result).toMatchObject({
      isError: true,
      structuredContent: {
        name: 'ApiStatusError',
        status: 404,
        requestId: 'req_1',
        message: 'workflows.executions.retrieve: status 404: execution not found',
      },
    });
    expect(JSON.stringify(result)).not.toContain('secret-key');
  });

  it('refuses an invalid input before it sends anything', async () => {
    const before = server.requests.length;
    const result = await client.callTool({
      name: 'workflows_executions_retrieve',
      arguments: { id: 'no-uuid' },
    });
    expect(result).toMatchObject({
      isError: true,
      structuredContent: { name: 'ApiRequestError', issues: [{ path: ['id'], expected: 'uuid' }] },
    });
    expect(server.requests).toHaveLength(before);
  });

  it('refuses an unknown tool', async () => {
    await expect(client.callTool({ name: 'unknown' })).rejects.toMatchObject({ code: -32_602 });
  });

  it('waits, and reports progress', async () => {
    const progress: Progress[] = [];
    const { transport } = client;
    const deliver = transport?.onmessage;
    if (transport === undefined || deliver === undefined) throw new Error('the client is not connected');
    // The SDK drops progress that comes in one piece with the result, so it is read from the connection.
    const record: typeof deliver = (message, extra) => {
      const notification = ProgressNotificationSchema.safeParse(message);
      if (notification.success) progress.push(notification.data.params);
      deliver(message, extra);
    };
    Object.assign(transport, { onmessage: record });
    const call = { name: 'workflows_executions_waitUntilCompleted', arguments: { id: later } };
    const result = await client.callTool(call, undefined, { onprogress: () => undefined });
    Object.assign(transport, { onmessage: deliver });
    expect(result.structuredContent).toMatchObject({ status: 'completed' });
    expect(progress.at(-1)).toMatchObject({ message: 'completed' });
    expect(progress.at(-1)?.total).toBeGreaterThan(progress.at(-1)?.progress ?? Infinity);
  });

  it('ends a wait that takes too long with an error', async () => {
    const input = { id: running, maxWaitMs: 100 };
    const result = await client.callTool({
      name: 'workflows_executions_waitUntilCompleted',
      arguments: input,
    });
    expect(result).toMatchObject({
      isError: true,
      structuredContent: { name: 'WaiterTimeoutError', waiter: 'ExecutionCompleted' },
    });
  });
});

describe('over HTTP', () => {
  const stack = new AsyncDisposableStack();
  let server: ArtuServer;
  let url: URL;

  beforeAll(async () => {
    server = stack.use(await startArtuServer({ executions }));
    const args = [join(folder.path, 'src/mcp/main.ts'), '--http', '--port', '0'];
    const env = environmentFor(server);
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    stack.defer(() => void child.kill());
    const lines = createInterface(child.stderr);
    const [line] = await once(lines, 'line');
    url = new URL(String(line).replace('Listening on ', ''));
  });
  afterAll(() => stack.disposeAsync());

  async function connected(): Promise<Client> {
    const client = stack.adopt(new Client({ name: 'test', version: '1.0.0' }), (each) => each.close());
    await client.connect(new StreamableHTTPClientTransport(url));
    return client;
  }

  it('serves several clients, and aborts a call that its client cancels', async () => {
    const [first, second] = [await connected(), await connected()];
    const cancel = new AbortController();
    const name = 'workflows_executions_waitUntilCompleted';
    const call = { name, arguments: { id: running } };
    const waiting = first
      .callTool(call, undefined, { signal: cancel.signal })
      .catch((error: unknown) => error);
    const done = await second.callTool({ name, arguments: { id: completed } });
    expect(done.structuredContent).toMatchObject({ status: 'completed' });
    const request = (): RecordedRequest | undefined =>
      server.requests.find(({ url: sent }) => sent.includes(running));
    await eventually(() => expect(request()).toBeDefined());
    cancel.abort();
    expect(await waiting).toBeInstanceOf(Error);
    await eventually(() => expect(request()?.closed).toBe(true));
  });

  it('refuses pages of other sites, other paths and unknown sessions', async () => {
    const answers = [
      await fetch(url, { method: 'POST', headers: { origin: 'https://attacker.example' } }),
      await fetch(new URL('/', url)),
      await fetch(url, { headers: { 'mcp-session-id': 'unknown' } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 404, 404]);
  });
});
