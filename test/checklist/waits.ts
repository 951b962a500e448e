/** Turns a script into a wait of the generated client for an execution, and what became of it on both sides. */
import type { Transport, WaiterOptions, WorkflowExecution } from '../../generated/workflows/src/index.ts';
import type { Context, Server } from './case.ts';
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
  /** How many times faster than the clock of the process; default: `speed`. */
  readonly clock?: number;
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
  const server = await context.serve({ speed: clock, ...script });
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
