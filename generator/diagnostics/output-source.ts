/** A file that was read, as it was when it was read: what lines, columns and code frames are found in. */

/** Kept for as long as a run may have something to say about it. */
export interface SourceText {
  readonly text: string;
  /** `code`: a configuration that is a program. */
  readonly format: 'json' | 'yaml' | 'code';
}

/** By the name that places have; a place in any other file is shown without a line. */
export type Sources = ReadonlyMap<string, SourceText>;
