/** Watches everything that a run reads: documents, overlays, the configuration, and the templates that it imports. */
import { watch, type FSWatcher } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { RunFlags } from '../config/run-options.ts';
import type { GenerateOptions } from '../options.ts';
import { configurationModules } from './configuration-modules.ts';

export interface Watcher {
  /** Number of files and folders. */
  readonly count: number;
  readonly close: () => void;
}

export interface WatchRequest {
  readonly flags: RunFlags;
  readonly options: readonly GenerateOptions[];
  readonly cwd: string;
}

/** Watches folders, as editors replace files. Changes of the output do not count. */
export async function watchFiles(request: WatchRequest, changed: () => void): Promise<Watcher> {
  const files = await filesOf(request);
  const roots = documentFolders(request);
  const outputs = request.options.map(({ out, workingDirectory }) => resolve(workingDirectory, out));
  const isOutput = (path: string): boolean => outputs.some((out) => isInside(path, out));
  const isInput = (path: string): boolean =>
    files.has(path) || (isDocument(path) && !isOutput(path) && roots.some((root) => isInside(path, root)));
  const watchers = [
    ...[...new Set([...files].map((file) => dirname(file)))].map((folder) => watchFolder(folder, false)),
    ...roots.map((folder) => watchFolder(folder, true)),
  ].filter((watcher) => watcher !== null);

  function watchFolder(folder: string, recursive: boolean): FSWatcher | null {
    try {
      return watch(folder, { recursive }, (_event, name) => {
        if (name !== null && isInput(join(folder, name))) changed();
      });
    } catch {
      // The folder may be missing until the first document is pulled.
      return null;
    }
  }

  return {
    count: files.size + roots.length,
    close() {
      for (const watcher of watchers) watcher.close();
    },
  };
}

function isInside(path: string, folder: string): boolean {
  const from = relative(folder, path);
  return from === '' || (!from.startsWith('..') && !from.includes('node_modules'));
}

function isDocument(path: string): boolean {
  return /\.(?:json|ya?ml)$/i.test(path) && !path.endsWith('.source.json');
}

/** References may lead to any file below these folders. */
function documentFolders({ options }: WatchRequest): readonly string[] {
  const folders = options.map(({ root, spec, workingDirectory }) =>
    resolve(workingDirectory, root ?? dirname(spec)),
  );
  return [...new Set(folders)].filter(
    (folder) => !folders.some((other) => other !== folder && isInside(folder, other)),
  );
}

/** Files outside of the folders of documents too. */
async function filesOf({ flags, options, cwd }: WatchRequest): Promise<ReadonlySet<string>> {
  const files = new Set<string>();
  for (const { spec, overlays, workingDirectory } of options)
    for (const file of [spec, ...overlays]) files.add(resolve(workingDirectory, file));
  for (const file of configurationModules(flags, cwd).keys()) files.add(file);
  return files;
}
