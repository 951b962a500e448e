/**
 * Every keyword of a schema: JSON Schema 2020-12, its earlier drafts, and OpenAPI 2.0 to 3.2.
 *
 * The readers, the walk over references, the upgrade and the diagnostics derive from this one table.
 */
import type { JsonObject } from './json.ts';

/**
 * `identifier` names the schema, `reference` names another one. `inPlace` applies schemas to the same value,
 * `child` to its properties, keys or items (JSON Schema Core, section 10). An `assertion` limits the value
 * and an `annotation` describes it.
 */
type KeywordRole = 'identifier' | 'reference' | 'inPlace' | 'child' | 'assertion' | 'annotation';

/** `schemaOrList`: a list until draft 2019-09, one schema since. */
export type Holding = 'value' | 'schema' | 'list' | 'map' | 'schemaOrList' | 'discriminator';

/** The types that keywords belong to: a keyword passes values of every other type. */
export const typeFamilies = ['object', 'array', 'string', 'number'] as const;

export type TypeFamily = (typeof typeFamilies)[number];

/** `3.1` stands for JSON Schema 2020-12 and OpenAPI 3.1 and 3.2, `draft` for JSON Schema before 2020-12. */
type KeywordVersion = '2.0' | '3.0' | '3.1' | 'draft';

export interface Keyword {
  readonly role: KeywordRole;
  readonly holds: Holding;
  /** `null`: values of every type. */
  readonly type: TypeFamily | null;
  readonly versions: readonly KeywordVersion[];
  /** Read as an assertion of its own, and not with the schema of its type. */
  readonly refines?: true;
}

const all = ['2.0', '3.0', '3.1', 'draft'] as const;
const since30 = ['3.0', '3.1', 'draft'] as const;
const since31 = ['3.1', 'draft'] as const;
const schemas = ['3.1', 'draft'] as const;
const openapi = ['2.0', '3.0', '3.1'] as const;

const value = { holds: 'value', type: null } as const;
const identifier = { role: 'identifier', ...value } as const;
const reference = { role: 'reference', ...value } as const;
const annotation = { role: 'annotation', ...value } as const;
const assertion = { role: 'assertion', holds: 'value' } as const;
const inPlace = { role: 'inPlace', type: null } as const;

