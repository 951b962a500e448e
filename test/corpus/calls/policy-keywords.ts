/** Keywords and formats by what the client does with them, as docs/generated-package.md lists them. */

/**
 * `open`: a response. `sent` and `exact`: all of the document, in the two directions.
 * What is sent may have members that the document does not list yet.
 * `served`: a request as a server reads it, which knows no later members and does not count the alternatives of `oneOf`.
 */
export type Policy = 'open' | 'exact' | 'sent' | 'served';

/** Returns true if only the members that the document lists pass. */
export function isClosedFor(policy: Policy): boolean {
  return policy === 'exact' || policy === 'served';
}

/** Returns true if values are those of requests, without read-only properties. */
export function isOfRequest(policy: Policy): boolean {
  return policy === 'sent' || policy === 'served';
}

/** What the client does not check in responses. */
export const limits: readonly string[] = [
  'minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf',
  'minItems maxItems uniqueItems contains minContains maxContains unevaluatedItems',
  'minProperties maxProperties propertyNames dependentRequired dependentSchemas dependencies',
  'unevaluatedProperties not if then else',
].flatMap((line) => line.split(' '));

export const assertedFormats: ReadonlySet<string> = new Set(
  'date-time date time duration uuid email uri ipv4 ipv6 json-pointer regex'.split(' '),
);

/** Keywords that do not judge, or that are read before. */
export const dropped: readonly string[] = [
  'example examples discriminator xml externalDocs nullable title description default readOnly writeOnly',
  'deprecated $comment $schema id $id $anchor $dynamicAnchor $defs definitions contentSchema',
  'contentEncoding contentMediaType',
].flatMap((line) => line.split(' '));

/** The lenient reading: keywords that imply a type. */
export const impliedTypes: readonly (readonly [type: string, keywords: readonly string[]])[] = [
  [
    'object',
    [
      'properties additionalProperties patternProperties required minProperties maxProperties',
      'propertyNames dependentRequired dependentSchemas unevaluatedProperties',
    ].flatMap((line) => line.split(' ')),
  ],
  ['array', 'items prefixItems minItems maxItems uniqueItems contains unevaluatedItems'.split(' ')],
  ['string', 'minLength maxLength pattern'.split(' ')],
  ['number', 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'.split(' ')],
];
