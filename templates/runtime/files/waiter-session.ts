/** State of one wait: its limits, its history, and the text that resumes it. */
import { anySignal, type Clock } from './abort.js';
import { baseUrlOf } from './call.js';
import type { ServedOperation } from './operation.js';
import { clampWindow, type WindowLimits } from './long-poll.js';
import { checkedWhole } from './settings.js';
import type { Transport } from './transport.js';
import type { Waiter, WaiterOptions } from './waiter-definition.js';
import type { WarningState, WarningKind } from './warning.js';

/** A requested wait. */
export interface Wait<Parameters, Result> {
  readonly transport: Transport;
  readonly waiter: Waiter<Parameters, Result>;
  readonly parameters: Parameters;
  readonly options: Partial<WaiterOptions<Result>>;
}

/** Limits of a wait. */
export interface WaiterLimits extends WindowLimits {
  readonly maxWaitMs: number;
  /** Window of the first request, unless an intermediary is known to cut it. */
  readonly windowMs: number;
  readonly graceMs: number;
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
  readonly maxConsecutiveErrors: number;
}

/** State that a wait keeps between requests. */
export interface WaiterMemory<Result> {
  attempts: number;
  /** Window of the next request. */
  windowMs: number;
  state?: string;
  lastResponse?: Result;
  /** Number of times that each state, status and error was observed. */
  readonly observed: Map<string, number>;
  /** Failures in a row. */
  errors: number;
  /** Requests in a row that an intermediary cut. */
  cuts: number;
  /** Responses in a row that came before the window ended. */
  shortReturns: number;
  /** Matches in a row of an acceptor with a limit. */
  tolerated: number;
}

/** A running wait. */
export interface Session<Parameters, Result>
  extends Wait<Parameters, Result>, WaiterLimits, WarningState {
  readonly clock: Clock;
  readonly startedAt: number;
  readonly memory: WaiterMemory<Result>;
  /** Aborts the wait when the transport is closed. */
  readonly ending: AbortController;
  /** Aborts with the caller's signal and with `ending`. */
  readonly signal: AbortSignal;
}

/** A running wait with any parameters. */
export interface ResultSession<Result> extends Omit<
  Session<never, Result>,
  'waiter' | 'parameters'
> {
  readonly waiter: Omit<Waiter<never, Result>, 'withWindow'>;
  readonly parameters: unknown;
}

/** A running wait with any result: the part that computes delays and reports. */
export interface AnySession extends Pick<
  Session<never, unknown>,
  'transport' | 'clock' | 'startedAt' | 'memory' | keyof WaiterLimits
> {
  readonly waiter: {
    readonly name: string;
    readonly call: { readonly operation: () => ServedOperation & { readonly id: string } };
    readonly fallback?: unknown;
  };
  readonly parameters: unknown;
}

/** Starts a wait. @throws {ApiRequestError} naming the first invalid option. */
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
    signal: anySignal([wait.options.signal ?? ending.signal, ending.signal]),
  };
}

/** Returns the whole milliseconds since the wait began. */
export function elapsedIn({ clock, startedAt }: AnySession): number {
  return Math.floor(clock.now() - startedAt);
}

/** Returns the whole milliseconds until the deadline of the wait. */
export function remainingIn(session: AnySession): number {
  return session.maxWaitMs - elapsedIn(session);
}

/** Returns the origin of the requests. */
export function originOf({ transport, waiter }: Pick<AnySession, 'transport' | 'waiter'>): string {
  return baseUrlOf(transport, waiter.call.operation()).origin;
}

/** Counts an observed state, status or error. */
export function observe({ memory: { observed } }: AnySession, seen: string): void {
  observed.set(seen, (observed.get(seen) ?? 0) + 1);
}

/** Names of the options in milliseconds. */
type TimeOption = 'windowMs' | 'graceMs' | 'minDelayMs' | 'maxDelayMs';

/** Limits of an operation that is not a long-poll. */
const noWindow = { minMs: 0, maxMs: 0, defaultMs: 0, graceMs: 0 };

function limitsOf<Parameters, Result>({ waiter, options }: Wait<Parameters, Result>): WaiterLimits {
  const optionMs = (option: TimeOption): number | undefined =>
    checkedWhole(option, options[option], 1);
  const held = waiter.call.operation().longPoll ?? noWindow;
  const minDelayMs = optionMs('minDelayMs') ?? waiter.minDelayMs;
  return {
    // Required: NaN makes the check fail with the name of the option.
    maxWaitMs: checkedWhole('maxWaitMs', options.maxWaitMs ?? waiter.maxWaitMs ?? NaN, 1),
    minMs: held.minMs,
    maxMs: held.maxMs,
    windowMs: optionMs('windowMs') ?? held.defaultMs,
    graceMs: optionMs('graceMs') ?? held.graceMs,
    minDelayMs,
    maxDelayMs: Math.max(minDelayMs, optionMs('maxDelayMs') ?? waiter.maxDelayMs),
    maxConsecutiveErrors:
      checkedWhole('maxConsecutiveErrors', options.maxConsecutiveErrors, 0) ?? 5,
  };
}

/** Returns the window of the first request, limited to what earlier waits of this client achieved. */
function firstWindow<Parameters, Result>(
  wait: Wait<Parameters, Result>,
  limits: WaiterLimits,
): number {
  const { transport } = wait;
  const knownMs = transport.windows.get(originOf(wait)) ?? Infinity;
  return clampWindow(Math.min(limits.windowMs, knownMs), limits);
}

/** Content of the text of a poller. `v` changes when older clients cannot read it. */
export interface WaiterToken {
  readonly v: 1;
  /** Id of the operation. */
  readonly op: string;
  readonly waiter: string;
  readonly input: unknown;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  readonly window: number;
}

/** Returns the text that resumes a wait. */
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
