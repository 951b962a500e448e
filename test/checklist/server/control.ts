/** Turns plain HTTP requests into servers that play scripts: how a case orders its server from any runtime. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allowEverybody, isPreflight, startScriptedServer, type ScriptedServer } from './scripted-server.ts';
import type { Script } from '../script.ts';

export interface ControlServer extends AsyncDisposable {
  readonly url: string;
}

/** Gives what a path names besides the servers: the pages and modules of a browser's run. */
export type Extra = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * `POST /servers` with a script starts one and answers with its number and address; `GET /servers/1`
 * is its log, and `DELETE /servers/1` ends it.
 */
export async function startControlServer(extra: Extra = () => false): Promise<ControlServer> {
  const servers: (ScriptedServer | undefined)[] = [];
  const server = createServer((request, response) => {
    if (!extra(request, response)) void control({ servers, request, response });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a pipe's name
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const each of servers) await each?.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Order {
  readonly servers: (ScriptedServer | undefined)[];
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function control({ servers, request, response }: Order): Promise<void> {
  allowEverybody(request, response);
  const number = Number(/^\/servers\/(\d+)$/.exec(request.url ?? '')?.[1]);
  if (isPreflight(request)) response.writeHead(204).end();
  else if (request.method === 'POST') {
    const server = await startScriptedServer(await scriptIn(request));
    sendJson(response, { number: servers.push(server) - 1, url: server.url });
  } else if (request.method === 'DELETE') {
    await servers[number]?.close();
    servers[number] = undefined;
    sendJson(response, {});
  } else sendJson(response, servers[number]?.log() ?? {});
}

async function scriptIn(request: IncomingMessage): Promise<Script> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return JSON.parse(Buffer.concat(chunks).toString()) as Script; // the cases' own words
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
