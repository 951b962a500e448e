/** Turns a stretch of time into how late timers were in it: what a busy machine adds to every time that is measured. */

const everyMs = 5;

/** Begins to measure; what it returns ends that, and is the most that a timer was late, in milliseconds. */
export function measureLag(): () => number {
  let most = 0;
  let timer: ReturnType<typeof setTimeout>;
  const arm = (): void => {
    const due = performance.now() + everyMs;
    timer = setTimeout(() => {
      most = Math.max(most, performance.now() - due);
      arm();
    }, everyMs);
  };
  arm();
  return () => {
    clearTimeout(timer);
    return most;
  };
}
