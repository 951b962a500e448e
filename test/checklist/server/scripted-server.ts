/** Turns a script into a real server on a port of its own, which keeps a log of what it saw. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createDeafServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { keepGoing, processClock } from '../../support/process-clock.ts';
import type { Answer, Log, Script } from '../script.ts';
import { answerOfTimeline } from './timeline.ts';
import { record, type Exchange, type Stage } from './exchange.ts';
import { play } from './play.ts';

export interface ScriptedServer {
  readonly url: string;
  readonly log: () => Log;
  readonly close: () => Promise<void>;
}

/** Listens on a free port of this machine. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const stopClock = keepGoing();
  const startedAt = processClock.now();
  const now = (): number => processClock.now() - startedAt;
  const stage: Stage = { script, requests: [], starts: new Map(), now };
  const sockets = new Map<Socket, number>();
  const server = script.address === 'deaf' ? createDeafServer() : createHttpServer(stage, sockets);
  numberSockets(server, sockets);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a pipe's name
  if (script.address === 'refuses') await closeServer(server, sockets);
  return {
    url: `http://127.0.0.1:${port}`,
    log: () => ({ requests: stage.requests, openConnections: sockets.size, nowMs: now() }),
    close() {
      stopClock();
      return closeServer(server, sockets);
    },
  };
}

/** Gives each connection its number, from 1, for as long as it is open. */
function numberSockets(server: Server, sockets: Map<Socket, number>): void {
  let count = 0;
  server.on('connection', (socket) => {
    count += 1;
    sockets.set(socket, count);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
}

function createHttpServer(stage: Stage, sockets: ReadonlyMap<Socket, number>): Server {
  const server = createServer((request, response) => {
    const connection = sockets.get(request.socket) ?? 0;
    const exchange = { stage, request, response, endedByServer: false };
    void respond(exchange, connection).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 30_000;
  return server;
}

function closeServer(server: Server, sockets: ReadonlyMap<Socket, number>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets.keys()) socket.destroy();
  });
}

/** Lets a page of any origin call it and read everything, as an API for browsers would. */
export function allowEverybody({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', '*');
  response.setHeader('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS');
  response.setHeader('access-control-allow-headers', headers['access-control-request-headers'] ?? '*');
}

/** A browser's own question before the request; it is none of the client's. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

async function respond(exchange: Exchange, connection: number): Promise<void> {
  const { stage, request, response } = exchange;
  allowEverybody(request, response);
  if (isPreflight(request)) {
    response.writeHead(204).end();
    return;
  }
  const number = await record(exchange, connection);
  const { cut } = stage.script;
  if (cut) {
    response.on(
      'close',
      processClock.schedule(cut.afterMs, () => void play(exchange, cut.answer)),
    );
  }
  const answer = nextAnswer(stage.script, number) ?? (await answerOfTimeline(exchange));
  if (!response.headersSent && !request.socket.destroyed) await play(exchange, answer);
}

/** `undefined`: the timeline knows it. */
function nextAnswer({ answers = [], timeline }: Script, number: number): Answer | undefined {
  if (number <= answers.length) return answers[number - 1] ?? undefined;
  if (timeline !== undefined) return undefined;
  return answers.at(-1) ?? { status: 404, json: { message: 'the script has no answer' } };
}
