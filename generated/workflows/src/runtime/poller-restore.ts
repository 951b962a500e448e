/** Turns the text of an earlier wait into the time and the window that are left of it. */
import { ApiRequestError } from './request-error.js';
import type { Wait } from './waiter-session.js';
import type { WaiterToken } from './waiter-token.js';

/** The wait as it goes on. @throws {ApiRequestError} at the text of another wait, or of another version. */
export function restoredWait<Parameters, Result>(
  wait: Wait<Parameters, Result>,
  text: string,
): Wait<Parameters, Result> {
  const { waiter, transport, parameters, options } = wait;
  const token = tokenIn(text);
  if (token.v !== 1) throw refused('is of another version');
  if (token.op !== waiter.call.operation().id || token.waiter !== waiter.name)
    throw refused('is of another operation');
  if (canonical(token.input) !== canonical(parameters)) throw refused('has other parameters');
  const { deadline, window } = token;
  if (!Number.isFinite(deadline)) throw refused('has no deadline');
  // A deadline that is over leaves time for nothing, and says so as any other one does.
  const maxWaitMs = Math.max(1, Math.round(Number(deadline) - transport.clock.date()));
  const windowMs = options.windowMs ?? (Number(window) > 0 ? Number(window) : undefined);
  return { ...wait, options: { ...options, maxWaitMs, windowMs } };
}

function tokenIn(text: string): Partial<Record<keyof WaiterToken, unknown>> {
  try {
    return new Object(JSON.parse(text));
  } catch {
    throw refused('is no text of a poller');
  }
}

function refused(what: string): ApiRequestError {
  return new ApiRequestError(`The option restoreFrom ${what}.`, { option: 'restoreFrom' });
}

/** The same text for the same values, however they were ordered, and as JSON has them. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
