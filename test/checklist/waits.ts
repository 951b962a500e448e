/** Turns a script into a wait of the generated client for an execution, and what became of it on both sides. */
import type { Transport, WaiterOptions, WorkflowExecution } from '../../generated/workflows/src/index.ts';
import type { Case, Context, Server } from './case.ts';
import type { Script, SeenRequest } from './script.ts';
import { executionId, settle, transportTo, type ClientSetup, type Tried } from './trial.ts';

/** Times of a script and of its wait are those of a clock that runs this much faster. */
export const speed = 20;

export const minute = 60_000;

export type Options = Partial<WaiterOptions<WorkflowExecution>>;

export interface WaitTrial extends Script {
  readonly client?: ClientSetup;
  /** Those of the wait. */
  readonly options?: Options;
  /** Default: `speed`; `system`: the wall's. */
  readonly clock?: number | 'system';
}

export interface Waited extends Omit<Tried, 'delays'> {
  readonly server: Server;
  readonly transport: Transport;
  /** The windows that were asked for, in order. */
  readonly windows: readonly number[];
}

/** A server and a transport of one clock. */
export async function open(
  context: Context,
  { client, options: _, clock = speed, ...script }: WaitTrial,
): Promise<{ readonly server: Server; readonly transport: Transport }> {
  const server = await context.serve({ speed: clock === 'system' ? 1 : clock, ...script });
  return { server, transport: transportTo(context, server, { client: client ?? {}, clock }) };
}

/** Waits once, against a server of its own. */
export async function waitFor(context: Context, trial: WaitTrial): Promise<Waited> {
  const { server, transport } = await open(context, trial);
  const tried = await settle(server, () => wait(context, transport, trial.options));
  return { ...tried, server, transport, windows: windowsIn(tried.requests) };
}

/** Begins a wait of ten minutes, or of as long as the options say. */
export function wait({ executions }: Context, transport: Transport, options: Options = {}): Promise<unknown> {
  return executions.waitUntilCompleted(
    transport,
    { id: executionId },
    { maxWaitMs: 10 * minute, ...options },
  );
}

/** The windows that requests asked for. */
export function windowsIn(requests: readonly SeenRequest[]): readonly number[] {
  return requests.flatMap(({ url }) => {
    const window = new URL(url, 'http://artu').searchParams.get('timeoutMs');
    return window === null ? [] : [Number(window)];
  });
}

/** Times between the beginnings of requests, on the clock of the wait. */
export function gapsBetween(requests: readonly SeenRequest[]): readonly number[] {
  return requests.slice(1).map(({ atMs }, index) => (atMs - (requests[index]?.atMs ?? 0)) * speed);
}

/**
 * The same cases, each tried again where it fails.
 *
 * On a clock that runs 20 times faster, a busy machine that is late by 100 ms is late by two seconds:
 * a fault of the client is there every time, one of the machine is not.
 */
export function steady(cases: readonly Case[]): readonly Case[] {
  return cases.map((each) => ({ ...each, run: (context) => tryAgain(() => each.run(context), 2) }));
}

async function tryAgain(work: () => Promise<void>, rest: number): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (rest === 0) throw error;
    await tryAgain(work, rest - 1);
  }
}

/** Whether the work is done within so many milliseconds, once of a few times: a busy machine is late now and then. */
export async function promptly(limitMs: number, work: () => Promise<number>): Promise<void> {
  let best = Infinity;
  for (let round = 0; round < 4 && best > limitMs; round += 1) best = Math.min(best, await work());
  if (best > limitMs) throw new Error(`expected at most ${limitMs} ms, got ${best}`);
}

export const running: Script = { timeline: [{ atMs: 0, status: 'running' }] };
export const completed: Script = { timeline: [{ atMs: 0, status: 'completed' }] };

/** An execution that ends well after a while. */
export function completedAfter(atMs: number): Script {
  return {
    timeline: [
      { atMs: 0, status: 'running' },
      { atMs, status: 'completed' },
    ],
  };
}

/** The same several times. */
export function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}
