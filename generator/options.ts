/** Options and results of one run: the contract of `generate` and `check`. */
import type { Api, RepresentedTypes } from './api/api.ts';
import type { ReviewPolicy } from './diff/policy.ts';
import type { DiffReport } from './diff/report.ts';
import type { Selections } from './api/selection.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { Sources } from './diagnostics/source.ts';
import type { LedgerName } from './naming/ledger.ts';
import type { ImportExtension } from './template/slots.ts';
import type { AnyTemplate } from './template/template.ts';

export interface GenerateOptions extends Selections {
  /** Path of the document, absolute or relative to `workingDirectory`. */
  readonly spec: string;
  /** Folder that references may reach, the document below it; `null`: the document's own folder. */
  readonly root: string | null;
  /** Folder of the package that is written. */
  readonly out: string;
  /** Overlay documents, applied in this order. */
  readonly overlays: readonly string[];
  /** Name of the npm package; `null`: derived from the document's title. */
  readonly packageName: string | null;
  /** Warnings stop the run as errors do. */
  readonly strict: boolean;
  /** Write over files that were edited by hand. */
  readonly force: boolean;
  /** Origins (`https://example.com`) that references may be fetched from; empty: none. */
  readonly allowedOrigins: readonly string[];
  /** Order of an object's properties: by name, or as the document has them. */
  readonly propertyOrder: 'name' | 'spec';
  /** `lenient`: keywords mean what authors use them for; `exact`: only what JSON Schema defines. */
  readonly schemas: 'lenient' | 'exact';
  /** `open`: the API may add members to enums and variants to unions; `closed`: it does not. Absent: open. */
  readonly enums?: 'open' | 'closed';
  /**
   * Null in responses where a member is optional and not nullable. `strict` (the default) refuses it. `absent`
   * reads it as absent: the value that callers get has no such key.
   */
  readonly nulls?: 'strict' | 'absent';
  /**
   * Points in time of responses without an offset, such as `2026-01-02T03:04:05`. `strict` (the default) refuses
   * them. `utc` accepts them: a text stays as it is, a `Date` or `Temporal.Instant` is in UTC.
   */
  readonly dateTimes?: 'strict' | 'utc';
  /** Representation of 64-bit integers and points in time for callers. Absent: numbers and strings. */
  readonly types?: RepresentedTypes;
  /** `false`: only sources, for a folder of an application: no `package.json`, no `src`. Absent: a package. */
  readonly package?: boolean;
  /** `true`: also `dist/`, JavaScript and declarations of the sources. Absent: sources alone. */
  readonly build?: boolean;
  /** Extension of relative imports. */
  readonly importExtension: ImportExtension;
  /** Templates that replace a built-in slot or add to it. */
  readonly templates: readonly AnyTemplate[];
  readonly workingDirectory: string;
}

/**
 * Called when the run enters a stage, to show progress. `count` is the amount of work, where it is known. `template` is
 * a template of the project that the stage calls next: it may take any time.
 */
export type ProgressListener = (stage: StageName, count?: Count, template?: string) => void;

/** An amount of work: `{ total: 1204, unit: 'files' }`. */
export interface Count {
  readonly total: number;
  readonly unit: string;
}

export type StageName =
  /** Of `pull`. */
  | 'download'
  | 'load'
  | 'validate'
  | 'normalise'
  | 'plan'
  | 'render'
  | 'print'
  | 'format'
  | 'verify'
  | 'build'
  | 'write'
  | 'compare';

export interface Timing {
  readonly stage: StageName;
  readonly wallMs: number;
  readonly cpuMs: number;
}

export interface GenerateResult {
  /** In the order of discovery. Printers sort them. */
  readonly diagnostics: readonly Diagnostic[];
  /** `false`: errors (or warnings under `strict`) stopped the run and nothing was written. */
  readonly ok: boolean;
  readonly api: Api | null;
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** Texts of all files that were read, by the file name in places. Printers show their lines. */
  readonly sources: Sources;
  readonly timings: readonly Timing[];
}

