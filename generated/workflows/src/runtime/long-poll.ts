/** Turns what is known of a long-poll into the time that its calls get, and what a cut of one looks like. */
import type { LongPoll, LongPollDefinition } from './operation.js';
import { standardSettings } from './settings.js';
import { warnOnce } from './warning.js';
import { isCut } from './window.js';

/** Only operations that the server holds bring this into a bundle. */
export function longPoll<Parameters>(
  definition: LongPollDefinition<Parameters>,
): LongPoll<Parameters> {
  return {
    ...definition,
    hold(parameters, { id, timeout, ...warned }) {
      const windowMs = definition.windowOf(parameters) ?? definition.defaultMs;
      const leastMs = windowMs + definition.graceMs;
      if (timeout < leastMs && timeout !== standardSettings.timeout) {
        const message = `${id}: the timeout of ${timeout} ms is raised to ${leastMs}, the window and its grace`;
        warnOnce(warned, { kind: 'timeout', message });
      }
      return {
        // A shorter time would end every long-poll in which nothing happens.
        timeout: Math.max(timeout, leastMs),
        isCut: (failed) => isCut({ ...failed, windowMs }),
      };
    },
  };
}
