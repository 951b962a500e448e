/** Gives every declared file its final path: lower-case words, unique on any file system. */
import { fileName } from '../naming/file-name.ts';
import { identityHash } from '../naming/identity-hash.ts';
import type { CopyRequest, FileRequest } from '../template/plan.ts';

/** Identity to path. Two that would be the same path are both told apart by their identity, except the first by claim. */
export function resolvePaths(
  files: ReadonlyMap<string, FileRequest>,
  copies: ReadonlyMap<string, CopyRequest>,
): ReadonlyMap<string, string> {
  const paths = new Map([...copies.values()].map(({ identity, path }) => [identity, path]));
  const taken = new Set([...paths.values()].map((path) => path.toLowerCase()));
  const inOrder = [...files.values()].sort((a, b) => (a.identity < b.identity ? -1 : 1));
  for (const request of inOrder) {
    const wanted = pathOf(request, '');
    const path = taken.has(wanted.toLowerCase())
      ? pathOf(request, `-${identityHash(request.identity)}`)
      : wanted;
    taken.add(path.toLowerCase());
    paths.set(request.identity, path);
  }
  return paths;
}

function pathOf(request: FileRequest, suffix: string): string {
  const names = typeof request.name === 'string' ? [request.name] : request.name;
  const steps = names.filter((name) => name !== '').map((name) => fileName(name, request.identity));
  const folder = request.folder === '' ? '' : `${request.folder}/`;
  return `${folder}${steps.join('/')}${suffix}${request.extension}`;
}
