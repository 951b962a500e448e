/** Files and symbols that templates declare before anything is rendered. Their names are decided afterwards. */
import type { Model } from '../api/api.ts';
import type { Place } from '../api/place.ts';

/** A file of the package. Its path is final once all templates have declared. */
export interface PlannedFile {
  readonly kind: 'file';
  /** Stable identity, unique in the package: `model:#/components/schemas/Pet`. */
  readonly identity: string;
}

/** A name in the package. What it is called is final once all templates have declared. */
export interface PlannedSymbol {
  readonly kind: 'symbol';
  /** Stable identity, unique in the package: `model.type:#/components/schemas/Pet`. */
  readonly identity: string;
}

/** `path`: chosen by the template. `words`: derived from the document. */
export type FileRequest = FixedFileRequest | NamedFileRequest;

interface SharableFileRequest {
  readonly identity: string;
  /** Several templates add statements to it, in the order of the templates. All of them must set this. */
  readonly shared?: boolean;
}

export interface FixedFileRequest extends SharableFileRequest {
  /** `src/routes.ts`. Made by the template, never of spec text. */
  readonly path: string;
}

export interface NamedFileRequest extends SharableFileRequest {
  /** `src/models`; `''` is the root of the package. Made by the template, never of spec text. */
  readonly folder: string;
  /** Words of the base name, or of folders and base name; cased as `kebab-case` by the plan. */
  readonly name: string | readonly string[];
  /** `.ts` */
  readonly extension: string;
}

export interface CopyRequest {
  readonly identity: string;
  /** Path in the package: `src/runtime/retry.ts`. */
  readonly path: string;
  /** The real module that is copied; its relative imports must be copied as well. */
  readonly source: URL;
  /** Names that other files may import from it. */
  readonly exports: readonly { readonly name: string; readonly meaning: 'type' | 'value' }[];
}

/** A named part of the document, as messages call it. */
export interface NamedPart {
  /** `schema` */
  readonly what: string;
  /** The name as the document writes it. */
  readonly name: string;
  readonly place: Place;
}

export interface SymbolRequest {
  readonly identity: string;
  /** The named part of the document. Messages name it if the symbol cannot have the requested name. */
  readonly of?: NamedPart;
  readonly file: PlannedFile;
  /** Words, not yet cased. */
  readonly name: string;
  /**
   * Longer names by identity, tried in order where another symbol has a better claim to `name`.
   * At last a hash of the identity is added: never a counter.
   */
  readonly alternatives?: readonly string[];
  /** Default: `pascal` for a type, `camel` for a value. */
  readonly case?: 'pascal' | 'camel';
  /** Names that the template's own code uses for local things in that file. */
  readonly avoid?: readonly string[];
  readonly meaning: 'type' | 'value';
  /**
   * Takes the name of the type of this model, as a validator does: `Pet` is a type and a value.
   *
   * It applies where that type is in the same file. Elsewhere `name` and `alternatives` do.
   */
  readonly likeModel?: Model;
  /** A file that hands it on: its name is unique there too. */
  readonly handedOnBy?: PlannedFile;
  /** Lives in the namespace of that symbol. */
  readonly parent?: PlannedSymbol;
  /** Exported by the entry: the name is unique in the package. */
  readonly isPublic?: boolean;
  /** Callers write it, so the ledger keeps it across edits: so it is for public, nested and member names anyway. */
  readonly isKept?: boolean;
  /** Name of the whole module `file`: the entry exports a value as `export * as name`, a type as `export type * as name`. */
  readonly isModule?: boolean;
  /** A member of an object, not a binding: any identifier name will do, also a reserved word. */
  readonly isMember?: boolean;
  /**
   * A key of an object that callers write, as a parameter in the argument of a call. `name` and
   * `alternatives` are used as they are given. Symbols of equal claim that could have the same name
   * leave it to none of them: a key must not get another meaning because something was added beside it.
   */
  readonly isKey?: boolean;
  /** Precedence for a name that two symbols request; higher first. Names of the document precede derived names. */
  readonly claim?: number;
}

/** Argument of `declare`: declares files and symbols. Names are not final yet. */
export interface Plan {
  /** Returns true if the ledger has that identity: an earlier run declared it as a file, or as a symbol that callers write. */
  wasThere(kind: 'file' | 'symbol', identity: string): boolean;
  file(request: FileRequest): PlannedFile;
  symbol(request: SymbolRequest): PlannedSymbol;
  /** A real source file that is copied only if something that is emitted imports it. */
  copy(request: CopyRequest): { readonly file: PlannedFile; symbol(name: string): PlannedSymbol };
}
