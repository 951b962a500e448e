/** A batch of printed texts to their formatted texts, on a worker thread. */
import { type FormatOutcome, type FormatTask, formatText } from './format-text.ts';

/** One message for several files: a message for each costs more than many a file's formatting. */
export default async function formatBatch(batch: readonly FormatTask[]): Promise<readonly FormatOutcome[]> {
  const outcomes: FormatOutcome[] = [];
  for (const task of batch) outcomes.push(await formatText(task));
  return outcomes;
}
