/** Abort signals, timers and closing. */

/** 24 days; a longer delay makes the platform's timer fire at once. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Returns a signal that aborts with the first of several.
 *
 * `AbortSignal.any` holds its sources weakly and adds no listener to them, so that thousands of
 * calls may share one long-lived signal.
 */
export function anySignal(signals: readonly AbortSignal[]): AbortSignal {
  // `AbortSignal.any` and `fetch` refuse the signal of a polyfill.
  return AbortSignal.any(
    signals.map((signal) => (signal instanceof AbortSignal ? signal : follow(signal))),
  );
}

/** Aborts the controller with the signal, and returns its signal. The signal keeps the controller: it must end with the call. */
export function follow(
  signal: AbortSignal,
  controller: AbortController = new AbortController(),
): AbortSignal {
  const abort = (): void => controller.abort(signal.reason);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  return controller.signal;
}

/** Returns the result of the work. Rejects with the signal's reason as soon as it aborts, even if the work ignores it. */
export function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Waits for the time or for the signal's abort. Never rejects: the caller checks the signal afterwards. */
export async function sleep(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  let cancel = (): void => {};
  const time = new Promise<void>((resolve) => (cancel = clock.schedule(ms, resolve)));
  await orAbort(time, signal).catch(() => {});
  cancel();
}

/** Source of time for the runtime. A test can replace it. */
export interface Clock {
  /** Monotonic milliseconds: a change of the system time does not affect them. */
  readonly now: () => number;
  /** Milliseconds since 1970. Compare them only with dates that a server sends. */
  readonly date: () => number;
  /** Runs the task once after the delay, 24 days at most. Returns a function that cancels it. */
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

/** `Symbol.asyncDispose` if the compiler's `lib` declares it: the package must also compile without it. */
type AsyncDispose = SymbolConstructor extends { readonly asyncDispose: infer Key extends symbol }
  ? Key
  : never;

/** A resource with `close()`. `await using` closes it too, if the platform and the compiler support it. */
export type Closable = { readonly close: () => Promise<void> } & {
  readonly [Key in AsyncDispose]: () => Promise<void>;
};

/** Makes a closable resource. Reads the symbol at each call, because a polyfill may add it later. */
export function makeClosable(close: () => Promise<void>): Closable {
  const key: unknown = Reflect.get(Symbol, 'asyncDispose');
  const methods: object = { close, ...(typeof key === 'symbol' && { [key]: close }) };
  // TypeScript cannot type a computed key. Where the symbol is missing, `Closable` does not declare it.
  return methods as Closable;
}
