/** One encoding for each fact, however the document writes it. */
import { describe, expect, it } from 'vitest';
import { codesOf, modelNamed, readSchemas, say, saySchema } from './read-api.ts';

describe('null', () => {
  it.each([
    ['anyOf', { anyOf: [{ type: 'string' }, { type: 'null' }] }],
    ['anyOf, null first', { anyOf: [{ type: 'null' }, { type: 'string' }] }],
    ['oneOf', { oneOf: [{ type: 'string' }, { type: 'null' }] }],
    ['a list of types', { type: ['string', 'null'] }],
    ['nullable', { type: 'string', nullable: true }],
    ['a const of null', { anyOf: [{ type: 'string' }, { const: null }] }],
    ['an enum of null', { anyOf: [{ type: 'string' }, { enum: [null] }] }],
    ['both at once', { type: ['string', 'null'], nullable: true }],
    ['a member that is nullable and nothing else', { anyOf: [{ type: 'string' }, { nullable: true }] }],
    [
      'the same with a description',
      { oneOf: [{ type: 'string' }, { nullable: true, description: 'None.' }] },
    ],
    ['null in null', { anyOf: [{ type: ['string', 'null'] }, { type: 'null' }] }],
    ['type null beside a union', { type: 'null', oneOf: [{ type: 'string' }] }],
  ])('%s: the value or null, null last', (_, schema) => {
    expect(saySchema(schema)).toBe('string | null');
  });

  it('adds nothing to anything', () => {
    expect(saySchema({ anyOf: [{}, { type: 'null' }] })).toBe('unknown');
    expect(saySchema({ nullable: true })).toBe('unknown');
  });

  it('alone is null', () => {
    expect(saySchema({ type: 'null' })).toBe('null');
    expect(saySchema({ type: ['string', 'null'], const: null })).toBe('null');
  });

  it('is said where a nullable component is used, and the component keeps its name for the thing', () => {
    const { api } = readSchemas({
      User: { type: ['object', 'null'], properties: { name: { type: 'string' } }, required: ['name'] },
      Team: { type: 'object', properties: { lead: { $ref: '#/components/schemas/User' } } },
    });
    expect(modelNamed(api, 'User').schema.kind).toBe('object');
    expect(saySchemaOf(api, 'Team', 'lead')).toBe('User | null');
  });

  it('comes besides a reference, an allOf wrapper and an enum that lacks it', () => {
    const others = { A: { type: 'object', properties: { a: { type: 'string' } } } };
    const ref = { $ref: '#/components/schemas/A' };
    expect(saySchema({ ...ref, nullable: true }, others)).toBe('A | null');
    expect(saySchema({ allOf: [ref], nullable: true }, others)).toBe('A | null');
    expect(saySchema({ allOf: [ref, { nullable: true }] }, others)).toBe('A | null');
    expect(saySchema({ type: ['string', 'null'], enum: ['x', 'y'] })).toBe('Subject.it | null');
  });
});

describe('nothing and anything', () => {
  it('is unknown for true and {}, never for false', () => {
    expect(saySchema(true)).toBe('unknown');
    expect(saySchema({})).toBe('unknown');
    expect(saySchema(false)).toBe('never');
  });

  it('is unknown, and reported, where a reference leads nowhere', () => {
    expect(saySchema({ $ref: '#/components/schemas/Nowhere' })).toBe('unknown');
    expect(codesOf({ $ref: '#/components/schemas/Nowhere' })).toEqual(['CW2001']);
  });

  it('is unknown, and reported, where a schema is no schema', () => {
    expect(saySchema('string')).toBe('unknown');
    expect(codesOf('string')).toEqual(['CW2002']);
  });
});

