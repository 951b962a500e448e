/** Many unformatted files to formatted texts, on as many threads as pay and the machine can run. */
import { availableParallelism } from 'node:os';
import { ownModule } from '../own-file.ts';
import type { UnformattedFile } from './files.ts';
import { filesForThread } from './format-options.ts';
import type { FormatOutcome, FormatTask } from './format-text.ts';
import formatBatch from './format-worker.ts';

type FormatBatch = (batch: readonly FormatTask[]) => Promise<readonly FormatOutcome[]>;

/** Large enough that messages cost nothing, small enough that no thread ends long before the others. */
const filesInBatch = 12;

/** Outcomes in the order of the files; this thread prints for all, and formats its own share. */
export async function formatInPool(files: readonly UnformattedFile[]): Promise<readonly FormatOutcome[]> {
  const { Tinypool } = await import('tinypool');
  const wanted = Math.floor(files.length / filesForThread);
  const threads = Math.max(1, Math.min(wanted, availableParallelism() - 1));
  const pool = new Tinypool({
    filename: ownModule('generator/emit/format-worker').href,
    minThreads: threads,
    maxThreads: threads,
  });
  const onThread: FormatBatch = (batch) => pool.run(batch);
  try {
    return await shareOut(files, [...Array.from({ length: threads }, () => onThread), formatBatch]);
  } finally {
    await pool.destroy();
  }
}

/** Each takes the next batch when it has done its last; a text is printed when it is taken. */
async function shareOut(
  files: readonly UnformattedFile[],
  formatters: readonly FormatBatch[],
): Promise<readonly FormatOutcome[]> {
  const waiting = inBatches(files).entries();
  const done: (readonly FormatOutcome[])[] = [];
  const work = async (format: FormatBatch): Promise<void> => {
    for (const [index, batch] of waiting) done[index] = await format(await Promise.all(batch.map(toTask)));
  };
  await Promise.all(formatters.map(work));
  return done.flat();
}

async function toTask({ format, text }: UnformattedFile): Promise<FormatTask> {
  return { format, text: await text() };
}

function inBatches(files: readonly UnformattedFile[]): readonly (readonly UnformattedFile[])[] {
  const count = Math.ceil(files.length / filesInBatch);
  return Array.from({ length: count }, (_, index) =>
    files.slice(index * filesInBatch, (index + 1) * filesInBatch),
  );
}
