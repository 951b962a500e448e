/** Turns the platform's time into one that only goes forward and a timer that takes any delay. */

/** Time as the runtime sees it; a test may hand in another one. */
export interface Clock {
  /** Milliseconds that a change of the system's time never moves. */
  readonly now: () => number;
  /** Milliseconds since 1970: only for dates that a server names. */
  readonly date: () => number;
  /** Runs the task once, later, and after 24 days at the latest; what it returns calls it off. */
  readonly schedule: (ms: number, task: () => void) => () => void;
}

/** 24 days; a longer delay makes the platform's timer fire at once. */
const longestTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  schedule(ms, task) {
    const timer = setTimeout(task, Math.min(ms, longestTimerMs));
    return () => clearTimeout(timer);
  },
};
