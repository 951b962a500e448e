/** Turns a script and some options into one call of the generated client, and what became of it on both sides. */
import type { ClientOptions, RequestOptions, Transport } from '../../generated/workflows/src/index.ts';
import { executionBody } from '../support/artu-executions.ts';
import type { Context, Server } from './case.ts';
import type { Answer, Log, Script, SeenRequest } from './script.ts';

export const executionId = '0198b8f0-0000-7000-8000-000000000001';

/** An execution in some state, as the API answers it. */
export function execution(status = 'completed', more: object = {}): Answer {
  return {
    json: { ...executionBody(executionId, { status }), ...more },
    headers: { 'x-request-id': 'req_1' },
  };
}

/** A script, and the options of the client and of the call. */
export interface Trial extends Script {
  readonly client?: Partial<ClientOptions>;
  readonly call?: RequestOptions;
  /** How many times faster than the wall's the client's clock runs. Default: 20. */
  readonly clockSpeed?: number;
  readonly method?: 'retrieve' | 'wait';
  readonly parameters?: object;
}

export interface Tried {
  readonly value: unknown;
  /** `undefined`: the call succeeded. */
  readonly error: unknown;
  /** On the wall's clock. */
  readonly elapsedMs: number;
  readonly requests: readonly SeenRequest[];
  readonly log: Log;
}

/** Makes one call against a server of its own. */
export async function attempt(context: Context, trial: Trial = {}): Promise<Tried> {
  const server = await context.serve(scriptOf(trial));
  const transport = transportTo(context, server, trial);
  return settle(server, () => callOf(context, transport, trial));
}

/** The call of a trial, not yet awaited. */
export function callOf(
  { executions }: Context,
  transport: Transport,
  { method = 'retrieve', parameters = { id: executionId }, call }: Trial,
): ReturnType<Context['executions']['retrieve']> {
  return executions[method](transport, parameters as { id: string }, call); // some cases are wrong on purpose
}

/** A transport to the server, with every credential and a clock that runs fast. */
export function transportTo(
  { artu, runtime }: Context,
  { url }: Pick<Server, 'url'>,
  { client = {}, clockSpeed = 20 }: Pick<Trial, 'client' | 'clockSpeed'> = {},
): Transport {
  const transport = artu.createTransport({
    apiKey: 'key_secret',
    environment: 'test',
    baseUrl: url,
    allowBrowser: runtime === 'browser',
    onWarning: () => undefined,
    ...client,
  });
  return { ...transport, clock: fastClock(clockSpeed) };
}

/** Divides every delay, multiplies every span of time. */
export function fastClock(speed: number): Transport['clock'] {
  return {
    now: () => performance.now() * speed,
    date: () => Date.now(),
    schedule(ms, task) {
      const timer = setTimeout(task, Math.min(ms / speed, 2 ** 31 - 1));
      return () => clearTimeout(timer);
    },
  };
}

/** Awaits what is begun here, and reads the server's log after it. */
export async function settle(server: Server, begin: () => PromiseLike<unknown>): Promise<Tried> {
  const startedAt = performance.now();
  let value: unknown;
  let error: unknown;
  try {
    value = await begin();
  } catch (caught) {
    error = caught ?? new Error('nothing was thrown as an error');
  }
  const elapsedMs = performance.now() - startedAt;
  const log = await server.log();
  return { value, error, elapsedMs, requests: log.requests, log };
}

/** The part of a trial that is JSON for the server. */
export function scriptOf({ answers, timeline, holds, speed, cut, refuses }: Trial): Script {
  return JSON.parse(JSON.stringify({ answers, timeline, holds, speed, cut, refuses })) as Script; // drops what is not there
}

/** Waits on the wall's clock. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
