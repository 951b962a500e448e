/**
 * A seed → schemas of a few keywords and values for them, judged by ajv: groups as the official suite has them.
 *
 * A difference is a question, not an answer: ajv 8 takes an empty list for `contains` beside `prefixItems`.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { isJsonObject } from '../../generator/api/json.ts';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import type { SuiteGroup } from './suite.ts';

/** Few names and values, so that keywords meet each other and values meet them. */
const names = fc.constantFrom('a', 'b', 'c', 'ab');
const scalars = fc.constantFrom<JsonValue>(null, true, 0, 1, 2, -1, 1.5, '', 'a', 'ab', 'abc', '😀');

const values: Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const leaves = fc.constantFrom<JsonValue>(
  true,
  false,
  {},
  { type: 'string' },
  { type: 'integer' },
  { type: ['null', 'number'] },
  { type: 'object' },
  { const: [] },
  { enum: [1, 'a', null] },
  { $ref: '#/$defs/shared' },
);

const types = fc.constantFrom('object', 'array', 'string', 'number', 'integer', 'boolean', 'null');

const schemas: Arbitrary<JsonValue> = fc.letrec<{ schema: JsonValue }>((tie) => ({
  schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, leaves, keywordsOver(tie('schema'))),
})).schema;

/** Up to four keywords at once: with more, nearly every value is refused. */
function keywordsOver(schema: Arbitrary<JsonValue>): Arbitrary<JsonObject> {
  const some = fc.array(schema, { minLength: 1, maxLength: 3 });
  const byName = fc.dictionary(names, schema, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
  const count = fc.nat(3);
  const keywords: Readonly<Record<string, Arbitrary<JsonValue>>> = {
    type: fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
    enum: fc.uniqueArray(scalars, { minLength: 1, maxLength: 3 }),
    const: values,
    properties: byName,
    required: fc.uniqueArray(names, { maxLength: 2 }),
    additionalProperties: schema,
    patternProperties: fc.dictionary(fc.constantFrom('^a', 'b$', '.'), schema, { noNullPrototype: true }),
    propertyNames: fc.constantFrom<JsonValue>({ maxLength: 1 }, { pattern: '^[ab]' }, { enum: ['a', 'b'] }),
    dependentRequired: fc.dictionary(names, fc.uniqueArray(names, { maxLength: 1 }), {
      noNullPrototype: true,
    }),
    dependentSchemas: byName,
    unevaluatedProperties: schema,
    items: schema,
    prefixItems: some,
    contains: schema,
    minContains: count,
    maxContains: count,
    unevaluatedItems: schema,
    uniqueItems: fc.boolean(),
    allOf: some,
    anyOf: some,
    oneOf: some,
    not: schema,
    $ref: fc.constant('#/$defs/shared'),
    multipleOf: fc.constantFrom(1, 2, 0.5),
    pattern: fc.constantFrom('^a', 'b', '^.$'),
    minimum: count,
    exclusiveMaximum: count,
    minLength: count,
    maxLength: count,
    minItems: count,
    maxItems: count,
    minProperties: count,
    maxProperties: count,
  };
  const branches = ['if', 'then', 'else'].map((keyword) => [keyword, schema] as const);
  const entries = [...Object.entries(keywords), ...branches].map(([keyword, value]) =>
    fc.tuple(fc.constant(keyword), value),
  );
  return fc.array(fc.oneof(...entries), { minLength: 1, maxLength: 4 }).map(Object.fromEntries);
}

/** The same groups for the same seed. */
export function randomGroups(seed: number, numRuns: number): readonly SuiteGroup[] {
  const sample = fc.sample(fc.tuple(schemas, schemas, fc.array(values, { minLength: 30, maxLength: 30 })), {
    seed,
    numRuns,
  });
  return sample.map(([schema, shared, data], index) => groupOf(index + 1, withShared(schema, shared), data));
}

/** What is shared refers to nothing, or it might be made of itself. */
function withShared(schema: JsonValue, shared: JsonValue): JsonObject {
  const isLoop = JSON.stringify(shared).includes('$ref');
  return {
    ...(isJsonObject(schema) ? schema : { allOf: [schema] }),
    $defs: { shared: isLoop ? true : shared },
  };
}

function groupOf(number: number, schema: JsonObject, data: readonly JsonValue[]): SuiteGroup {
  const isValid = new Ajv2020({ strict: false, ownProperties: true, logger: false }).compile(schema);
  const tests = data.map((value) => ({
    description: JSON.stringify(value),
    data: value,
    valid: isValid(value),
  }));
  return { file: 'random', number, description: JSON.stringify(schema), schema, tests };
}
