/** Turns a script of the server into a wait for its execution, on a clock that runs faster. */
import type { Transport } from '../../templates/runtime/files/transport.ts';
import type { WaiterOptions } from '../../templates/runtime/files/waiter-definition.ts';
import { waitUntil } from '../../templates/runtime/files/waiter.ts';
import type { Warning } from '../../templates/runtime/files/warning.ts';
import type { Moment } from './artu-executions.ts';
import {
  artuTransport,
  executionCompleted,
  executionId,
  type Completed,
  type Execution,
} from './artu-operations.ts';
import { startArtuServer, type ArtuScript, type ArtuServer } from './artu-server.ts';
import { fastClock, settlingMs } from './process-clock.ts';

/** Times of the wait below are those of a clock that runs this much faster. */
export const speed = 20;
export const minute = 60_000;

export type Options = Partial<WaiterOptions<Execution>>;

export interface Waited {
  readonly result: unknown;
  /** On the fast clock. */
  readonly ms: number;
  readonly server: ArtuServer;
  readonly transport: Transport;
}

/** Waits against a server that plays the script, and closes it. */
export async function waitFor(
  { speed: clockSpeed = speed, ...script }: ArtuScript,
  options: Options = {},
): Promise<Waited> {
  await using server = await startArtuServer({ speed: clockSpeed, ...script });
  const transport = { ...fastTransport(server), clock: fastClock(clockSpeed) };
  const end = wait(transport, options).catch((error: unknown) => error);
  const ms = (await settlingMs(end)) * clockSpeed;
  return { result: await end, ms, server, transport };
}

export function fastTransport(
  server: ArtuServer,
  onWarning: (warning: Warning) => void = () => undefined,
): Transport {
  return { ...artuTransport(server.url, { onWarning }), clock: fastClock(speed) };
}

export function wait(transport: Transport, options: Options = {}): Promise<Completed> {
  return waitUntil(
    transport,
    executionCompleted,
    { id: executionId },
    { maxWaitMs: 10 * minute, ...options },
  );
}

export function timeline(...moments: readonly Moment[]): ArtuScript {
  return { executions: { [executionId]: moments } };
}

export const completed = timeline({ atMs: 0, status: 'completed' });
export const running = timeline({ atMs: 0, status: 'running' });
export const completedAfter = (atMs: number): ArtuScript =>
  timeline({ atMs: 0, status: 'running' }, { atMs, status: 'completed' });

export const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
