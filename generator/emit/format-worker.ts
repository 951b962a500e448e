/** A batch of printed texts to their formatted texts, on any thread. */
import { setImmediate } from 'node:timers/promises';
import { type FormatOutcome, type FormatTask, formatText } from './format-text.ts';

/** One message for several files: a message for each costs more than the formatting of many. */
export default async function formatBatch(batch: readonly FormatTask[]): Promise<readonly FormatOutcome[]> {
  const outcomes: FormatOutcome[] = [];
  for (const task of batch) {
    outcomes.push(await formatText(task));
    // The thread that prints also formats: it must hear in between that another one wants its next batch.
    await setImmediate();
  }
  return outcomes;
}
