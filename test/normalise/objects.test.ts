/** Objects: named properties, maps, and what is known of other keys. */
import { describe, expect, it } from 'vitest';
import { codesOf, read, readSchemas, sayModel, saySchema } from './read-api.ts';

describe('an object', () => {
  const a = { a: { type: 'string' } };

  it.each([
    ['nothing is said of other keys', {}, '{ a?: string }'],
    ['other keys are refused', { additionalProperties: false }, '{ a?: string; ...never }'],
    ['other keys hold anything', { additionalProperties: true }, '{ a?: string; ...unknown }'],
    ['other keys hold anything, as a schema', { additionalProperties: {} }, '{ a?: string; ...unknown }'],
    ['other keys hold this', { additionalProperties: { type: 'number' } }, '{ a?: string; ...number }'],
    ['refused after all parts are joined', { unevaluatedProperties: false }, '{ a?: string; ...never }'],
  ])('%s', (_, keywords, said) => {
    const { api } = readSchemas({ O: { type: 'object', properties: a, ...keywords } });
    expect(sayModel(api, 'O')).toBe(said);
  });

  it('without properties is a map', () => {
    expect(saySchema({ type: 'object' })).toBe('Record<string, unknown>');
    expect(saySchema({ type: 'object', additionalProperties: { type: 'number' } })).toBe(
      'Record<string, number>',
    );
    expect(saySchema({ type: 'object', propertyNames: { enum: ['x', 'y'] }, additionalProperties: {} })).toBe(
      'Record<Subject.it key, unknown>',
    );
  });

  it('with one pattern is a map whose keys match it', () => {
    const schema = {
      type: 'object',
      patternProperties: { '^x-': { type: 'number' } },
      additionalProperties: false,
    };
    expect(saySchema(schema)).toBe('Record<string(pattern ^x-), number>');
  });

  it('with patterns beside properties holds their values under the keys that match', () => {
    const schema = {
      type: 'object',
      properties: a,
      patternProperties: { '^n': { type: 'number' }, '^b': { type: 'boolean' } },
      additionalProperties: false,
    };
    const { api, codes } = readSchemas({ O: schema });
    expect(sayModel(api, 'O')).toBe('{ a?: string; /^b/: boolean; /^n/: number; ...never }');
    expect(codes).toEqual([]);
  });

  it('has properties that say what the patterns say which match their names', () => {
    const schema = {
      type: 'object',
      properties: { x: { type: 'number', minimum: 1 } },
      required: ['xy'],
      patternProperties: { '^x': { type: 'number', maximum: 9 } },
    };
    expect(sayModel(readSchemas({ O: schema }).api, 'O')).toBe(
      '{ x?: number(maximum 9, minimum 1); xy: number(maximum 9); /^x/: number(maximum 9) }',
    );
  });

  it('does not wait for a pattern that takes years to say whether it matches', () => {
    const schema = {
      properties: { [`${'a'.repeat(40)}!`]: {} },
      patternProperties: { '^(a+)+$': { type: 'number' } },
    };
    expect(codesOf(schema)).toEqual(['CW2006', 'CW2017']);
  });

  it('requires a property that it does not declare', () => {
    const { api, codes } = readSchemas({ O: { type: 'object', properties: a, required: ['a', 'z'] } });
    expect(sayModel(api, 'O')).toBe('{ a: string; z: unknown }');
    expect(codes).toEqual(['CW2009']);
    expect(codesOf({ type: 'object', properties: a, required: ['a', 'x', 'y', 'z'] })).toEqual(['CW2009']);
  });

  it('has its properties by name, or in the order of the document', () => {
    const root = { components: { schemas: { O: { properties: { b: {}, a: {}, Z: {} } } } } };
    expect(sayModel(read(root).api, 'O')).toBe('{ Z?: unknown; a?: unknown; b?: unknown }');
    expect(sayModel(read(root, { propertyOrder: 'spec' }).api, 'O')).toBe(
      '{ b?: unknown; a?: unknown; Z?: unknown }',
    );
  });

  it('may have properties that every JavaScript object inherits', () => {
    const properties = JSON.parse('{"__proto__":{"type":"string"},"constructor":{"type":"number"}}');
    const { api } = readSchemas({ O: { type: 'object', properties } });
    expect(sayModel(api, 'O')).toBe('{ __proto__?: string; constructor?: number }');
  });
});

describe('a property', () => {
  it('has a direction, also through a reference', () => {
    const { api } = readSchemas({
      Stamp: { type: 'string', readOnly: true },
      O: {
        type: 'object',
        properties: {
          id: { type: 'string', readOnly: true },
          secret: { type: 'string', writeOnly: true },
          at: { $ref: '#/components/schemas/Stamp' },
        },
      },
    });
    expect(sayModel(api, 'O')).toBe('{ read at?: Stamp; read id?: string; write secret?: string }');
  });

  it('has a default where its schema accepts it', () => {
    const { api, codes } = readSchemas({
      Size: { type: 'integer', default: 10 },
      O: {
        type: 'object',
        properties: { list: { type: 'array', default: [] }, size: { $ref: '#/components/schemas/Size' } },
      },
    });
    expect(sayModel(api, 'O')).toBe('{ list?: (unknown)[] = []; size?: Size = 10 }');
    expect(codes).toEqual([]);
  });

  it.each([
    { type: 'string', format: 'date-time', default: '2020-01-01T00:00:00Z' },
    { type: 'string', format: 'uuid', default: '018f2f3e-0000-7000-8000-000000000000' },
    { type: 'string', format: 'hostname', default: 'not checked' },
    { type: 'number', default: 1e300 },
  ])('has the default of %j', (schema) => {
    expect(codesOf(schema)).toEqual([]);
  });

  it.each([
    ['the wrong type', { type: 'integer', default: '10' }],
    ['no member of the enum', { type: 'string', enum: ['a', 'b'], default: 'c' }],
    ['of another format', { type: 'string', format: 'date-time', default: 'CURRENT_TIMESTAMP' }],
    ['an integer that numbers cannot hold', { type: 'integer', default: 2 ** 63 }],
    ['a required property that is missing', { properties: { a: {} }, required: ['a'], default: {} }],
  ])('has no default that is %s, and it is reported', (_, schema) => {
    expect(codesOf(schema)).toEqual(['CW2008']);
  });

  it('has no default that is null where null is not allowed, without a message', () => {
    const schema = { properties: { a: { type: 'string', default: null } } };
    expect(codesOf(schema)).toEqual([]);
    expect(sayModel(readSchemas({ O: schema }).api, 'O')).toBe('{ a?: string }');
  });
});
