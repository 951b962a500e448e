/** Gives every declared file its final path: lower-case words, unique on any file system. */
import { fileName } from '../naming/file-name.ts';
import { identityHash } from '../naming/identity-hash.ts';
import type { CopyRequest, FileRequest, NamedFileRequest } from '../template/plan.ts';

/**
 * Identity to path. A fixed path is kept; where several named files would have the same one,
 * the first by identity keeps it and the others add a hash of theirs.
 */
export function resolvePaths(
  files: ReadonlyMap<string, FileRequest>,
  copies: ReadonlyMap<string, CopyRequest>,
): ReadonlyMap<string, string> {
  const fixed = [...copies.values(), ...[...files.values()].filter((request) => 'path' in request)];
  const paths = new Map(fixed.map(({ identity, path }) => [identity, path]));
  const taken = new Set([...paths.values()].map((path) => path.toLowerCase()));
  const named = [...files.values()].filter((request) => 'folder' in request);
  for (const request of named.sort((a, b) => (a.identity < b.identity ? -1 : 1))) {
    const wanted = pathOf(request, '');
    const path = taken.has(wanted.toLowerCase())
      ? pathOf(request, `-${identityHash(request.identity)}`)
      : wanted;
    taken.add(path.toLowerCase());
    paths.set(request.identity, path);
  }
  return paths;
}

function pathOf(request: NamedFileRequest, suffix: string): string {
  const names = typeof request.name === 'string' ? [request.name] : request.name;
  const steps = names.filter((name) => name !== '').map((name) => fileName(name, request.identity));
  const folder = request.folder === '' ? '' : `${request.folder}/`;
  return `${folder}${steps.join('/')}${suffix}${request.extension}`;
}
