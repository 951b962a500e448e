/** The plan of a package: every file with its path, every symbol with its name, all final. */
import type { Api } from '../api/api.ts';
import { identityHash } from '../naming/identifier.ts';
import type { Ledger } from '../naming/ledger.ts';
import { fileName } from '../naming/words.ts';
import type { CopyRequest, FileRequest, NamedFileRequest, PlannedSymbol } from '../template/plan.ts';
import type { PackageAdditions, SlotContracts } from '../template/slots.ts';
import type { FileTemplate } from '../template/template.ts';

export interface PackagePlan {
  /** The API, its models by the identities of the ledger. */
  readonly api: Api;
  readonly files: readonly PlannedOutput[];
  readonly symbols: ReadonlyMap<string, ResolvedSymbol>;
  /** The same by the identity of their file, without keys: a key hides no name of the file. */
  readonly symbolsByFile: ReadonlyMap<string, readonly ResolvedSymbol[]>;
  readonly paths: ReadonlyMap<string, string>;
  readonly slots: SlotContracts;
  readonly additions: Required<PackageAdditions>;
  /** Names of the runtime that the entry exports. */
  readonly runtimeExports: readonly PlannedSymbol[];
  /** The next ledger: every name that callers write. */
  readonly ledger: Ledger;
}

export type PlannedOutput =
  | {
      readonly kind: 'rendered';
      readonly identity: string;
      readonly path: string;
      /** Several where the file is shared; their statements follow each other. */
      readonly templates: readonly { readonly template: string; readonly file: FileTemplate }[];
    }
  | {
      readonly kind: 'copied';
      readonly identity: string;
      readonly path: string;
      readonly request: CopyRequest;
    };

export interface ResolvedSymbol {
  readonly identity: string;
  readonly name: string;
  readonly meaning: 'type' | 'value';
  /** Identity of its file. */
  readonly file: string;
  /** Identity of the symbol whose namespace it lives in. */
  readonly parent: string | null;
  readonly isPublic: boolean;
  /** The name of its file as a namespace, not a name in it. */
  readonly isModule: boolean;
}

interface PathRequests {
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
