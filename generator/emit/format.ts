/** Formats the files that have changed since the last run, and takes the others from disk. */
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { OutputFile, UnformattedFile } from './files.ts';
import { formatText, toolHash } from './format-text.ts';
import type { PreviousOutput } from './previous.ts';

/** Files in the given order. Reports and skips a file that cannot be formatted. */
export async function formatFiles(
  files: readonly UnformattedFile[],
  previous: PreviousOutput,
  diagnostics: DiagnosticCollector,
): Promise<readonly OutputFile[]> {
  const kept = keptTexts(files, previous);
  const formatted: OutputFile[] = [];
  for (const file of files) {
    const text = kept.get(file.path) ?? (await formatAnew(file, diagnostics));
    if (text !== null) formatted.push({ path: file.path, sourceHash: file.sourceHash, text });
  }
  return formatted;
}

/** Texts on disk that are up to date: same source, same tools, and unchanged since they were written. */
function keptTexts(
  files: readonly UnformattedFile[],
  { manifest, files: onDisk }: PreviousOutput,
): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  if (manifest === null || manifest.toolHash !== toolHash()) return kept;
  for (const { path, sourceHash } of files) {
    const entry = manifest.files.get(path);
    const file = onDisk.get(path);
    if (file === undefined || entry?.sourceHash !== sourceHash || entry.sha256 !== file.sha256) continue;
    kept.set(path, file.text);
  }
  return kept;
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
