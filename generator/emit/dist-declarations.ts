/** Declaration files of the sources. Each follows from its source alone, so that no compiler has to see the others. */
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { type DistFile, distPrefix, type Sources } from './dist-sources.ts';

/** Reports a source that exports something without a type. */
export async function declarationFiles(
  sources: Sources,
  diagnostics: DiagnosticCollector,
): Promise<readonly DistFile[]> {
  const { isolatedDeclarationSync } = await import('rolldown/experimental');
  return [...sources]
    .filter(([path]) => path.endsWith('.ts'))
    .map(([path, text]) => {
      const { code, errors } = isolatedDeclarationSync(path, text, { stripInternal: false });
      const [first] = errors;
      if (first !== undefined) diagnostics.report({ code: 'CW5017', message: `${path}: ${first.message}` });
      return { path: `${distPrefix}${path.replace(/^src\//, '').replace(/\.ts$/, '.d.ts')}`, text: code };
    });
}
