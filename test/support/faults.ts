/** Turns the description of a fault into what a real server does wrong on its socket. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { processClock, sleep } from './process-clock.ts';

/** One way in which a response can be other than it should. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
      readonly afterMs?: number;
    }
  /** The connection is reset after a while, no byte sent. */
  | { readonly kind: 'reset'; readonly afterMs?: number }
  /** The connection is closed in an orderly way, no byte sent. */
  | { readonly kind: 'close'; readonly afterMs?: number }
  /** Nothing is ever sent. */
  | { readonly kind: 'silence' }
  /** Headers, a part of the body, and then nothing. */
  | { readonly kind: 'stall'; readonly body?: string }
  /** White space again and again, never an end. */
  | { readonly kind: 'drip'; readonly everyMs: number }
  /** A part of the body, and then a reset. */
  | { readonly kind: 'truncate'; readonly body: string; readonly afterMs?: number }
  /** Fewer bytes than the headers promise. */
  | { readonly kind: 'short'; readonly body: string };

const json = { 'content-type': 'application/json' };

/** Plays the fault; it ends with the connection. */
export async function playFault(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  switch (fault.kind) {
    case 'answer':
      await sleep(fault.afterMs ?? 0);
      response.writeHead(fault.status, { ...json, ...fault.headers }).end(fault.body);
      return;
    case 'reset':
      await sleep(fault.afterMs ?? 0);
      request.socket.resetAndDestroy();
      return;
    case 'close':
      await sleep(fault.afterMs ?? 0);
      request.socket.end();
      return;
    case 'silence':
      return;
    case 'stall':
      response.writeHead(200, json).write(fault.body ?? '{"id":');
      return;
    case 'drip':
      response.writeHead(200, json);
      await drip(response, fault.everyMs);
      return;
    case 'truncate':
      await sleep(fault.afterMs ?? 0);
      response
        .writeHead(200, json)
        .write(fault.body, () => processClock.schedule(10, () => request.socket.resetAndDestroy()));
      return;
    case 'short':
      response
        .writeHead(200, { ...json, 'content-length': String(fault.body.length + 100) })
        .write(fault.body);
      processClock.schedule(10, () => request.socket.end());
  }
}

async function drip(response: ServerResponse, everyMs: number): Promise<void> {
  while (!response.destroyed) {
    response.write(' ');
    await sleep(everyMs);
  }
}
