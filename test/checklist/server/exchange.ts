/** One request and the response to it, with what the log says of them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Script, SeenRequest } from '../script.ts';

/** A request while it is in the log: what becomes of it is written there. */
export type SeenExchange = { -readonly [Key in keyof SeenRequest]: SeenRequest[Key] };

/** What a server knows while it runs. */
export interface Stage {
  readonly script: Script;
  readonly requests: SeenExchange[];
  /** When an execution was first asked for, by its id. */
  readonly starts: Map<string, number>;
  readonly now: () => number;
}

export interface Exchange {
  readonly stage: Stage;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether the server itself ends the connection, which is no news then. */
  endedByServer: boolean;
}

/** Keeps a log of the exchange; the promise is the count of requests, once the whole request is there. */
export async function record(exchange: Exchange, connection: number): Promise<number> {
  const { stage, request, response } = exchange;
  const { method = '', url = '', headers } = request;
  const texts = Object.entries(headers).map(([name, value]) => [name, value?.toString()] as const);
  const seen: SeenExchange = {
    method,
    url,
    headers: Object.fromEntries(texts),
    body: '',
    atMs: stage.now(),
    connection,
    closedAtMs: null,
  };
  const number = stage.requests.push(seen);
  response.on('close', () => {
    if (!response.writableFinished && !exchange.endedByServer) seen.closedAtMs = stage.now();
  });
  seen.body = await bodyOf(request);
  return number;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
