/** Formats the files that have changed since the last run, and takes the others from disk. */
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import type { Memory } from '../memory/memory.ts';
import { type OutputFile, sha256, type UnformattedFile } from './files.ts';
import { formatText, toolHash } from './format-text.ts';
import type { PreviousOutput } from './previous.ts';

/** Where a file may be known from. */
export interface EarlierRuns {
  readonly previous: PreviousOutput;
  readonly memory: Memory;
}

/** Files in the given order. Reports and skips a file that cannot be formatted. */
export async function formatFiles(
  files: readonly UnformattedFile[],
  earlier: EarlierRuns,
  diagnostics: DiagnosticCollector,
): Promise<readonly OutputFile[]> {
  const tools = toolHash();
  const formatted: OutputFile[] = [];
  for (const file of files) {
    const { path, sourceHash } = file;
    const key = keyOf(file, tools);
    const known = textOnDisk(path, key, earlier);
    if (known !== null) formatted.push({ path, sourceHash, text: known, isVerified: true });
    else {
      const text = await formatAnew(file, diagnostics);
      if (text === null) continue;
      earlier.memory.keep(key, sha256(text));
      formatted.push({ path, sourceHash, text });
    }
  }
  return formatted;
}

/** Everything that a formatted text depends on. */
function keyOf({ path, format, sourceHash }: UnformattedFile, tools: string): string {
  return `text ${sha256(JSON.stringify([tools, path, format, sourceHash]))}`;
}

/**
 * The manifest is not asked: whoever commits a changed file can commit a manifest that fits it. The memory is of this
 * machine alone.
 */
function textOnDisk(path: string, key: string, { previous, memory }: EarlierRuns): string | null {
  const made = memory.recall(key);
  const file = previous.files.get(path);
  return made !== null && file?.sha256 === made ? file.text : null;
}

/** Prints and formats one file; `null` after a reported failure. */
async function formatAnew(
  { path, format, text }: UnformattedFile,
  diagnostics: DiagnosticCollector,
): Promise<string | null> {
  const outcome = await formatText({ path, format, text: await text() });
  if (outcome.ok) return outcome.text;
  diagnostics.report({ code: 'CW5001', message: `${path} cannot be formatted: ${outcome.problem}` });
  return null;
}
