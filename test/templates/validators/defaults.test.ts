/** `parse` fills in defaults wherever the type promises them, and the package compiles. */
import { describe, expect, it } from 'vitest';
import { complaintsOf } from '../../support/compile.ts';
import { withFolder } from '../../support/generated-package.ts';
import { validatorsOf } from '../../support/validators-of.ts';

const time = '2020-01-01T00:00:00Z';
const date = new Date(time);
const dateTime = { type: 'string', format: 'date-time' };
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Readonly<Record<string, unknown>>, required: readonly string[] = []): object => ({
  type: 'object',
  properties,
  required,
});

const schemas = {
  Inner: object({ kind: { type: 'string', default: 'plain' }, at: dateTime }),
  Other: object({ count: { type: 'integer' }, unit: { type: 'string', default: 'piece' } }, ['count']),
  Cat: object({ type: { const: 'cat' }, lives: { type: 'integer', default: 9 } }, ['type']),
  Dog: object({ type: { const: 'dog' }, seen: { ...dateTime, default: time } }, ['type']),
  Pet: { oneOf: [ref('Cat'), ref('Dog'), { type: 'null' }] },
  Tuple: {
    type: 'array',
    prefixItems: [ref('Inner'), { anyOf: [ref('Inner'), { type: 'null' }] }, { type: 'string' }],
    minItems: 1,
    items: ref('Inner'),
  },
  InTuple: object({ pair: { type: 'array', prefixItems: [{ type: 'string' }, ref('Inner')], minItems: 2 } }),
  Part: {
    allOf: [
      { oneOf: [ref('Cat'), ref('Dog')] },
      object({
        size: { type: 'string', default: 'small' },
        made: { ...dateTime, default: time },
        box: ref('Inner'),
      }),
    ],
  },
  Either: object({
    tupleOrText: { anyOf: [{ type: 'array', prefixItems: [ref('Inner')] }, { type: 'string' }] },
    tupleOrList: {
      anyOf: [
        { type: 'array', prefixItems: [{ type: 'string' }, ref('Inner')], minItems: 2 },
        { type: 'array', items: ref('Other') },
      ],
    },
    mapOrModel: { anyOf: [{ type: 'object', additionalProperties: ref('Inner') }, ref('Other')] },
    timesOrWords: {
      anyOf: [
        { type: 'array', items: dateTime },
        { type: 'array', items: { type: 'string' } },
      ],
    },
    pet: ref('Pet'),
  }),
  Whole: object({
    inner: { ...ref('Inner'), default: {} },
    list: { type: 'array', items: ref('Inner'), default: [{}] },
    tuple: { type: 'array', prefixItems: [ref('Inner')], default: [{}] },
    map: { type: 'object', additionalProperties: ref('Inner'), default: { a: {} } },
    matching: {
      type: 'object',
      patternProperties: { '^a': ref('Inner') },
      additionalProperties: false,
      default: { a: {} },
    },
    union: { anyOf: [ref('Inner'), { type: 'string' }], default: {} },
    both: { allOf: [ref('Inner'), object({ extra: { type: 'string', default: 'x' } })], default: {} },
    sides: {
      ...object({
        secret: { type: 'string', default: 's', writeOnly: true },
        open: { type: 'string', default: 'o' },
      }),
      default: {},
    },
  }),
  Times: object({
    at: { ...dateTime, default: time },
    constructor: { ...dateTime, default: time },
    maybe: { type: ['string', 'null'], format: 'date-time', default: time },
    none: { type: ['string', 'null'], format: 'date-time', default: null },
    either: { anyOf: [dateTime, { type: 'boolean' }], default: time },
    list: { type: 'array', items: dateTime, default: [time] },
    id: { type: 'integer', format: 'int64', default: 5 },
  }),
};

const plain = { kind: 'plain' };
const other = { count: 1, unit: 'piece' };

