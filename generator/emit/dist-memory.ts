/** Takes the bundle of a package from disk where its sources differ only in documentation. */
import { layoutOf } from './dist-layout.ts';
import { bundleSettings, type BundleInput, type DistFile, distPrefix } from './dist-sources.ts';
import type { EarlierRuns } from './format.ts';
import { sha256 } from './hash.ts';
import { loadCodeParser } from './verify-found.ts';

export interface BundleRequest extends BundleInput {
  readonly earlier: EarlierRuns;
}

/** `null`: the sources have to be bundled. */
export async function bundleOnDisk(request: BundleRequest): Promise<readonly DistFile[] | null> {
  const { previous, memory } = request.earlier;
  const made = memory.recall(bundleKey(request));
  if (made === null) return null;
  const paths = [...previous.files.keys()].filter(
    (path) => path.startsWith(distPrefix) && !isDeclaration(path),
  );
  const found = paths.map((path) => ({ path, text: previous.files.get(path)?.text ?? '' }));
  if (hashOfFiles(found) !== made) return null;
  return (await haveSameLayout(request)) ? found : null;
}

export function rememberBundle(request: BundleRequest, files: readonly DistFile[]): void {
  const { memory } = request.earlier;
  memory.keep(bundleKey(request), hashOfFiles(files));
  for (const [path, text] of request.sources) memory.keep(sourceKey(path), sha256(text));
}

/** The bundle on disk was made of these sources, or of others with the same code at the same places. */
async function haveSameLayout({ sources, earlier: { previous, memory } }: BundleRequest): Promise<boolean> {
  const changed = [...sources].filter(([path, text]) => memory.recall(sourceKey(path)) !== sha256(text));
  if (changed.length === 0) return true;
  const parse = await loadCodeParser();
  return changed.every(([path, text]) => {
    const before = previous.files.get(path);
    // Only the source that was bundled can be compared with.
    if (before === undefined || before.sha256 !== memory.recall(sourceKey(path))) return false;
    const layout = layoutOf(path, text, parse);
    return layout !== null && layout === layoutOf(path, before.text, parse);
  });
}

/** Options, modules and the list of sources. Another list is another bundle. */
function bundleKey({ sources, modules, manifest }: BundleRequest): string {
  const settings = bundleSettings(manifest);
  return `bundle ${sha256(JSON.stringify([settings, [...modules], [...sources.keys()]]))}`;
}

function sourceKey(path: string): string {
  return `bundled ${path}`;
}

function hashOfFiles(files: readonly DistFile[]): string {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return sha256(JSON.stringify(sorted.map(({ path, text }) => [path, sha256(text)])));
}

function isDeclaration(path: string): boolean {
  return path.endsWith('.d.ts');
}
