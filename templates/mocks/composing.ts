/** Context of a sample that is composed: the models around it, and what is wanted of it. */
import type { JsonValue, Schema } from '../../generator/index.ts';
import type { Acceptance } from './accepts.ts';
import type { Sample } from './sample.ts';

export interface Composing {
  readonly acceptance: Acceptance;
  /** Composes the sample of a schema inside, preferring the examples; `null`: none is found. */
  readonly compose: (schema: Schema, composing: Composing, examples?: readonly JsonValue[]) => Sample | null;
  /** The sample of another model; `null`: it has none. */
  readonly sampleOf: (model: string) => Sample | null;
  /** Returns false where the sample of the other model would lead back to this one. */
  readonly mayRefer: (model: string, isOptional: boolean) => boolean;
  /** Returns true if samples of the model are written out where they are used. */
  readonly isInline: (model: string) => boolean;
  /** Name of the property or model. */
  readonly name: string;
  /** 0 for the first of several samples that must differ. */
  readonly nth: number;
  /** The value may be absent, so a circle of models ends here. */
  readonly isOptional: boolean;
  /** Only what is required. */
  readonly isLeast: boolean;
  /** Number of models that are written out around the value. */
  readonly inlined: number;
}
