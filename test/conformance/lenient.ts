/** The tests that the default reading answers otherwise than the standard, each group with its reason. */

/** Why an author of an API description means something else than the standard says. */
export type Reason =
  /** A keyword of one type without a `type` implies that type. */
  | 'implied type'
  /** The members of an `allOf` describe one object: what each says of other keys means the keys of none of them. */
  | 'one object'
  /** Members of a `oneOf` that are equal, or that accept everything, are listed once. */
  | 'once each'
  /** A single pattern means every key. */
  | 'one pattern'
  /** An enumeration without a member is a mistake, which is reported and left out. */
  | 'no member';

/** By file, with the numbers of its groups. */
export const differences: Readonly<Record<Reason, Readonly<Record<string, readonly number[]>>>> = {
  'implied type': {
    additionalProperties: [1],
    contains: [1, 4],
    content: [1, 2, 3, 4],
    dependentRequired: [1, 2],
    dependentSchemas: [1],
    exclusiveMaximum: [1],
    exclusiveMinimum: [1],
    items: [1],
    maxItems: [1],
    maxLength: [1],
    maxProperties: [1],
    maximum: [1],
    minItems: [1],
    minLength: [1],
    minProperties: [1],
    minimum: [1, 2],
    multipleOf: [1],
    pattern: [1],
    patternProperties: [1],
    prefixItems: [1],
    properties: [1, 6],
    propertyNames: [1],
    ref: [1],
    required: [1, 5],
    unevaluatedItems: [26],
    unevaluatedProperties: [37],
  },
  'one object': {
    additionalProperties: [6],
    ref: [14],
    unevaluatedProperties: [23, 24, 27, 29, 31, 32, 33, 36],
  },
  'once each': { oneOf: [3, 5, 8] },
  'one pattern': { patternProperties: [6], unevaluatedProperties: [9] },
  'no member': { enum: [15] },
};
