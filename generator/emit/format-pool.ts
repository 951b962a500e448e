/** Many unformatted files to formatted texts, on worker threads while this one goes on printing. */
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { UnformattedFile } from './files.ts';
import type { FormatOutcome, FormatTask } from './format-text.ts';

/** Large enough that messages cost nothing, small enough that the last batch keeps no thread waiting. */
const filesInBatch = 12;

/** Outcomes in the order of the files. */
export async function formatInPool(files: readonly UnformattedFile[]): Promise<readonly FormatOutcome[]> {
  const batches = inBatches(files, filesInBatch);
  const { Tinypool } = await import('tinypool');
  const threads = Math.min(batches.length, Math.max(1, availableParallelism() - 1));
  const pool = new Tinypool({ filename: workerFile(), minThreads: threads, maxThreads: threads });
  try {
    const running: Promise<readonly FormatOutcome[]>[] = [];
    for (const batch of batches) {
      running.push(pool.run(await Promise.all(batch.map(toTask))));
      // Lets the batch leave for its thread before the next one is printed on this.
      await setImmediate();
    }
    return (await Promise.all(running)).flat();
  } finally {
    await pool.destroy();
  }
}

async function toTask({ format, text }: UnformattedFile): Promise<FormatTask> {
  return { format, text: await text() };
}

function inBatches<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** The sources run as they are and compiled: the worker has the extension of this file. */
function workerFile(): string {
  return new URL(`./format-worker${extname(import.meta.url)}`, import.meta.url).href;
}
