/** What the author wrote for people: kept as plain text, encoded only when it is printed. */

export interface Docs {
  readonly summary: string | null;
  readonly description: string | null;
  /** `true`, or the reason where the document gives one. */
  readonly deprecated: boolean | string;
  readonly externalUrl: string | null;
}

export const noDocs: Docs = { summary: null, description: null, deprecated: false, externalUrl: null };
