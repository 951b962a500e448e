/** The lenient reading as rewrites of one schema: what each row of docs/json-schema.md turns a schema into. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/api/json.ts';
import {
  addImpliedType,
  addIntegerOfFormat,
  closeSinglePattern,
  dropBoundsOfIntegers,
  dropContainerType,
  dropEmptyEnum,
  dropEnumBesideConst,
  dropLimitsOfConstants,
  dropMisfits,
  moveNullOut,
  type Rewritten,
  rewriteKeywords,
} from '../../../generator/normalise/schema/lenient/keywords.ts';
import { readSchemas, saySchema } from '../read-api.ts';

type Rewrite = (schema: JsonObject) => Rewritten;
type Rows = readonly (readonly [JsonObject, JsonObject])[];

const rewrites: readonly (readonly [
  string,
  Rewrite,
  { readonly changes: Rows; readonly keeps: JsonObject[] },
])[] = [
  [
    'a keyword of one type without `type` adds the type',
    addImpliedType,
    {
      changes: [
        [{ minLength: 1 }, { type: ['string'], minLength: 1 }],
        [
          { minLength: 1, minimum: 2 },
          { type: ['string', 'number'], minLength: 1, minimum: 2 },
        ],
        [{ contentEncoding: 'base64' }, { type: ['string'], contentEncoding: 'base64' }],
        [
          { type: 'text', items: {} },
          { type: ['array', 'text'], items: {} },
        ],
      ],
      keeps: [{ type: 'boolean', minLength: 1 }, { enum: ['a'], minLength: 1 }, { title: 'T' }],
    },
  ],
  [
    'an `enum` beside a `const` is dropped',
    dropEnumBesideConst,
    {
      changes: [
        [{ const: 'a', enum: ['a', 'b'] }, { const: 'a' }],
        [{ const: { a: 1, b: 2 }, enum: [{ b: 2, a: 1 }] }, { const: { a: 1, b: 2 } }],
      ],
      keeps: [{ const: 'a' }, { enum: ['a', 'b'] }],
    },
  ],
  [
    '`format: int32` or `int64` turns a number into an integer',
    addIntegerOfFormat,
    {
      changes: [
        [
          { type: 'number', format: 'int32' },
          { type: ['integer'], format: 'int32' },
        ],
        [
          { type: ['number', 'string'], format: 'int64' },
          { type: ['integer', 'string'], format: 'int64' },
        ],
      ],
      keeps: [
        { type: 'number', format: 'double' },
        { type: 'string', format: 'int64' },
      ],
    },
  ],
  [
    'bounds of the largest integers are dropped',
    dropBoundsOfIntegers,
    {
      changes: [
        [
          { type: 'integer', minimum: -(2 ** 63), exclusiveMaximum: 2 ** 63, multipleOf: 2 },
          { type: 'integer', multipleOf: 2 },
        ],
      ],
      keeps: [
        { type: 'number', maximum: 2 ** 63 },
        { type: 'integer', maximum: 2 ** 31 },
        { type: 'integer', maximum: '9' },
      ],
    },
  ],
  [
    'one pattern and nothing else is for every key',
    closeSinglePattern,
    {
      changes: [
        [
          { patternProperties: { '^a': {} }, properties: {} },
          { patternProperties: { '^a': {} }, properties: {}, additionalProperties: false },
        ],
      ],
      keeps: [
        { patternProperties: { '^a': {}, '^b': {} } },
        { patternProperties: { '^a': {} }, properties: { b: {} } },
        { patternProperties: { '^a': {} }, required: ['a'] },
        { patternProperties: { '^a': {} }, additionalProperties: {} },
        { patternProperties: { '^a': {} }, unevaluatedProperties: {} },
      ],
    },
  ],
  [
    'limits beside `enum` or `const` are dropped',
    dropLimitsOfConstants,
    {
      changes: [
        [
          { type: 'string', enum: ['a', ''], minLength: 1, format: 'date', description: 'D' },
          { type: 'string', enum: ['a', ''], description: 'D' },
        ],
        [{ const: { a: 1 }, properties: { a: { type: 'string' } } }, { const: { a: 1 } }],
      ],
      keeps: [
        { type: 'string', minLength: 1 },
        { enum: [[1]], contains: { const: 1 }, not: {} },
      ],
    },
  ],
  [
    'null in a list of types is allowed beside every other keyword',
    moveNullOut,
    {
      changes: [
        [
          { type: ['string', 'null'], enum: ['a'] },
          { type: ['string'], enum: ['a'], nullable: true },
        ],
        [
          { type: 'null', $ref: '#/x' },
          { $ref: '#/x', nullable: true },
        ],
        [{ enum: ['a', null] }, { enum: ['a', null], nullable: true }],
        [
          { allOf: [{ $ref: '#/x' }, { nullable: true, title: 'T' }] },
          { allOf: [{ $ref: '#/x' }, { nullable: true, title: 'T' }], nullable: true },
        ],
      ],
      keeps: [
        { type: 'null' },
        { enum: [null] },
        { type: 'string', enum: ['a', null] },
        { allOf: [{ nullable: true, type: 'string' }] },
      ],
    },
  ],
];

describe.each(rewrites)('%s', (_, rewrite, { changes, keeps }) => {
  it.each(changes)('%j becomes %j, without a message', (schema, expected) => {
    expect(rewrite(schema)).toEqual({ schema: expected, findings: [] });
  });

  it.each(keeps)('%j stays', (schema) => {
    expect(rewrite(schema)).toEqual({ schema, findings: [] });
  });
});

describe('an enumeration that its type contradicts', () => {
  const wrong = (at: readonly (string | number)[], message: string) => [{ at, code: 'CW2007', message }];

  it('loses its type where that is one of containers and the values are plain', () => {
    expect(dropContainerType({ type: 'object', enum: ['a', 1] })).toEqual({
      schema: { type: ['string', 'number', 'boolean'], enum: ['a', 1] },
      findings: wrong(['enum', 0], '"a" and 1 more members are not of type object.'),
    });
    const fitting = { type: 'array', enum: ['a', []] };
    expect(dropContainerType(fitting)).toEqual({ schema: fitting, findings: [] });
  });

  it('stays while two members are left, and the others are reported', () => {
    const schema = { type: 'string', enum: ['a', 1, 'b', 1] };
    expect(dropMisfits(schema)).toEqual({
      schema,
      findings: wrong(['enum', 1], '1 is not of type string.'),
    });
  });

  it.each<[JsonObject, JsonObject]>([
    [{ type: 'string', enum: ['a', 1] }, { type: 'string' }],
    [{ type: 'string', enum: [1, 2] }, { type: 'string' }],
    [{ type: 'string', const: null }, { type: 'string' }],
    [
      { type: 'string', enum: [1, null], nullable: true },
      { type: 'string', nullable: true },
    ],
  ])('is dropped where at most one member is left: %j becomes %j', (schema, expected) => {
    const { schema: rewritten, findings } = dropMisfits(schema);
    expect(rewritten).toEqual(expected);
    expect(findings.map(({ code }) => code)).toEqual(['CW2007']);
  });

  it.each([
    { type: 'string', enum: ['a'] },
    { enum: ['a', 1] },
    { type: 'string', enum: ['a', null], nullable: true },
  ])('is none where all members fit: %j', (schema) => {
    expect(dropMisfits(schema)).toEqual({ schema, findings: [] });
  });
});

describe('an empty enumeration', () => {
  it.each([[[]], ['a']])('is dropped and reported: %j', (list) => {
    const message = 'A list of at least one value is expected here.';
    expect(dropEmptyEnum({ type: 'string', enum: list })).toEqual({
      schema: { type: 'string' },
      findings: [{ at: ['enum'], code: 'CW2002', message }],
    });
  });
});

describe('a constant that the enumeration beside it does not have', () => {
  it.each([[[]], [['a', null]], 'a'])('replaces it, and is reported: %j', (list) => {
    const message = 'The enum beside it does not have the constant 1.';
    expect(rewriteKeywords({ const: 1, enum: list })).toEqual({
      schema: { const: 1 },
      findings: [{ at: ['const'], code: 'CW2010', message }],
    });
  });
});

describe('all rewrites together', () => {
  it('imply the type that an enumeration without a member leaves open', () => {
    const schema = { enum: [], minLength: 1, format: 'of our own' };
    expect(rewriteKeywords(schema).schema).toEqual({ type: ['string'], minLength: 1, format: 'of our own' });
  });

  it('change the document for no other reader: messages lead to the keywords as they are written', () => {
    const { diagnostics } = readSchemas({ A: { properties: { b: { type: 'integer', enum: [1, 2, 'c'] } } } });
    expect(diagnostics.map(({ code, place }) => [code, place?.pointer])).toEqual([
      ['CW2007', '/components/schemas/A/properties/b/enum/2'],
    ]);
  });

  it('leave a schema that says everything as it is', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
    expect(rewriteKeywords(schema)).toEqual({ schema, findings: [] });
  });
});

it('a member of an enumeration that nests without an end is reported, and the enumeration is left out', () => {
  const deep = Array.from({ length: 100 }).reduce<JsonObject>((inner) => ({ inner }), {});
  const { diagnostics } = readSchemas({ A: { enum: [deep, 'a'] } });
  expect(diagnostics.map(({ code, place }) => [code, place?.pointer])).toEqual([
    ['CW2018', '/components/schemas/A/enum/0'],
  ]);
  expect(saySchema({ enum: [deep, 'a'] })).toBe('unknown');
});