describe.each([
  ['as JSON has them', undefined, time, 5],
  ['as dates and strings', { dateTime: 'Date', int64: 'string' }, date, '5'],
] as const)('defaults, with values %s,', (_, types, at, id) => {
  const made = validatorsOf(schemas, types && { types });
  const parsed = async (name: string, value: unknown): Promise<unknown> => {
    const { validator } = await made;
    return validator(name).parse(structuredClone(value));
  };

  it('compile', async () => {
    const { files } = await made;
    await withFolder(files, async (folder) => {
      expect(await complaintsOf({ folder, compiler: 'typescript' })).toBe('');
    });
  });

  it.each([
    [[{}], [plain]],
    [
      [{ at: time }, {}, 'x', {}, { kind: 'y' }],
      [{ kind: 'plain', at }, plain, 'x', plain, { kind: 'y' }],
    ],
    [
      [{}, null, 'x'],
      [plain, null, 'x'],
    ],
  ])('are filled in at the positions of a tuple: %j', async (value, filled) => {
    expect(await parsed('Tuple', value)).toEqual(filled);
  });

  it('are filled in at the positions of a tuple in a property', async () => {
    expect(await parsed('InTuple', { pair: ['x', {}] })).toEqual({ pair: ['x', plain] });
    expect(await parsed('InTuple', {})).toEqual({});
  });

  it('are filled in from every part of an intersection', async () => {
    expect(await parsed('Part', { type: 'cat', box: {} })).toEqual({
      type: 'cat',
      lives: 9,
      size: 'small',
      made: at,
      box: plain,
    });
    expect(await parsed('Part', { type: 'dog' })).toEqual({ type: 'dog', seen: at, size: 'small', made: at });
  });

  it.each([
    [{ tupleOrText: [{}] }, { tupleOrText: [plain] }],
    [{ tupleOrText: 'x' }, { tupleOrText: 'x' }],
    [{ tupleOrList: ['x', {}] }, { tupleOrList: ['x', plain] }],
    [{ tupleOrList: [{ count: 1 }] }, { tupleOrList: [other] }],
    [{ mapOrModel: { a: {} } }, { mapOrModel: { a: plain } }],
    [{ mapOrModel: { count: 1 } }, { mapOrModel: other }],
    [{ timesOrWords: ['word'] }, { timesOrWords: ['word'] }],
    [{ timesOrWords: [time] }, { timesOrWords: [at] }],
    [{ pet: { type: 'cat' } }, { pet: { type: 'cat', lives: 9 } }],
    [{ pet: { type: 'dog' } }, { pet: { type: 'dog', seen: at } }],
    [{ pet: null }, { pet: null }],
  ])('are filled in of the alternative that a value is: %j', async (value, filled) => {
    expect(await parsed('Either', value)).toEqual(filled);
  });

  it('are whole values themselves', async () => {
    expect(await parsed('Whole', {})).toEqual({
      inner: plain,
      list: [plain],
      tuple: [plain],
      map: { a: plain },
      matching: { a: plain },
      union: plain,
      both: { kind: 'plain', extra: 'x' },
      sides: { open: 'o' },
    });
  });

  it('become what callers have for them', async () => {
    const value = Object.assign(Object.create(null), await parsed('Times', {}));
    expect({ ...value }).toEqual({ at, constructor: at, maybe: at, none: null, either: at, list: [at], id });
    expect(await parsed('Times', { maybe: null })).toMatchObject({ maybe: null });
  });
});

it('a default is converted once', async () => {
  const { files } = await validatorsOf(schemas, { types: { dateTime: 'Date', int64: 'string' } });
  const code = files.get('src/models/times.ts') ?? '';
  expect(code).toContain(`value.at = asDate(value.at ?? '${time}');`);
  expect(code).toContain(`value.id = asIntegerText(value.id ?? 5);`);
  expect(code).toContain(`value.maybe = value.maybe === null ? null : asDate(value.maybe ?? '${time}');`);
  expect(code).toContain('value.none = value.none == null ? null : asDate(value.none);');
  expect(code.match(/\basDate\(/g)).toHaveLength(5);
});
