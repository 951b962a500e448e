/** A file that was read, as it was when it was read: what lines, columns and code frames are found in. */

export interface SourceText {
  readonly text: string;
  /** `code`: a configuration that is a program. */
  readonly format: 'json' | 'yaml' | 'code';
}

/** By the name that places have; a place in any other file is shown without a line. */
export type Sources = ReadonlyMap<string, SourceText>;