describe('unions', () => {
  it('of one member are that member', () => {
    expect(saySchema({ anyOf: [{ type: 'string' }] })).toBe('string');
  });

  it('of types that exclude each other are the same in every notation', () => {
    expect(saySchema({ type: ['string', 'number'] })).toBe('string | number');
    expect(saySchema({ oneOf: [{ type: 'string' }, { type: 'number' }] })).toBe('string | number');
    expect(saySchema({ anyOf: [{ type: 'string' }, { type: 'number' }] })).toBe('string | number');
  });

  it('in unions are flat, and each member comes once', () => {
    const schema = { anyOf: [{ type: 'string' }, { anyOf: [{ type: 'boolean' }, { type: 'string' }] }] };
    expect(saySchema(schema)).toBe('string | boolean');
  });
});

describe('fixed values', () => {
  it('are an enum in the order of the document, each once', () => {
    const { api } = readSchemas({ E: { enum: ['b', 'a', 'b'] } });
    expect(modelNamed(api, 'E').schema).toMatchObject({
      kind: 'enum',
      members: [{ value: 'b' }, { value: 'a' }],
    });
  });

  it('of one member are a literal, like const', () => {
    expect(saySchema({ type: 'string', enum: ['x'] })).toBe('"x"');
    expect(saySchema({ const: 'x' })).toBe('"x"');
    expect(saySchema({ const: { a: 1 } })).toBe('{"a":1}');
  });

  it('that are written as a union of constants are an enum with their descriptions', () => {
    const { api } = readSchemas({
      E: {
        oneOf: [
          { const: 'a', description: 'First.' },
          { const: 'b', title: 'Second' },
        ],
      },
    });
    expect(modelNamed(api, 'E').schema).toMatchObject({
      kind: 'enum',
      members: [
        { value: 'a', description: 'First.' },
        { value: 'b', description: 'Second' },
      ],
    });
  });

  it('of both booleans are a boolean', () => {
    expect(saySchema({ enum: [true, false] })).toBe('boolean');
  });

  it('take their descriptions from extensions', () => {
    const { api } = readSchemas({ E: { enum: [1, 2], 'x-enum-varnames': ['ONE', 'TWO'] } });
    expect(modelNamed(api, 'E').schema).toMatchObject({
      members: [{ description: 'ONE' }, { description: 'TWO' }],
    });
  });

  it('that their type excludes are dropped and reported', () => {
    const schema = { type: 'integer', enum: [1, 2, '3'] };
    const { api } = readSchemas({ E: schema });
    expect(modelNamed(api, 'E').schema).toMatchObject({ members: [{ value: 1 }, { value: 2 }] });
    expect(codesOf(schema)).toEqual(['CW2007']);
    expect(codesOf({ type: 'integer', enum: ['1', 2, '3', '4'] })).toEqual(['CW2007']);
  });

  it.each(['object', 'array'])('a type %s beside texts gives way to them', (type) => {
    expect(saySchema({ type, enum: ['PUSH', 'DONT_PUSH'] })).toBe(saySchema({ enum: ['PUSH', 'DONT_PUSH'] }));
    expect(codesOf({ type, enum: ['PUSH', 'DONT_PUSH'] })).toEqual(['CW2007']);
  });

  it.each([[[]], ['x']])('that are %j are left out, which is reported', (values) => {
    const schema = { type: 'string', enum: values };
    expect(saySchema(schema)).toBe('string');
    expect(codesOf(schema)).toEqual(['CW2002']);
  });

  it('that are all excluded leave the type', () => {
    expect(saySchema({ type: 'boolean', enum: ['true', 'false'] })).toBe('boolean');
    // YAML reads `1.0`, `yes` and `1:1` as 1, true and 61: the texts that the author wrote are not known.
    expect(saySchema({ type: 'string', enum: [1, 2] })).toBe('string');
    expect(codesOf({ type: 'string', enum: [1, 2] })).toEqual(['CW2007']);
  });

  it.each([
    { type: 'string', enum: ['Group', 61] },
    { type: 'integer', enum: [1, '2', null] },
  ])('that their type excludes, but for one, leave the type: %j', (schema) => {
    expect(saySchema(schema)).toBe(saySchema({ type: schema.type }));
    expect(codesOf(schema)).toEqual(['CW2007']);
  });
});

