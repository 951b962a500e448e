/** Turns data into data that cannot change, so that a stage can hand it on without fear. */

/** Freezes `root` and everything in it; a list of work instead of recursion, as documents may nest deeply. */
export function deepFreeze<Root>(root: Root): Root {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) continue;
    Object.freeze(value);
    pending.push(...Object.values(value));
  }
  return root;
}
