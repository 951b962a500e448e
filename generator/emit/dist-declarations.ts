/** Declaration files of the sources. Each follows from its source alone, so that no compiler has to see the others. */
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { type DistFile, distPrefix, type Sources, toolVersions } from './dist-sources.ts';
import type { EarlierRuns } from './format.ts';
import { sha256 } from './hash.ts';

/** Reports a source that exports something without a type. */
export async function declarationFiles(
  sources: Sources,
  { previous, memory }: EarlierRuns,
  diagnostics: DiagnosticCollector,
): Promise<readonly DistFile[]> {
  const tools = JSON.stringify(toolVersions());
  const files: DistFile[] = [];
  for (const [source, text] of sources) {
    if (!source.endsWith('.ts')) continue;
    const path = declarationPath(source);
    const key = `declaration ${sha256(JSON.stringify([tools, source, text]))}`;
    const made = memory.recall(key);
    const onDisk = previous.files.get(path);
    if (made !== null && onDisk?.sha256 === made) files.push({ path, text: onDisk.text });
    else {
      const declaration = await declarationOf(source, text, diagnostics);
      memory.keep(key, sha256(declaration));
      files.push({ path, text: declaration });
    }
  }
  return files;
}

function declarationPath(source: string): string {
  return `${distPrefix}${source.replace(/^src\//, '').replace(/\.ts$/, '.d.ts')}`;
}

/** Throws a message for users where the binary of the bundler is missing. */
export async function loaded<Module>(module: Promise<Module>): Promise<Module> {
  try {
    return await module;
  } catch {
    throw new Error('rolldown cannot be loaded');
  }
}

/** Loads the bundler at first use, so that an unchanged run does not. */
async function declarationOf(path: string, text: string, diagnostics: DiagnosticCollector): Promise<string> {
  const { isolatedDeclarationSync } = await loaded(import('rolldown/experimental'));
  const { code, errors } = isolatedDeclarationSync(path, text, { stripInternal: false });
  const [first] = errors;
  if (first !== undefined) diagnostics.report({ code: 'CW5017', message: `${path}: ${first.message}` });
  return code;
}
