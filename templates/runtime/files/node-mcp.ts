/** Runs an MCP server as a program of Node.js, over standard input and output or over HTTP. */
/// <reference types="node" />
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type {
  StreamableHTTPServerTransport,
  StreamableHTTPServerTransportOptions,
} from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import process from 'node:process';
import { parseArgs } from 'node:util';

/** Parts of the program. Each connection gets a server of its own. */
export interface McpProgram {
  readonly makeServer: () => McpServer;
  readonly makeStdio: () => StdioServerTransport;
  readonly makeHttp: (
    options: StreamableHTTPServerTransportOptions,
  ) => StreamableHTTPServerTransport;
}

const usage = `Serves the Model Context Protocol over standard input and output.

  --http         serve over HTTP instead, at the path /mcp
  --port NUMBER  default: 3000; 0 takes a free port
  --host NAME    default: 127.0.0.1, which only this machine can reach
  --help
`;

/** Runs the program. */
export async function runMcpServer(program: McpProgram): Promise<void> {
  const { values } = parseArgs({
    options: {
      http: { type: 'boolean', default: false },
      port: { type: 'string', default: '3000' },
      host: { type: 'string', default: '127.0.0.1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) process.stdout.write(usage);
  else if (values.http) await serveHttp(program, values);
  else await serveStdio(program);
}

async function serveStdio({ makeServer, makeStdio }: McpProgram): Promise<void> {
  const server = makeServer();
  // The client has left: calls in progress are aborted.
  process.stdin.on('end', () => void server.close());
  await server.connect(makeStdio());
}

interface Address {
  readonly host: string;
  readonly port: string;
}

async function serveHttp(program: McpProgram, { host, port }: Address): Promise<void> {
  const answer = sessionsOf(program);
  const isAllowed = onlyFrom(['localhost', '127.0.0.1', '[::1]', host]);
  const server = createServer((request, response) => {
    if (!isAllowed(request)) refuse(response, 403, 'Forbidden');
    else if (new URL(request.url ?? '', 'http://localhost').pathname !== '/mcp')
      refuse(response, 404, 'Not found: the server is at /mcp');
    else
      answer(request, response).catch(() => {
        if (response.headersSent) response.destroy();
        else refuse(response, 500, 'Internal error');
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject).listen(Number(port), host, resolve);
  });
  const address = server.address();
  const actualPort = typeof address === 'object' ? address?.port : port;
  process.stderr.write(`Listening on http://${host}:${actualPort}/mcp\n`);
}

/** Refuses pages of other sites, also those that reach this machine under a name of their own (DNS rebinding). */
function onlyFrom(names: readonly string[]): (request: IncomingMessage) => boolean {
  const isKnown = (url: string): boolean =>
    URL.canParse(url) && names.includes(new URL(url).hostname);
  return ({ headers: { host = '', origin } }) =>
    isKnown(`http://${host}`) && (origin === undefined || isKnown(origin));
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(message);
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Clients at a time. One more ends the session that was used least recently. */
const maxSessions = 1000;

/** Keeps a session for each client, so that a client can cancel its calls. */
function sessionsOf({ makeServer, makeHttp }: McpProgram): Answer {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const keep = (id: string, transport: StreamableHTTPServerTransport): void => {
    sessions.delete(id);
    sessions.set(id, transport);
    const [oldest] = sessions;
    if (sessions.size <= maxSessions || oldest === undefined) return;
    sessions.delete(oldest[0]);
    void oldest[1].close();
  };
  const open = async (): Promise<StreamableHTTPServerTransport> => {
    const server = makeServer();
    const transport = makeHttp({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => keep(id, transport),
      onsessionclosed: (id) => void sessions.delete(id),
    });
    await server.connect(transport);
    return transport;
  };
  return async (request, response) => {
    const id = request.headers['mcp-session-id']?.toString();
    const transport = id === undefined ? await open() : sessions.get(id);
    // At this status, a client begins a new session.
    if (transport === undefined) return refuse(response, 404, 'Unknown session');
    if (id !== undefined) keep(id, transport);
    await transport.handleRequest(request, response);
  };
}