export interface CheckResult {
  readonly diagnostics: readonly Diagnostic[];
  /** `true`: the folder holds exactly the package of the document. */
  readonly ok: boolean;
  readonly differences: readonly Difference[];
  readonly sources: Sources;
  readonly timings: readonly Timing[];
}

/** Result of the first two stages: for `--dump api`, and for the two sides of a comparison. */
export interface ReadResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly ok: boolean;
  readonly api: Api | null;
  readonly sources: Sources;
  readonly timings: readonly Timing[];
}

/** Two documents to compare, each with the options that generate its package. */
export interface DiffOptions {
  readonly before: GenerateOptions;
  readonly after: GenerateOptions;
  /** What reports call the two documents. */
  readonly names: { readonly before: string; readonly after: string };
  readonly policy: ReviewPolicy;
}

export interface DiffResult {
  readonly diagnostics: readonly Diagnostic[];
  /** `true`: both documents were read. */
  readonly ok: boolean;
  /** `null`: a document cannot be read. */
  readonly report: DiffReport | null;
  readonly sources: Sources;
  readonly timings: readonly Timing[];
}

/** A committed package and the present one, whose hunks are explained. */
export interface ExplainOptions extends Omit<DiffOptions, 'before' | 'after'> {
  /** Reads a folder with the committed document and package. */
  readonly committed: GenerateOptions;
  readonly current: GenerateOptions;
  readonly inputs: ChangedInputs;
}

/** Inputs besides the document that have changed since the commit. */
export interface ChangedInputs {
  /** Configuration file; `null`: it is as it was. */
  readonly configuration: string | null;
  /** Modules that the configuration imports. */
  readonly templates: readonly string[];
}

/** Reason for a hunk. `unexplained` is a bug of clientwright. */
export type Cause =
  'document' | 'ledger' | 'template' | 'configuration' | 'generator' | 'edit' | 'unexplained';

export interface ExplainedHunk {
  /** Relative to the output folder, with `/`. */
  readonly file: string;
  /** Unified diff from the committed package towards the present one. */
  readonly hunk: string;
  readonly cause: Cause;
  /** What changed, as a phrase. */
  readonly detail: string;
}

export interface Explanation {
  readonly hunks: readonly ExplainedHunk[];
}

/** Task of `clientwright names`. `name`: as callers write it, or an identity of the ledger. */
export type NamesRequest =
  | { readonly kind: 'list' | 'prune' }
  | { readonly kind: 'rename'; readonly name: string; readonly to: string }
  | { readonly kind: 'release'; readonly name: string };

export interface NamesResult extends GenerateResult {
  /** Those of the ledger after the run. */
  readonly names: readonly LedgerName[];
}

/** The runs that the command calls. Tests replace them. */
export interface Pipeline {
  /** Lists the names of the ledger, or changes some and writes the package. */
  readonly names: (
    options: GenerateOptions,
    request: NamesRequest,
    progress?: ProgressListener,
  ) => Promise<NamesResult>;
  readonly generate: (options: GenerateOptions, progress?: ProgressListener) => Promise<GenerateResult>;
  readonly check: (options: GenerateOptions, progress?: ProgressListener) => Promise<CheckResult>;
  /** Compares two documents, and writes nothing. */
  readonly diff: (options: DiffOptions, progress?: ProgressListener) => Promise<DiffResult>;
  /** Explains the hunks between two packages, and writes nothing. `null`: one cannot be generated. */
  readonly explain: (options: ExplainOptions) => Promise<Explanation | null>;
  /** Loads and normalises, and writes nothing. */
  readonly readApi: (options: GenerateOptions, progress?: ProgressListener) => Promise<ReadResult>;
}

export interface Difference {
  /** Relative to the output folder, with `/`. */
  readonly file: string;
  /**
   * `missing`: not in the folder; `stale`: generated earlier, and no longer part of the package; `edited`:
   * changed by hand; `outdated`: as written, but the document, a template or the generator has changed;
   * `conflict`: has conflict markers of a merge.
   */
  readonly kind: 'missing' | 'stale' | 'edited' | 'outdated' | 'conflict';
  /** First differing hunk as a unified diff, committed against expected; `null` if a file is absent, or below `dist/`. */
  readonly hunk: string | null;
}
