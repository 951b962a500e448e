/** A text and the name of the file that it came from: what diagnostics on it are placed by. */
import type { SourceText } from '../../diagnostics/source.ts';

export interface NamedText extends SourceText {
  /** As it is shown to a person. */
  readonly file: string;
}
