/** Two packages that differ in every way that a write can meet, for processes that are stopped while writing. */
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { sha256 } from '../../generator/emit/files.ts';
import { writeOutput } from '../../generator/emit/write.ts';

const head = { generator: 'test', spec: { file: 'spec.json', sha256: sha256('') }, toolHash: '' };

/** Changed, unchanged, new and stale files; even and odd turns are each other's undoing. */
export function filesOfTurn(turn: number): Readonly<Record<string, string>> {
  const name = turn % 2 === 0 ? 'even' : 'odd';
  const paths = Array.from({ length: 8 }, (_, index) => `src/changed/${index}.ts`);
  const changed = paths.map((path) => [path, `${name} `.repeat(5000)]);
  return Object.fromEntries([...changed, ['README.md', 'unchanged'], [`src/${name}/only.ts`, name]]);
}

/** The codes of what the run reports. */
export async function write(out: string, turn: number): Promise<readonly string[]> {
  const diagnostics = new DiagnosticCollector();
  const files = Object.entries(filesOfTurn(turn));
  const outputs = files.map(([path, text]) => ({ path, text, sourceHash: sha256(text) }));
  await writeOutput({ out, files: outputs, manifest: head, force: false, inputs: [] }, diagnostics);
  return diagnostics.all.map(({ code }) => code);
}
