/** Gives every declared file its final path: lower-case words, unique on any file system. */
import { fileName } from '../naming/words.ts';
import { identityHash } from '../naming/identifier.ts';
import type { CopyRequest, FileRequest, NamedFileRequest } from '../template/plan.ts';

export interface PathRequests {
  readonly files: ReadonlyMap<string, FileRequest>;
  readonly copies: ReadonlyMap<string, CopyRequest>;
  /** Paths that are imported already, by {@link ledgerKey}. */
  readonly ledger: ReadonlyMap<string, string>;
}

/** Ledger key of a file's path. */
export function ledgerKey(identity: string): string {
  return `file:${identity}`;
}

/**
 * Identity to path. A fixed path is kept, then one of the ledger; where several named files would
 * have the same one, the first by identity keeps it and the others add a hash of theirs.
 */
export function resolvePaths({ files, copies, ledger }: PathRequests): ReadonlyMap<string, string> {
  const fixed = [...copies.values(), ...[...files.values()].filter((request) => 'path' in request)];
  const paths = new Map(fixed.map(({ identity, path }) => [identity, path]));
  const taken = new Set([...paths.values()].map((path) => path.toLowerCase()));
  const take = (request: NamedFileRequest, path: string | undefined): boolean => {
    if (path === undefined || taken.has(path.toLowerCase())) return false;
    taken.add(path.toLowerCase());
    paths.set(request.identity, path);
    return true;
  };
  const named = [...files.values()].filter((request) => 'folder' in request);
  const inOrder = named.sort((a, b) => (a.identity < b.identity ? -1 : 1));
  for (const request of inOrder.filter((file) => !take(file, ledgerPath(file, ledger)))) {
    if (!take(request, pathOf(request, '')))
      take(request, pathOf(request, `-${identityHash(request.identity)}`));
  }
  return paths;
}

/** Anybody may have edited the ledger: a path that this file could not have by itself is not taken. */
function ledgerPath(request: NamedFileRequest, ledger: ReadonlyMap<string, string>): string | undefined {
  const path = ledger.get(ledgerKey(request.identity));
  const folder = folderOf(request);
  if (path === undefined || !path.startsWith(folder) || !path.endsWith(request.extension)) return undefined;
  const stem = path.slice(folder.length, -request.extension.length);
  return /^(?:[\w-]+\/)*[\w-]+$/.test(stem) ? path : undefined;
}

function folderOf({ folder }: NamedFileRequest): string {
  return folder === '' ? '' : `${folder}/`;
}

function pathOf(request: NamedFileRequest, suffix: string): string {
  const names = typeof request.name === 'string' ? [request.name] : request.name;
  const steps = names.filter((name) => name !== '').map((name) => fileName(name, request.identity));
  return `${folderOf(request)}${steps.join('/')}${suffix}${request.extension}`;
}
