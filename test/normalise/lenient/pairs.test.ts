/** The lenient reading of schemas that apply together: what each row of docs/json-schema.md turns a pair into. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/api/json.ts';
import { noDocs } from '../../../generator/api/place.ts';
import type { ObjectSchema, Property, Schema, StringSchema } from '../../../generator/api/schema.ts';
import {
  describeOneObject,
  dropAnyObject,
  dropEmptyObject,
  dropLimitsOfConstants,
  joinOverriddenEnums,
  keepFirstFormat,
  openRefined,
} from '../../../generator/normalise/schema/lenient/pairs.ts';
import { codesOf, read, sayModel, saySchema } from '../read-api.ts';

const common = { docs: noDocs, place: { file: 'spec.json', pointer: '' } };
const unknown: Schema = { kind: 'unknown', ...common };
const never: Schema = { kind: 'never', ...common };
const model: Schema = { kind: 'model', model: '#/components/schemas/Pet', ...common };
const number: Schema = { kind: 'number', integer: false, format: null, limits: { minimum: 3 }, ...common };
const text = (more: Partial<StringSchema> = {}): Schema => {
  return { kind: 'string', format: null, limits: {}, ...common, ...more };
};
const any: Schema = { kind: 'record', keys: text(), values: unknown, limits: {}, ...common };
const enumOf = (...values: readonly (string | number)[]): Schema => {
  return { kind: 'enum', members: values.map((value) => ({ value, description: null })), ...common };
};
const literal = (value: string): Schema => ({ kind: 'literal', value, ...common });
const property = (name: string, schema: Schema, required = false): Property => {
  return { name, required, schema, default: undefined, access: 'both', ...common };
};
const object = (properties: readonly Property[], more: Partial<ObjectSchema> = {}): ObjectSchema => {
  return { kind: 'object', properties, patterns: [], rest: null, limits: {}, ...common, ...more };
};

describe('two enumerations', () => {
  it.each<[string, Schema, Schema, Schema]>([
    ['that share some members are those of both', enumOf('a', 'b'), enumOf('b', 'c'), enumOf('a', 'b', 'c')],
    ['give way to another constant', enumOf('a', 'b'), literal('c'), literal('c')],
    ['give way to another constant before them', literal('c'), enumOf('a', 'b'), literal('c')],
  ])('%s', (_, left, right, expected) => {
    expect(joinOverriddenEnums(left, right)).toEqual({ pair: [expected, expected], finding: null });
  });

  it.each<[string, Schema, Schema]>([
    ['one within the other', enumOf('a', 'b'), enumOf('a')],
    ['of two types', enumOf('a', 'b'), enumOf(1, 2)],
    ['a constant among them', enumOf('a', 'b'), literal('a')],
  ])('stay: %s', (_, left, right) => {
    expect(joinOverriddenEnums(left, right)).toEqual({ pair: [left, right], finding: null });
  });
});

describe('two objects', () => {
  const a = property('a', text(), true);
  const b = property('b', text());
  const stub = ({ name }: Property): Property => property(name, unknown);
  const closed = object([a], { rest: never });

  it('of which one is closed are open, with the keys of both, and this is reported', () => {
    const { pair, finding } = describeOneObject(closed, object([b]));
    expect(pair).toEqual([object([a, stub(b)]), object([b, stub(a)])]);
    expect(finding?.code).toBe('CW2013');
  });

  it('stay closed where both are', () => {
    const { pair } = describeOneObject(closed, object([b], { rest: never }));
    expect(pair).toEqual([object([a, stub(b)], { rest: never }), object([b, stub(a)], { rest: never })]);
  });

  it.each([
    ['the same key', object([a])],
    ['none', object([], { limits: { minProperties: 1 } })],
  ])('stay closed without a message where the other one names no further key: %s', (_, other) => {
    const { pair, finding } = describeOneObject(closed, other);
    expect(pair.map((each) => (each.kind === 'object' ? each.rest : each))).toEqual([never, null]);
    expect(finding).toBeNull();
    expect(describeOneObject(other, closed).pair[1]).toMatchObject({ rest: never });
  });

  it.each([
    ['its patterns', object([a], { patterns: [{ pattern: '^x', schema: number }] })],
    ['a schema of all others', object([a], { rest: number })],
  ])('of which one is closed are open where the other one describes further keys by %s', (_, other) => {
    const { pair, finding } = describeOneObject(closed, other);
    expect(pair[0]).toMatchObject({ rest: null });
    expect(finding?.code).toBe('CW2013');
  });

  it('apply what one says of other keys, and its patterns, to keys that neither names', () => {
    const patterns = [{ pattern: '^x', schema: number }];
    const { pair } = describeOneObject(object([a], { rest: number }), object([b], { patterns }));
    expect(pair).toEqual([
      object([a, stub(b)], { rest: number, patterns: [{ pattern: '^x', schema: unknown }] }),
      object([b, stub(a)], { patterns }),
    ]);
  });

  it('of which one is a map are an object whose other keys the map describes', () => {
    const map: Schema = { kind: 'record', keys: text(), values: number, limits: {}, ...common };
    expect(describeOneObject(object([a]), map).pair).toEqual([
      object([a]),
      object([stub(a)], { rest: number }),
    ]);
  });
});

describe('unevaluatedProperties of a member', () => {
  const evaluated = [{ kind: 'names', names: ['a'] }] as const;
  const refined: Schema = {
    kind: 'refined',
    schema: model,
    assertions: [
      { kind: 'unevaluatedProperties', evaluated, schema: never },
      { kind: 'not', schema: text() },
    ],
    ...common,
  };

  it('is dropped beside properties, and this is reported; other assertions stay', () => {
    const { pair, finding } = openRefined(refined, object([property('b', text())]));
    expect(pair[0]).toEqual({ ...refined, assertions: [{ kind: 'not', schema: text() }] });
    expect(finding?.code).toBe('CW2013');
  });

  it('stays where the other member adds no properties', () => {
    expect(openRefined(refined, any)).toEqual({ pair: [refined, any], finding: null });
  });
});

describe('`type: object`', () => {
  it('adds nothing to a reference', () => {
    expect(dropAnyObject(model, any).pair).toEqual([model, unknown]);
    expect(dropAnyObject(any, model).pair).toEqual([unknown, model]);
    expect(dropAnyObject(text(), any).pair).toEqual([text(), any]);
  });

  it('gives way to another type, and nothing else does', () => {
    expect(dropEmptyObject(any, text())).toEqual(text());
    expect(dropEmptyObject(text(), object([], { rest: never }))).toEqual(text());
    expect(dropEmptyObject(object([property('a', text())]), text())).toBeNull();
    expect(dropEmptyObject(number, text())).toBeNull();
  });
});

describe('limits', () => {
  it('beside constants are dropped, with the constants of other types', () => {
    expect(dropLimitsOfConstants(enumOf('a', 'b'), text({ limits: { minLength: 9 } })).pair).toEqual([
      enumOf('a', 'b'),
      unknown,
    ]);
    expect(dropLimitsOfConstants(number, enumOf('a', 1, 2)).pair).toEqual([unknown, enumOf(1, 2)]);
    expect(dropLimitsOfConstants(number, literal('a')).pair).toEqual([number, literal('a')]);
  });

  it('of two formats keep the first', () => {
    const [date, uuid] = [text({ format: 'date' }), text({ format: 'uuid' })];
    expect(keepFirstFormat(date, uuid).pair).toEqual([date, text()]);
    expect(keepFirstFormat(text(), uuid).pair).toEqual([text(), uuid]);
  });
});

describe('the exact reading of the same pairs', () => {
  const exact = (schema: JsonObject): string => {
    const { api } = read(
      { openapi: '3.1.1', components: { schemas: { Subject: schema } } },
      { schemas: 'exact' },
    );
    return sayModel(api, 'Subject');
  };
  const pet = { type: 'object', properties: { name: { type: 'string' } } };

  it.each<[string, readonly JsonObject[], string]>([
    ['two enumerations: the members of both', [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }], '"b"'],
    [
      'limits beside constants',
      [{ enum: ['a', 'bc'] }, { type: 'string', minLength: 2 }],
      '"a" | "bc" + matches(string(minLength 2))',
    ],
    [
      'two formats',
      [
        { type: 'string', format: 'date' },
        { type: 'string', format: 'uuid' },
      ],
      'date + matches(uuid)',
    ],
    ['another type beside type: object', [{ type: 'object' }, { type: 'string' }], 'never'],
    [
      'two open objects: one object',
      [pet, { type: 'object', required: ['id'] }],
      '{ id: unknown; name?: string }',
    ],
    [
      'a union beside an object: each member with it',
      [pet, { anyOf: [{ type: 'object', required: ['a'] }, { type: 'string' }] }],
      '{ a: unknown; name?: string }',
    ],
  ])('%s', (_, allOf, said) => {
    expect(exact({ allOf })).toBe(said);
  });
});

it('members of allOf are reported at the schema that joins them', () => {
  const closed = { type: 'object', properties: { a: {} }, additionalProperties: false };
  expect(codesOf({ allOf: [closed, { properties: { b: {} } }] })).toEqual(['CW2013']);
  expect(codesOf({ allOf: [{ type: 'string' }, { type: 'number' }] })).toEqual(['CW2010']);
  expect(saySchema({ allOf: [{ enum: ['a', 'b'] }, { maxLength: 0 }] })).toBe('Subject.it');
});
