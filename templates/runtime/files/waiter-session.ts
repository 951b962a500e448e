/** Turns a wait as it was asked for into its limits and its memory. */
import { anySignal } from './abort.js';
import { checkedCount, checkedMs } from './option.js';
import { ApiRequestError } from './request-error.js';
import type { Transport } from './transport.js';
import type { Waiter, WaiterOptions } from './waiter-definition.js';
import type { Warning, WarningKind } from './warning.js';
import { clampWindow, type WindowLimits } from './window.js';

/** One wait, as it was asked for. */
export interface Wait<Parameters, Result> {
  readonly transport: Transport;
  readonly waiter: Waiter<Parameters, Result>;
  readonly parameters: Parameters;
  readonly options: Partial<WaiterOptions<Result>>;
}

/** What a wait keeps to. */
export interface WaiterLimits extends WindowLimits {
  readonly maxWaitMs: number;
  readonly graceMs: number;
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
  readonly maxErrors: number;
}

/** What a wait remembers from one request to the next. */
export interface WaiterMemory<Result> {
  attempts: number;
  /** When the next request is wanted, on the transport's clock. */
  nextAt: number;
  /** What it asks for. */
  windowMs: number;
  state: string | undefined;
  /** Whether the last result had another state than the one before. */
  changed: boolean;
  /** How many results had. */
  changes: number;
  lastResponse: Result | undefined;
  /** How often each state, status and error was seen. */
  readonly observed: Map<string, number>;
  /** Each in a row: failures, requests that something on the way cut, answers that came too soon. */
  errors: number;
  cuts: number;
  shortReturns: number;
  tolerated: number;
  readonly warned: Set<WarningKind>;
}

/** A wait on its way. */
export interface Session<Parameters, Result> extends Wait<Parameters, Result> {
  readonly startedAt: number;
  readonly limits: WaiterLimits;
  readonly memory: WaiterMemory<Result>;
  /** One signal of its own: waits that share the caller's would otherwise all listen to that one. */
  readonly signal: AbortSignal;
}

/** A wait on its way, whatever it is called with. */
export interface ResultSession<Result> extends Omit<
  Session<never, Result>,
  'waiter' | 'parameters'
> {
  readonly waiter: Omit<Waiter<never, Result>, 'withWindow' | 'fallback'>;
  readonly parameters: unknown;
}

/** A wait on its way, whatever it waits for: as much of it as its pace and its report look at. */
export interface AnySession extends Pick<
  Session<never, unknown>,
  'transport' | 'startedAt' | 'limits' | 'memory'
> {
  readonly waiter: {
    readonly name: string;
    readonly call: { readonly operation: () => { readonly id: string } };
  };
  readonly parameters: unknown;
}

/** Checks the options and begins. @throws {ApiRequestError} at the first that makes no sense. */
export function startSession<Parameters, Result>(
  wait: Wait<Parameters, Result>,
): Session<Parameters, Result> {
  const { transport, waiter, options } = wait;
  const limits = limitsOf(waiter, options);
  const startedAt = transport.clock.now();
  return {
    ...wait,
    startedAt,
    limits,
    memory: emptyMemory(startedAt, firstWindow(wait, limits)),
    signal: anySignal([options.signal, transport.closed]),
  };
}

/** Milliseconds since the wait began. */
export function elapsedIn({ transport, startedAt }: AnySession): number {
  return transport.clock.now() - startedAt;
}

/** Milliseconds until the wait must be over. */
export function remainingIn(session: AnySession): number {
  return session.limits.maxWaitMs - elapsedIn(session);
}

/** Counts what was seen. */
export function observe({ memory: { observed } }: AnySession, seen: string): void {
  observed.set(seen, (observed.get(seen) ?? 0) + 1);
}

/** Gives a warning, each kind once for a wait. */
export function warnOnce({ memory, transport }: AnySession, warning: Warning): void {
  if (memory.warned.has(warning.kind)) return;
  memory.warned.add(warning.kind);
  transport.onWarning(warning);
}

function limitsOf<Parameters, Result>(
  { call, ...waiter }: Waiter<Parameters, Result>,
  options: Partial<WaiterOptions<Result>>,
): WaiterLimits {
  const { longPoll } = call.operation();
  const maxWaitMs = checkedMs('maxWaitMs', options.maxWaitMs) ?? waiter.maxWaitMs;
  if (maxWaitMs === undefined) {
    throw new ApiRequestError(`${waiter.name} needs the option maxWaitMs.`, {
      option: 'maxWaitMs',
    });
  }
  const minDelayMs = checkedMs('minDelayMs', options.minDelayMs) ?? waiter.minDelayMs;
  return {
    maxWaitMs,
    minMs: longPoll?.minMs ?? 0,
    maxMs: longPoll?.maxMs ?? 0,
    graceMs: checkedMs('graceMs', options.graceMs) ?? longPoll?.graceMs ?? 0,
    minDelayMs,
    maxDelayMs: Math.max(
      minDelayMs,
      checkedMs('maxDelayMs', options.maxDelayMs) ?? waiter.maxDelayMs,
    ),
    maxErrors: checkedCount('maxConsecutiveErrors', options.maxConsecutiveErrors) ?? 5,
  };
}

/** The window that is wanted, or the longest that earlier waits of the same client got. */
function firstWindow<Parameters, Result>(
  wait: Wait<Parameters, Result>,
  limits: WaiterLimits,
): number {
  const { transport, waiter, options } = wait;
  const wanted =
    checkedMs('windowMs', options.windowMs) ?? waiter.call.operation().longPoll?.defaultMs ?? 0;
  return clampWindow(
    Math.min(wanted, transport.windows.get(transport.baseUrl.origin) ?? wanted),
    limits,
  );
}

function emptyMemory<Result>(nextAt: number, windowMs: number): WaiterMemory<Result> {
  return {
    attempts: 0,
    nextAt,
    windowMs,
    state: undefined,
    changed: false,
    changes: 0,
    lastResponse: undefined,
    observed: new Map<string, number>(),
    errors: 0,
    cuts: 0,
    shortReturns: 0,
    tolerated: 0,
    warned: new Set<WarningKind>(),
  };
}
