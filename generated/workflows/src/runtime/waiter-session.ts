/** Turns a wait as it was asked for into its limits and its memory. */
import { anySignal } from './abort.js';
import type { LongPollDefinition } from './operation.js';
import { checkedCount, checkedMs } from './option.js';
import type { Transport } from './transport.js';
import type { Waiter, WaiterOptions } from './waiter-definition.js';
import { warnOnce, type Warning, type WarningKind } from './warning.js';
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
  /** What the first request asks for. */
  readonly firstMs: number;
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
export interface Session<Parameters, Result> extends Wait<Parameters, Result>, WaiterLimits {
  readonly startedAt: number;
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
  'transport' | 'startedAt' | 'memory' | keyof WaiterLimits
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
  const { transport, options } = wait;
  const limits = limitsOf(wait);
  const startedAt = transport.clock.now();
  return {
    ...wait,
    startedAt,
    ...limits,
    memory: emptyMemory(startedAt, limits.firstMs),
    signal: anySignal([options.signal, transport.closed]),
  };
}

/** Milliseconds since the wait began. */
export function elapsedIn({ transport, startedAt }: AnySession): number {
  return transport.clock.now() - startedAt;
}

/** Milliseconds until the wait must be over. */
export function remainingIn(session: AnySession): number {
  return session.maxWaitMs - elapsedIn(session);
}

/** Counts what was seen. */
export function observe({ memory: { observed } }: AnySession, seen: string): void {
  observed.set(seen, (observed.get(seen) ?? 0) + 1);
}

/** Gives a warning, each kind once for a wait. */
export function warnInWait({ memory, transport }: AnySession, warning: Warning): void {
  const { onWarning } = transport;
  warnOnce({ warned: memory.warned, onWarning }, warning);
}

/** The options that are times. */
type TimeOption = 'windowMs' | 'graceMs' | 'minDelayMs' | 'maxDelayMs';

function limitsOf<Parameters, Result>(wait: Wait<Parameters, Result>): WaiterLimits {
  const { transport, waiter, options } = wait;
  const given = (option: TimeOption): number | undefined => checkedMs(option, options[option]);
  const longPoll: Partial<LongPollDefinition<never>> = waiter.call.operation().longPoll ?? {};
  const { minMs = 0, maxMs = 0, defaultMs = 0, graceMs = 0 } = longPoll;
  const minDelayMs = given('minDelayMs') ?? waiter.minDelayMs;
  const wantedMs = given('windowMs') ?? defaultMs;
  // The longest that earlier waits of the same client got.
  const knownMs = transport.windows.get(transport.baseUrl.origin) ?? wantedMs;
  return {
    // Nothing else says how long to wait: NaN is refused, by the name of the option.
    maxWaitMs: checkedMs('maxWaitMs', options.maxWaitMs ?? waiter.maxWaitMs ?? NaN),
    minMs,
    maxMs,
    firstMs: clampWindow(Math.min(wantedMs, knownMs), { minMs, maxMs }),
    graceMs: given('graceMs') ?? graceMs,
    minDelayMs,
    maxDelayMs: Math.max(minDelayMs, given('maxDelayMs') ?? waiter.maxDelayMs),
    maxErrors: checkedCount('maxConsecutiveErrors', options.maxConsecutiveErrors) ?? 5,
  };
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
