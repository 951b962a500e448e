/** State of one wait: its limits, what it has seen, and the text that resumes it. */
import { anySignal, type Clock } from './abort.js';
import { baseUrlOf } from './call.js';
import { clampWindow, type WindowLimits } from './long-poll.js';
import { checkedCount, checkedMs } from './settings.js';
import type { Transport } from './transport.js';
import type { Waiter, WaiterOptions } from './waiter-definition.js';
import type { Warned, WarningKind } from './warning.js';

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
  /** What the first request asks for, unless something on the way is known to cut it. */
  readonly windowMs: number;
  readonly graceMs: number;
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
  readonly maxConsecutiveErrors: number;
}

/** What a wait remembers from one request to the next. */
export interface WaiterMemory<Result> {
  attempts: number;
  /** What it asks for. */
  windowMs: number;
  state?: string;
  lastResponse?: Result;
  /** How often each state, status and error was seen. */
  readonly observed: Map<string, number>;
  /** Each in a row: failures, requests that something on the way cut, answers that came too soon. */
  errors: number;
  cuts: number;
  shortReturns: number;
  tolerated: number;
}

/** A wait on its way. */
export interface Session<Parameters, Result>
  extends Wait<Parameters, Result>, WaiterLimits, Warned {
  readonly clock: Clock;
  readonly startedAt: number;
  readonly memory: WaiterMemory<Result>;
  /** Among what is under way it ends the wait with the transport. */
  readonly ending: AbortController;
  /** Aborts with the caller's, and with `ending`. */
  readonly signal: AbortSignal;
}

/** A wait on its way, whatever it is called with. */
export interface ResultSession<Result> extends Omit<
  Session<never, Result>,
  'waiter' | 'parameters'
> {
  readonly waiter: Omit<Waiter<never, Result>, 'withWindow'>;
  readonly parameters: unknown;
}

/** A wait on its way, whatever it waits for: as much of it as its pace and its report look at. */
export interface AnySession extends Pick<
  Session<never, unknown>,
  'transport' | 'clock' | 'startedAt' | 'memory' | keyof WaiterLimits
> {
  readonly waiter: {
    readonly name: string;
    readonly call: { readonly operation: () => { readonly id: string; readonly baseUrl?: string } };
    readonly fallback?: unknown;
  };
  readonly parameters: unknown;
}

/** Checks the options and begins. @throws {ApiRequestError} at the first that makes no sense. */
export function startSession<Parameters, Result>(
  wait: Wait<Parameters, Result>,
): Session<Parameters, Result> {
  const { clock, onWarning } = wait.transport;
  const limits = limitsOf(wait);
  const ending = new AbortController();
  return {
    ...wait,
    ...limits,
    clock,
    onWarning,
    startedAt: clock.now(),
    warned: new Set<WarningKind>(),
    memory: {
      attempts: 0,
      windowMs: firstWindow(wait, limits),
      observed: new Map<string, number>(),
      errors: 0,
      cuts: 0,
      shortReturns: 0,
      tolerated: 0,
    },
    ending,
    signal: anySignal([wait.options.signal, ending.signal]),
  };
}

/** Whole milliseconds since the wait began. */
export function elapsedIn({ clock, startedAt }: AnySession): number {
  return Math.floor(clock.now() - startedAt);
}

/** Whole milliseconds until the wait must be over. */
export function remainingIn(session: AnySession): number {
  return session.maxWaitMs - elapsedIn(session);
}

/** Where its requests go. */
export function originOf({ transport, waiter }: Pick<AnySession, 'transport' | 'waiter'>): string {
  return baseUrlOf(transport, waiter.call.operation()).origin;
}

/** Counts what was seen. */
export function observe({ memory: { observed } }: AnySession, seen: string): void {
  observed.set(seen, (observed.get(seen) ?? 0) + 1);
}

/** The options that are times. */
type TimeOption = 'windowMs' | 'graceMs' | 'minDelayMs' | 'maxDelayMs';

/** Of an operation that the server does not hold. */
const noWindow = { minMs: 0, maxMs: 0, defaultMs: 0, graceMs: 0 };

function limitsOf<Parameters, Result>({ waiter, options }: Wait<Parameters, Result>): WaiterLimits {
  const given = (option: TimeOption): number | undefined => checkedMs(option, options[option]);
  const held = waiter.call.operation().longPoll ?? noWindow;
  const minDelayMs = given('minDelayMs') ?? waiter.minDelayMs;
  return {
    // Nothing else says how long to wait: NaN is refused, by the name of the option.
    maxWaitMs: checkedMs('maxWaitMs', options.maxWaitMs ?? waiter.maxWaitMs ?? NaN),
    minMs: held.minMs,
    maxMs: held.maxMs,
    windowMs: given('windowMs') ?? held.defaultMs,
    graceMs: given('graceMs') ?? held.graceMs,
    minDelayMs,
    maxDelayMs: Math.max(minDelayMs, given('maxDelayMs') ?? waiter.maxDelayMs),
    maxConsecutiveErrors: checkedCount('maxConsecutiveErrors', options.maxConsecutiveErrors) ?? 5,
  };
}

/** No longer than the longest that earlier waits of the same client got. */
function firstWindow<Parameters, Result>(
  wait: Wait<Parameters, Result>,
  limits: WaiterLimits,
): number {
  const { transport } = wait;
  const knownMs = transport.windows.get(originOf(wait)) ?? Infinity;
  return clampWindow(Math.min(limits.windowMs, knownMs), limits);
}

/** What the text says; `v` changes when an older client could not read it. */
export interface WaiterToken {
  readonly v: 1;
  /** The id of the operation. */
  readonly op: string;
  readonly waiter: string;
  readonly input: unknown;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  readonly window: number;
}

/** JSON, as short as it can be. */
export function serializeWait(session: AnySession): string {
  const { waiter, parameters, clock, memory } = session;
  const token: WaiterToken = {
    v: 1,
    op: waiter.call.operation().id,
    waiter: waiter.name,
    input: parameters,
    deadline: Math.round(clock.date() + remainingIn(session)),
    window: memory.windowMs,
  };
  return JSON.stringify(token);
}
