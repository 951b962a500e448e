/** Turns a machine that was asleep into one call: what was open before is dead, and no timer has noticed. */
import type { Clock } from './clock.js';

/** A machine that sleeps for less keeps its connections, or its waits end by their own limits soon. */
const everyMs = 5_000;

/**
 * Runs the task once the date has moved much more than the clock, which stands still while the machine sleeps.
 *
 * A date that somebody sets forward looks the same, and costs one request. What it returns ends the watch.
 */
export function onWake(clock: Clock, task: () => void): () => void {
  const aheadMs = (): number => clock.date() - clock.now();
  const beforeMs = aheadMs();
  let cancel: () => void;
  const watch = (): void => {
    cancel = clock.schedule(everyMs, () => {
      if (aheadMs() - beforeMs > everyMs) task();
      else watch();
    });
  };
  watch();
  return () => cancel();
}
