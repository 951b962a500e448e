/** Holds signals while files are written, so that they find either the old files or the new ones. */
import { setImmediate } from 'node:timers/promises';

/** Signals that end a process and that it may handle: an interrupt, a terminal that closes, a request to end. */
const endingSignals = ['SIGINT', 'SIGHUP', 'SIGTERM'] as const;

interface SignalGate {
  readonly hold: () => void;
  readonly release: () => void;
}

/**
 * One for the process. Its listener stays after the first write: a signal that arrives while a listener is
 * removed reaches neither the listener nor the system.
 */
function createSignalGate(): SignalGate {
  let holders = 0;
  let held: NodeJS.Signals | null = null;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (holders > 0) held ??= signal;
    else end(signal);
  };
  const end = (signal: NodeJS.Signals): void => {
    // A host with a listener of its own has received the signal too, and decides what it does.
    if (process.listenerCount(signal) > 1) return;
    for (const one of endingSignals) process.off(one, onSignal);
    process.kill(process.pid, signal);
  };
  return {
    hold: () => {
      holders += 1;
      for (const signal of endingSignals) {
        if (!process.listeners(signal).includes(onSignal)) process.on(signal, onSignal);
      }
    },
    release: () => {
      holders -= 1;
      if (holders > 0 || held === null) return;
      const signal = held;
      held = null;
      end(signal);
    },
  };
}

const gate = createSignalGate();

/** Runs `work`, and ends the process afterwards if a signal arrived meanwhile. */
export async function withSignalsHeld<Result>(work: () => Result): Promise<Result> {
  gate.hold();
  try {
    return work();
  } finally {
    // Node.js delivers signals of that time only when the event loop turns.
    await setImmediate();
    gate.release();
  }
}
