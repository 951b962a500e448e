/** Turns the platform's time into one that only goes forward and one timer without an upper limit. */

/** Time as the runtime sees it; a test may hand in another one. */
export interface Clock {
  /** Milliseconds that a change of the system's time never moves. */
  readonly now: () => number;
  /** Milliseconds since 1970: only for dates that a server names. */
  readonly date: () => number;
  /** Runs the task once, later; what it returns calls it off. */
  readonly schedule: (ms: number, task: () => void) => () => void;
}

/** A longer delay makes the platform's timer fire at once. */
const longestTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  schedule: scheduleInPieces,
};

function scheduleInPieces(ms: number, task: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const arm = (rest: number): void => {
    const piece = Math.min(rest, longestTimerMs);
    timer = setTimeout(() => (rest > piece ? arm(rest - piece) : task()), piece);
  };
  arm(ms);
  return () => clearTimeout(timer);
}
