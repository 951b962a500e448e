/** Turns the wall's clock into one that runs many times faster and keeps a list of what it was asked to wait for. */
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
  return {
    now: () => performance.now() * speed,
    date: () => dateMs ?? Date.now(),
    schedule(ms, task) {
      if (ms < timeout) delays.push(ms);
      const timer = setTimeout(task, Math.min(ms / speed, 2 ** 31 - 1));
      return () => clearTimeout(timer);
    },
  };
}

/** A clock that only runs faster. */
export function fastClock(speed: number): Transport['clock'] {
  return recordingClock({ speed, delays: [], timeout: Infinity });
}
