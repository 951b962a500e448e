/** Diagnostics of a command → the standard error stream, in the format that was asked for. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { printDiagnostics } from '../diagnostics/output.ts';
import type { Sources } from '../diagnostics/output-source.ts';
import { folderInRepository } from './environment.ts';
import { coloursOf } from './context.ts';
import type { OutputTarget } from './context.ts';

/** Prints nothing for `json`, whose one document holds the diagnostics too. */
export async function printProblems(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  target: OutputTarget,
): Promise<void> {
  const { format, quiet } = target.output;
  if (format === 'json') return;
  const text = await printDiagnostics(diagnostics, {
    format,
    sources,
    colours: coloursOf('stderr', target),
    folder: folderInRepository(target.environment),
    severities: quiet ? ['error', 'warning'] : ['error', 'warning', 'info'],
  });
  target.environment.stderr.write(text);
}
