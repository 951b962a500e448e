/** Turns the clock of the process into one that runs many times faster and keeps a list of what it was asked to wait for. */
import { fastClock } from '../support/process-clock.ts';
import type { Transport } from '../../generated/workflows/src/index.ts';

export interface RecordingClock {
  readonly speed: number;
  /** The date that it tells, for dates in headers. */
  readonly dateMs?: number | undefined;
  /** Gets every delay but the limits of attempts. */
  readonly delays: number[];
  /** The limit of an attempt. */
  readonly timeout: number;
}

/** Divides every delay, multiplies every span of time. */
export function recordingClock({ speed, dateMs, delays, timeout }: RecordingClock): Transport['clock'] {
  const clock = fastClock(speed);
  return {
    ...clock,
    date: () => dateMs ?? clock.date(),
    schedule(ms, task) {
      if (ms < timeout) delays.push(ms);
      return clock.schedule(ms, task);
    },
  };
}
