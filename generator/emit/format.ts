/** Unformatted files to the files of the package, formatting only what has changed since the last run. */
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { OutputFile, UnformattedFile } from './files.ts';
import { filesForThread, toolHash } from './format-options.ts';
import type { FormatOutcome } from './format-text.ts';
import type { PreviousOutput } from './previous.ts';

/** In the order given; a file that cannot be formatted is reported and left out. */
export async function formatFiles(
  files: readonly UnformattedFile[],
  previous: PreviousOutput,
  diagnostics: DiagnosticCollector,
): Promise<OutputFile[]> {
  const kept = keptTexts(files, previous);
  const changed = files.filter(({ path }) => !kept.has(path));
  const outcomes = await formatChanged(changed);
  const texts = new Map(kept);
  for (const [index, file] of changed.entries()) {
    const outcome = outcomes[index];
    if (outcome?.ok) texts.set(file.path, outcome.text);
    else reportUnformatted(file.path, outcome?.problem ?? 'no answer from the formatter', diagnostics);
  }
  return files.flatMap(({ path, sourceHash }) => {
    const text = texts.get(path);
    return text === undefined ? [] : [{ path, sourceHash, text }];
  });
}

/** The committed output is the cache: same source, same tools, and on disk just as it was written. */
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

async function formatChanged(files: readonly UnformattedFile[]): Promise<readonly FormatOutcome[]> {
  if (files.length >= filesForThread) {
    const { formatInPool } = await import('./format-pool.ts');
    return formatInPool(files);
  }
  if (files.length === 0) return [];
  const { formatText } = await import('./format-text.ts');
  const outcomes: FormatOutcome[] = [];
  for (const { format, text } of files) outcomes.push(await formatText({ format, text: await text() }));
  return outcomes;
}

function reportUnformatted(path: string, problem: string, diagnostics: DiagnosticCollector): void {
  diagnostics.report({ code: 'CW5001', message: `${path} cannot be formatted: ${problem}` });
}