describe('limits', () => {
  it('at the safe integers say nothing of an integer', () => {
    const bounds = { minimum: -9007199254740991, maximum: 9007199254740991 };
    expect(saySchema({ type: 'integer', ...bounds })).toBe('integer');
    expect(saySchema({ type: 'integer', minimum: 0, maximum: 9007199254740991 })).toBe('integer(minimum 0)');
    expect(saySchema({ type: 'number', maximum: 9007199254740991 })).toBe('number(maximum 9007199254740991)');
  });

  it('of the wrong type are dropped and reported', () => {
    expect(saySchema({ type: 'integer', minimum: '1' })).toBe('integer');
    expect(codesOf({ type: 'integer', minimum: '1' })).toEqual(['CW2005']);
    expect(codesOf({ type: 'string', minLength: -1 })).toEqual(['CW2005']);
  });

  it('may be exclusive in the notation of 3.0 and of 3.1', () => {
    expect(saySchema({ type: 'number', minimum: 1, exclusiveMinimum: true })).toBe(
      'number(exclusiveMinimum 1)',
    );
    expect(saySchema({ type: 'number', exclusiveMinimum: 1 })).toBe('number(exclusiveMinimum 1)');
  });

  it('keep a pattern that compiles with or without the u flag, and report one that does not', () => {
    expect(saySchema({ type: 'string', pattern: '^[\\w-.]+$' })).toBe('string(pattern ^[\\w-.]+$)');
    expect(saySchema({ type: 'string', pattern: '(?<n' })).toBe('string');
    expect(codesOf({ type: 'string', pattern: '(?<n' })).toEqual(['CW2006']);
  });
});

describe('lists', () => {
  it('without items hold anything', () => {
    expect(saySchema({ type: 'array' })).toBe('(unknown)[]');
  });

  it('with prefixItems are tuples', () => {
    const prefixItems = [{ type: 'string' }, { type: 'number' }];
    expect(saySchema({ type: 'array', prefixItems })).toBe('[string?, number?, ...unknown]');
    expect(saySchema({ type: 'array', prefixItems, items: false, minItems: 2 })).toBe(
      '[string, number, ...never]',
    );
    expect(saySchema({ type: 'array', prefixItems, minItems: 1, maxItems: 2 })).toBe(
      '[string, number?, ...never]',
    );
  });
});

describe('keywords', () => {
  it('that nothing checks are reported', () => {
    expect(codesOf({ type: 'string', $recursiveRef: {} })).toEqual(['CW2003']);
  });

  it('that say how a string is decoded only explain it, as `format: byte` of older documents does', () => {
    const content = { contentEncoding: 'base64', contentMediaType: 'image/png', contentSchema: {} };
    expect(codesOf({ type: 'string', format: 'byte', ...content })).toEqual([]);
  });

  it('that nobody knows are reported, extensions are not', () => {
    expect(codesOf({ type: 'string', minLenght: 1 })).toEqual(['CW2004']);
    expect(codesOf({ type: 'string', 'x-mine': 1 })).toEqual([]);
  });

  it('without a type still say what type they belong to', () => {
    expect(saySchema({ properties: { a: {} } })).toBe('Subject.it');
    expect(saySchema({ items: { type: 'string' } })).toBe('(string)[]');
    expect(saySchema({ minLength: 2 })).toBe('string(minLength 2)');
    expect(saySchema({ contentMediaType: 'application/octet-stream' })).toBe('string');
  });
});

function saySchemaOf(api: Parameters<typeof modelNamed>[0], model: string, property: string): string {
  const { schema } = modelNamed(api, model);
  const found =
    schema.kind === 'object' ? schema.properties.find(({ name }) => name === property) : undefined;
  return say(api, found?.schema);
}
