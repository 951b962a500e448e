/** Turns one answer of a script into what a real server does on its socket, also where that is wrong. */
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { sleep } from '../../support/process-clock.ts';
import type { Answer } from '../script.ts';
import type { Exchange } from './exchange.ts';

/** Gives the answer; it ends with the response or with the connection. */
export async function play(exchange: Exchange, answer: Answer): Promise<void> {
  const { response } = exchange;
  if (answer.delayMs) await sleep(answer.delayMs);
  if (answer.fault !== undefined) {
    playFault(exchange, answer.fault);
    return;
  }
  const body = bodyOf(answer);
  const isShort = answer.ends === 'short';
  response.writeHead(answer.status ?? 200, {
    ...(answer.json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(answer.encoding === undefined ? {} : { 'content-encoding': answer.encoding.replace('bad', 'gzip') }),
    ...(isShort ? { 'content-length': String(body.length + 100) } : {}),
    ...answer.headers,
  });
  if (answer.pauseMs) {
    response.flushHeaders();
    await sleep(answer.pauseMs);
  }
  await writePieces(response, answer, body);
  await endAs(exchange, answer.ends ?? 'whole');
}

function playFault(exchange: Exchange, fault: 'reset' | 'close' | 'silence'): void {
  if (fault === 'silence') return;
  exchange.endedByServer = true;
  if (fault === 'reset') exchange.request.socket.resetAndDestroy();
  else exchange.request.socket.end();
}

function bodyOf({ json, text = '', base64, times = 1, encoding }: Answer): Buffer {
  const one = json === undefined ? text : JSON.stringify(json);
  const body = base64 === undefined ? Buffer.from(one.repeat(times)) : Buffer.from(base64, 'base64');
  if (encoding === 'gzip') return gzipSync(body);
  return encoding === 'br' ? brotliCompressSync(body) : body;
}

async function writePieces(response: ServerResponse, answer: Answer, body: Buffer): Promise<void> {
  for (const piece of answer.chunks ?? [body]) {
    if (response.destroyed) return;
    if (piece.length > 0) response.write(piece);
    if (answer.everyMs) await sleep(answer.everyMs);
  }
}

/** Time for what was written to reach the client before the connection ends. */
const flushMs = 10;

async function endAs(exchange: Exchange, end: NonNullable<Answer['ends']>): Promise<void> {
  const { response, request } = exchange;
  switch (end) {
    case 'whole':
      response.end();
      return;
    case 'stall':
      response.flushHeaders();
      return;
    case 'drip':
      while (!response.destroyed) {
        response.write(' ');
        await sleep(20);
      }
      return;
    case 'reset':
    case 'close':
    case 'short':
      response.flushHeaders();
      await sleep(flushMs);
      exchange.endedByServer = true;
      if (end === 'reset') request.socket.resetAndDestroy();
      else request.socket.end();
  }
}
