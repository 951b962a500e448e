/** Turns a script into a real HTTP server that plays ARTU: executions, held requests, and faults. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { executionBody, stateAt, type Moment } from './artu-executions.ts';
import { playFault, type Fault } from './faults.ts';
import { keepGoing, processClock } from './process-clock.ts';

/** What the server plays. */
export interface ArtuScript {
  /** The states of each execution over time, by id; an id that is not named is not found. */
  readonly executions?: Readonly<Record<string, readonly Moment[]>>;
  /** Played to the first requests, in this order, `null` for none; the last one goes on where `forever` is set. */
  readonly faults?: readonly (Fault | null)[];
  readonly forever?: boolean;
  /** Answers `wait` at once instead of holding it. */
  readonly holds?: boolean;
  /** How many times faster than the clock of the process its time runs. */
  readonly speed?: number;
  /** Answers everything else. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => void;
}

/** One request as it came. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** On the clock of the process. */
  readonly at: number;
  /** The port of the client: the same for all requests of one connection. */
  readonly port: number | undefined;
  /** Whether the client went away before it was answered. */
  closed: boolean;
}

export interface ArtuServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** The windows that were asked for, in order. */
  readonly windows: () => readonly number[];
  readonly openSockets: () => Promise<number>;
}

/** Listens on a free port of this machine. */
export async function startArtuServer(script: ArtuScript = {}): Promise<ArtuServer> {
  const requests: RecordedRequest[] = [];
  const starts = new Map<string, number>();
  const server = createServer((request, response) => {
    void record(request, response).then((recorded) => {
      requests.push(recorded);
      return respond({ script, request, response, starts, count: requests.length });
    });
  });
  server.keepAliveTimeout = 30_000;
  const stopClock = keepGoing();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a pipe's name
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    windows: () => requests.flatMap(({ url }) => windowIn(url) ?? []),
    openSockets: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    async [Symbol.asyncDispose]() {
      stopClock();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Exchange {
  readonly script: ArtuScript;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly starts: Map<string, number>;
  readonly count: number;
}

async function record(request: IncomingMessage, response: ServerResponse): Promise<RecordedRequest> {
  const at = processClock.now();
  const { method = '', url = '', headers, socket } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString();
  const recorded = { method, url, headers, body, at, port: socket.remotePort, closed: false };
  response.on('close', () => {
    recorded.closed = !response.writableFinished;
  });
  return recorded;
}

async function respond(exchange: Exchange): Promise<void> {
  const { script, request, response, count } = exchange;
  const { faults = [], forever } = script;
  const fault = faults[count - 1] ?? (forever ? faults.at(-1) : undefined);
  if (fault) await playFault(fault, request, response);
  else if (script.answer) script.answer(request, response);
  else await playExecution(exchange);
}

const route = /^\/workflows\/executions\/(?<id>[^/?]+)(?<wait>\/wait)?(?:\?|$)/;

async function playExecution({ script, request, response, starts }: Exchange): Promise<void> {
  const { id = '', wait } = route.exec(request.url ?? '')?.groups ?? {};
  const timeline = script.executions?.[id];
  if (timeline === undefined) {
    sendJson(response, 404, { message: 'execution not found' });
    return;
  }
  const speed = script.speed ?? 1;
  const start = starts.get(id) ?? processClock.now();
  starts.set(id, start);
  const state = (): ReturnType<typeof stateAt> => stateAt(timeline, (processClock.now() - start) * speed);
  const { now, changesInMs } = state();
  const isOpen = now.status === 'running' || now.status === 'waiting_for_input';
  if (wait !== undefined && isOpen && script.holds !== false) {
    await hold(response, Math.min(windowIn(request.url ?? '') ?? 30_000, changesInMs) / speed);
  }
  sendJson(response, 200, executionBody(id, state().now));
}

function hold(response: ServerResponse, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const cancel = processClock.schedule(ms, resolve);
    response.on('close', cancel);
  });
}

function windowIn(url: string): number | undefined {
  const text = new URL(url, 'http://artu').searchParams.get('timeoutMs');
  return text === null ? undefined : Number(text);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_1' });
  response.end(JSON.stringify(body));
}
