/** Makes a signal of another make: the platform's own functions refuse it. */
import { processClock } from './process-clock.ts';

/** Aborted after so long, for the reason `'polyfilled'`. */
export function polyfilledSignal(ms: number): AbortSignal {
  const target = new EventTarget();
  const state = { aborted: false };
  processClock.schedule(ms, () => {
    state.aborted = true;
    target.dispatchEvent(new Event('abort'));
  });
  const signal = {
    get aborted() {
      return state.aborted;
    },
    reason: 'polyfilled',
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
  };
  return signal as unknown as AbortSignal; // what a polyfill claims too
}
