/** Abort signals, timers and closing. */

/** 24 days; a longer delay makes the platform's timer fire at once. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * One signal that aborts with the first of several.
 *
 * `AbortSignal.any` holds its sources weakly and adds no listener to them, so that thousands of
 * calls may share one long-lived signal.
 */
export function anySignal(signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.flatMap((signal) => (signal ? [nativeSignal(signal)] : [])));
}

/** `AbortSignal.any` and `fetch` refuse the signals of a polyfill; this follows one. */
function nativeSignal(signal: AbortSignal): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const follower = new AbortController();
  const structural: AbortSignal = signal;
  const follow = (): void => follower.abort(structural.reason);
  structural.addEventListener('abort', follow);
  if (structural.aborted) follow();
  return follower.signal;
}

/** The work's result, or the signal's reason as soon as it aborts, even where the work ignores it. */
export function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Waits, but not past the signal's abort: whoever waits looks at the signal then. */
export async function sleep(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  let cancel = (): void => {};
  const time = new Promise<void>((resolve) => (cancel = clock.schedule(ms, resolve)));
  await orAbort(time, signal).catch(() => {});
  cancel();
}

/** Time as the runtime sees it; a test may hand in another one. */
export interface Clock {
  /** Milliseconds that a change of the system's time never moves. */
  readonly now: () => number;
  /** Milliseconds since 1970: only for dates that a server names. */
  readonly date: () => number;
  /** Runs the task once, later, and after 24 days at the latest; what it returns calls it off. */
  readonly schedule: (ms: number, task: () => void) => () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  schedule(ms, task) {
    const timer = setTimeout(task, Math.min(ms, longestTimerMs));
    return () => clearTimeout(timer);
  },
};

/** Where the compiler knows the symbol; a package must also compile where its `lib` does not. */
type AsyncDispose = SymbolConstructor extends { readonly asyncDispose: infer Key extends symbol }
  ? Key
  : never;

/** Something that can be ended, also by `await using` where platform and compiler know it. */
export type Closable = { readonly close: () => Promise<void> } & {
  readonly [Key in AsyncDispose]: () => Promise<void>;
};

/** The symbol is looked up when it is needed: platforms without it may be given one by a polyfill. */
export function closable(close: () => Promise<void>): Closable {
  const key: unknown = Reflect.get(Symbol, 'asyncDispose');
  const ways: object = { close, ...(typeof key === 'symbol' && { [key]: close }) };
  // A key that is known only at run time has no type; without it, there is no such property to ask for.
  return ways as Closable;
}
