/** The disagreements that are meant: where our reading differs from that of ajv or the standard, and why. */
import type { Disagreement } from './tried-document.ts';

export interface Reason {
  /** Part of the path of the document. Absent: every document. */
  readonly document?: string;
  readonly kind: RegExp;
  readonly detail: RegExp;
  readonly reason: string;
}

export const reasons: readonly Reason[] = [
  {
    kind: /^refused/,
    detail: /expected (?:a safe )?integer, received -?\d{16,}/,
    reason:
      'An integer beyond 2^53 would lose digits. The option `types: { int64 }` reads it as text or bigint.',
  },
  {
    document: 'mailchimp-',
    kind: /^accepted \(exact\)/,
    detail: /must match exactly one schema in oneOf/,
    reason:
      'A `oneOf` with a member without a type: each different member counts once (docs/json-schema.md).',
  },
  {
    document: 'openapi2jsonschema-examples-apple',
    kind: /^accepted \(exact\)/,
    detail: /must match exactly one schema in oneOf/,
    reason: 'A `oneOf` with two equal members: each different member counts once (docs/json-schema.md).',
  },
  {
    document: 'motaword',
    kind: /^accepted \(exact\)/,
    detail: /\/status must be equal/,
    reason: 'A constant overrides the enumeration of its base (docs/json-schema.md).',
  },
  {
    document: 'vmware',
    kind: /^accepted \(exact\)/,
    detail: /\/entity_type must be equal/,
    reason: 'A schema is a variant by its name, also where the enumeration of its base leaves the name out.',
  },
  {
    document: 'elasticsearch',
    kind: /^accepted \(exact\)/,
    detail: /must match exactly one schema in oneOf/,
    reason:
      'A `oneOf` of a text, and of a text or null: each different member counts once (docs/json-schema.md).',
  },
  {
    document: 'meilisearch',
    kind: /^accepted \(exact\)/,
    detail: /\/details must be null/,
    reason: 'A closed object within a union is extended by a member of `allOf`, and thereby open.',
  },
  {
    document: 'paypal-',
    kind: /^accepted/,
    detail: /\/details\/\d+\/issue must be equal/,
    reason:
      'Two members of an `allOf` describe the items together: `issue` is their tag, and another one came later.',
  },
];

/** Returns why a disagreement is meant; `null`: it is a fault of the client, or of this oracle. */
export function reasonFor(document: string, { kind, detail }: Disagreement): string | null {
  const found = reasons.find(
    (each) =>
      (each.document === undefined || document.includes(each.document)) &&
      each.kind.test(kind) &&
      each.detail.test(detail),
  );
  return found?.reason ?? null;
}