const table: readonly (readonly [string, Keyword])[] = [
  ['$id', { ...identifier, versions: schemas }],
  ['$schema', { ...identifier, versions: schemas }],
  ['$vocabulary', { ...identifier, versions: schemas }],
  ['$anchor', { ...identifier, versions: schemas }],
  ['$dynamicAnchor', { ...identifier, versions: ['3.1'] }],
  ['$recursiveAnchor', { ...identifier, versions: ['draft'] }],
  ['id', { ...identifier, versions: ['draft'] }],
  ['$defs', { role: 'identifier', holds: 'map', type: null, versions: schemas }],
  ['definitions', { role: 'identifier', holds: 'map', type: null, versions: ['draft'] }],
  ['$comment', { ...annotation, versions: schemas }],

  ['$ref', { ...reference, versions: all }],
  ['$dynamicRef', { ...reference, versions: ['3.1'] }],
  ['$recursiveRef', { ...reference, versions: ['draft'] }],

  ['allOf', { ...inPlace, holds: 'list', versions: all }],
  ['anyOf', { ...inPlace, holds: 'list', versions: since30 }],
  ['oneOf', { ...inPlace, holds: 'list', versions: since30 }],
  ['not', { ...inPlace, holds: 'schema', versions: since30, refines: true }],
  ['if', { ...inPlace, holds: 'schema', versions: since31, refines: true }],
  ['then', { ...inPlace, holds: 'schema', versions: since31, refines: true }],
  ['else', { ...inPlace, holds: 'schema', versions: since31, refines: true }],
  ['dependentSchemas', { role: 'inPlace', holds: 'map', type: 'object', versions: since31, refines: true }],
  ['dependencies', { role: 'inPlace', holds: 'map', type: 'object', versions: ['draft'], refines: true }],

  ['properties', { role: 'child', holds: 'map', type: 'object', versions: all }],
  ['patternProperties', { role: 'child', holds: 'map', type: 'object', versions: since31 }],
  ['additionalProperties', { role: 'child', holds: 'schema', type: 'object', versions: all }],
  ['unevaluatedProperties', { role: 'child', holds: 'schema', type: 'object', versions: since31 }],
  ['propertyNames', { role: 'child', holds: 'schema', type: 'object', versions: since31, refines: true }],
  ['prefixItems', { role: 'child', holds: 'list', type: 'array', versions: ['3.1'] }],
  ['items', { role: 'child', holds: 'schemaOrList', type: 'array', versions: all }],
  ['additionalItems', { role: 'child', holds: 'schema', type: 'array', versions: ['draft'] }],
  ['unevaluatedItems', { role: 'child', holds: 'schema', type: 'array', versions: since31 }],
  ['contains', { role: 'child', holds: 'schema', type: 'array', versions: since31, refines: true }],

  ['type', { ...assertion, type: null, versions: all }],
  ['nullable', { ...assertion, type: null, versions: ['3.0'] }],
  ['enum', { ...assertion, type: null, versions: all }],
  ['const', { ...assertion, type: null, versions: since31 }],
  ['required', { ...assertion, type: 'object', versions: all }],
  ['minProperties', { ...assertion, type: 'object', versions: all }],
  ['maxProperties', { ...assertion, type: 'object', versions: all }],
  ['dependentRequired', { ...assertion, type: 'object', versions: since31, refines: true }],
  ['minItems', { ...assertion, type: 'array', versions: all }],
  ['maxItems', { ...assertion, type: 'array', versions: all }],
  ['uniqueItems', { ...assertion, type: 'array', versions: all }],
  ['minContains', { ...assertion, type: 'array', versions: since31, refines: true }],
  ['maxContains', { ...assertion, type: 'array', versions: since31, refines: true }],
  ['pattern', { ...assertion, type: 'string', versions: all }],
  ['minLength', { ...assertion, type: 'string', versions: all }],
  ['maxLength', { ...assertion, type: 'string', versions: all }],
  ['minimum', { ...assertion, type: 'number', versions: all }],
  ['maximum', { ...assertion, type: 'number', versions: all }],
  ['exclusiveMinimum', { ...assertion, type: 'number', versions: all }],
  ['exclusiveMaximum', { ...assertion, type: 'number', versions: all }],
  ['multipleOf', { ...assertion, type: 'number', versions: all }],

  ['format', { ...annotation, versions: all }],
  ['contentEncoding', { ...annotation, type: 'string', versions: since31 }],
  ['contentMediaType', { ...annotation, type: 'string', versions: since31 }],
  ['contentSchema', { role: 'annotation', holds: 'schema', type: 'string', versions: since31 }],
  ['title', { ...annotation, versions: all }],
  ['description', { ...annotation, versions: all }],
  ['default', { ...annotation, versions: all }],
  ['deprecated', { ...annotation, versions: since30 }],
  ['readOnly', { ...annotation, versions: all }],
  ['writeOnly', { ...annotation, versions: since30 }],
  ['examples', { ...annotation, versions: schemas }],
  // OpenAPI 3.1 allows it beside a reference.
  ['summary', { ...annotation, versions: ['3.1'] }],
  ['example', { ...annotation, versions: openapi }],
  ['externalDocs', { ...annotation, versions: openapi }],
  ['xml', { ...annotation, versions: openapi }],
  ['discriminator', { role: 'annotation', holds: 'discriminator', type: null, versions: openapi }],
];

/** By name. A `Map`, because the names that are looked up come from the document. */
export const keywords: ReadonlyMap<string, Keyword> = new Map(table);

/** The names of the keywords that fit, in the order of the table. */
export function keywordsThat(fits: (keyword: Keyword) => boolean): readonly string[] {
  return [...keywords].filter(([, keyword]) => fits(keyword)).map(([name]) => name);
}

const textFormats =
  /^(date|date-time|time|duration|uuid|uri|uri-reference|email|hostname|ipv4|ipv6|binary|byte|password)$/;
const numberFormats = /^(float|double|int32|int64)$/;

const limiting = typeFamilies.map((type) => ({
  type,
  keywords: keywordsThat((keyword) => keyword.type === type && keyword.role !== 'annotation'),
}));

const describing = keywordsThat(({ type, role }) => type === 'string' && role === 'annotation');

/** Several if its keywords belong to several types; empty if no keyword belongs to a type. */
export function impliedTypes(schema: JsonObject): readonly TypeFamily[] {
  // Generators of Swagger write `uniqueItems: false`, which asserts nothing, in every schema.
  const has = (keyword: string): boolean =>
    Object.hasOwn(schema, keyword) && (keyword !== 'uniqueItems' || schema[keyword] !== false);
  const found = limiting.filter(({ keywords }) => keywords.some(has)).map(({ type }) => type);
  const byFormat = typeOfFormat(schema['format']);
  // A number with a `pattern` for its digits is a number.
  if (byFormat !== null && (found.length === 0 || found.includes(byFormat))) return [byFormat];
  return found.length === 0 && describing.some(has) ? ['string'] : found;
}

function typeOfFormat(format: unknown): TypeFamily | null {
  if (typeof format !== 'string') return null;
  if (textFormats.test(format)) return 'string';
  return numberFormats.test(format) ? 'number' : null;
}
