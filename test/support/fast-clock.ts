/** Turns the clock on the wall into one that runs many times faster, for waits of minutes in a test of milliseconds. */
import type { Clock } from '../../templates/runtime/files/clock.ts';

/** Every delay is divided by `speed`, every span of time multiplied by it. */
export function fastClock(speed: number): Clock {
  return {
    now: () => performance.now() * speed,
    date: () => Date.now(),
    schedule(ms, task) {
      const timer = setTimeout(task, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}
