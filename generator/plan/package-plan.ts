/** The plan of a package: every file with its path, every symbol with its name, all final. */
import type { Api } from '../api/api.ts';
import type { Ledger } from '../naming/ledger.ts';
import type { CopyRequest, PlannedSymbol } from '../template/plan.ts';
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
