/** Texts of the document for human readers: plain text, encoded only when it is printed. */
import type { JsonObject, JsonValue } from './json.ts';

export interface Docs {
  readonly summary: string | null;
  readonly description: string | null;
  /** `true`, or the reason where the document gives one. */
  readonly deprecated: boolean | string;
  /** URL of `externalDocs`. */
  readonly externalUrl: string | null;
  /** Description of `externalDocs`; absent where the document has none. */
  readonly externalDescription?: string;
  /** Values of `example` and `examples`, in their order; absent where there are none. */
  readonly examples?: readonly JsonValue[];
  /** Members whose keys start with `x-`, sorted; absent where there are none. */
  readonly extensions?: JsonObject;
}

export const noDocs: Docs = { summary: null, description: null, deprecated: false, externalUrl: null };
