/** The files of a package on their way to disk: what print hands to format, and format to write. */
import type { PackagePlan } from '../plan/package-plan.ts';
import type { RenderedFile } from './render.ts';
import type { PlannedCode } from './verify-planned.ts';

/**
 * What a file is written in, and so what formats it; `text` is left as it is.
 *
 * `fenced` is Markdown of ours, of which only the blocks of TypeScript need formatting: this takes
 * half the time of formatting all of it, as it does without the Markdown printer.
 */
export type FileFormat = 'typescript' | 'json' | 'markdown' | 'fenced' | 'text';

/** One file of the package before formatting. */
export interface UnformattedFile {
  /** Relative to the output folder, with `/`: `src/client.ts`. */
  readonly path: string;
  readonly format: FileFormat;
  /** SHA-256 of what the file is made from: an equal hash promises an equal text. */
  readonly sourceHash: string;
  /** Lazy, because the first call loads the printer; not called for a file that is still up to date. */
  readonly text: () => string | Promise<string>;
  /** What the text has to consist of, where it is code that was put together from parts. */
  readonly planned?: () => PlannedCode;
}

/** One file of the package just as it will stand on disk. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
  readonly sourceHash: string;
}

export interface PrintRequest {
  readonly files: readonly RenderedFile[];
  readonly plan: PackagePlan;
  readonly importExtension: 'js' | 'ts';
}
