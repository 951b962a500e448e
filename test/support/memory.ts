/** What work leaves in memory, told apart from what an engine keeps for itself. Node.js needs `--expose-gc`. */
import { sleep } from './process-clock.ts';

const rounds = 4;

/** Nothing that stays for each of a thousand calls is as small. */
const nothingBytes = 50_000;

/**
 * The bytes that the same work leaves in memory: the least of several rounds.
 *
 * A leak grows in every round. Compiled code and late frees of a busy machine show in some rounds only, so that one
 * round that leaves next to nothing settles it.
 */
export async function leastGrowth(work: () => Promise<void>): Promise<number> {
  await work();
  let before = await usedBytes();
  let least = Infinity;
  for (let round = 0; round < rounds && least > nothingBytes; round += 1) {
    await work();
    const after = await usedBytes();
    least = Math.min(least, after - before);
    before = after;
  }
  return least;
}

/** The heap in use, after collections until five of them in a row have found nothing more. */
async function usedBytes(): Promise<number> {
  let least = Infinity;
  for (let unchanged = 0; unchanged < 5;) {
    await sleep(5);
    globalThis.gc?.();
    const { heapUsed } = process.memoryUsage();
    unchanged = heapUsed < least ? 0 : unchanged + 1;
    least = Math.min(least, heapUsed);
  }
  return least;
}
