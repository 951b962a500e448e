/** Kinds of change of what a server sends. */
import { integer, object, reference, response, text, type Kind } from './kind.ts';

const id = object({ id: text }, ['id']);
const named = object({ id: text, name: text }, ['id', 'name']);
const optionallyNamed = object({ id: text, name: text }, ['id']);
const state = (...values: readonly string[]) =>
  object({ state: { type: 'string', enum: values } }, ['state']);
const anyOf = (...members: readonly { type: string }[]) => object({ value: { anyOf: members } }, ['value']);
const readName = (row: number): string =>
  `const name: string = (await client.k${row}.run()).name; return name;`;
const readValue = (row: number, type: string): string =>
  `const value: ${type} = (await client.k${row}.run()).value; return value;`;
const mock = (row: number, value: string): string => `const mock: api.K${row} = ${value}; return mock;`;

export const responseKinds: readonly Kind[] = [
  response(56, 'required property added', {
    before: id,
    after: named,
    caller: 'return (await client.k56.run()).id;',
    tests: mock(56, `{ id: 'a' }`),
    old: [{ id: 'a' }],
    new: [{ id: 'a', name: 'b' }],
  }),
  response(57, 'optional property added', {
    before: id,
    after: optionallyNamed,
    caller: 'return (await client.k57.run()).id;',
    tests: mock(57, `{ id: 'a' }`),
    old: [{ id: 'a' }],
    new: [{ id: 'a', name: 'b' }],
  }),
  response(58, 'required property removed', {
    before: named,
    after: id,
    caller: readName(58),
    old: [{ id: 'a', name: 'b' }],
    new: [{ id: 'a' }],
  }),
  response(59, 'optional property removed', {
    before: optionallyNamed,
    after: id,
    caller: 'return (await client.k59.run()).name;',
    old: [{ id: 'a', name: 'b' }],
    new: [{ id: 'a' }],
  }),
  response(60, 'property became optional', {
    before: named,
    after: optionallyNamed,
    caller: readName(60),
    old: [{ id: 'a', name: 'b' }],
    new: [{ id: 'a' }],
  }),
  response(61, 'property became required', {
    before: optionallyNamed,
    after: named,
    caller: 'return (await client.k61.run()).name?.length;',
    tests: mock(61, `{ id: 'a' }`),
    old: [{ id: 'a' }],
    new: [{ id: 'a', name: 'b' }],
  }),
  response(62, 'type widened', {
    before: object({ value: text }, ['value']),
    after: anyOf({ type: 'string' }, { type: 'number' }),
    caller: readValue(62, 'string'),
    old: [{ value: 'a' }],
    new: [{ value: 1 }],
  }),
  response(63, 'type narrowed', {
    before: anyOf({ type: 'string' }, { type: 'number' }),
    after: object({ value: text }, ['value']),
    caller: readValue(63, 'string | number'),
    tests: mock(63, `{ value: 1 }`),
    old: [{ value: 1 }],
    new: [{ value: 'a' }],
  }),
  response(64, 'type changed', {
    before: object({ value: text }, ['value']),
    after: object({ value: { type: 'number' } }, ['value']),
    caller: readValue(64, 'string'),
    old: [{ value: 'a' }],
    new: [{ value: 1 }],
  }),
  response(65, 'integer to number', {
    before: object({ value: integer }, ['value']),
    after: object({ value: { type: 'number' } }, ['value']),
    caller: readValue(65, 'number'),
    tests: mock(65, '{ value: 1 }'),
    old: [{ value: 1 }],
    new: [{ value: 1.5 }],
  }),
  response(66, 'int32 to int64', {
    before: object({ value: { type: 'integer', format: 'int32' } }, ['value']),
    after: object({ value: { type: 'integer', format: 'int64' } }, ['value']),
    caller: readValue(66, 'number'),
    tests: mock(66, '{ value: 1 }'),
    old: [{ value: 1 }],
    new: [{ value: 2 ** 40 }],
  }),
  response(67, 'became nullable', {
    before: object({ value: text }, ['value']),
    after: object({ value: { type: ['string', 'null'] } }, ['value']),
    caller: readValue(67, 'string'),
    old: [{ value: 'a' }],
    new: [{ value: null }],
  }),
  response(68, 'became not nullable', {
    before: object({ value: { type: ['string', 'null'] } }, ['value']),
    after: object({ value: text }, ['value']),
    caller: readValue(68, 'string | null'),
    tests: mock(68, '{ value: null }'),
    old: [{ value: null }],
    new: [{ value: 'a' }],
  }),
  response(69, 'enumeration value added', {
    before: state('open69', 'paid69'),
    after: state('open69', 'paid69', 'held69'),
    caller: `const { state } = await client.k69.run(); return state === 'open69' ? 1 : 2;`,
    tests: `const table: Record<api.K69.State, number> = { open69: 1, paid69: 2 }; return table;`,
    old: [{ state: 'paid69' }],
    new: [{ state: 'held69' }],
  }),
  response(71, 'enumeration value removed', {
    before: state('open71', 'paid71', 'held71'),
    after: state('open71', 'paid71'),
    caller: `const { state } = await client.k71.run(); return state === 'open71' ? 1 : 2;`,
    tests: `const table: Record<api.K71.State, number> = { open71: 1, paid71: 2, held71: 3 }; return table;`,
    old: [{ state: 'held71' }],
    new: [{ state: 'open71' }],
  }),
  response(72, 'enumeration became any string', {
    before: state('open72', 'paid72'),
    after: object({ state: text }, ['state']),
    caller: `const state: api.K72.State | string = (await client.k72.run()).state; return state;`,
    old: [{ state: 'open72' }],
    new: [{ state: 'x' }],
  }),
  response(73, 'string became an enumeration', {
    before: object({ state: text }, ['state']),
    after: state('open73', 'paid73'),
    caller: `const state: string = (await client.k73.run()).state; return state;`,
    tests: mock(73, '{ state: String(1) }'),
    old: [{ state: 'x' }],
    new: [{ state: 'open73' }],
  }),
  response(74, 'alternative added to a union without a tag', {
    before: object({ value: { oneOf: [{ type: 'string' }, { type: 'boolean' }] } }, ['value']),
    after: object({ value: { oneOf: [{ type: 'string' }, { type: 'boolean' }, { type: 'number' }] } }, [
      'value',
    ]),
    caller: readValue(74, 'string | boolean'),
    old: [{ value: true }],
    new: [{ value: 1 }],
  }),
  response(75, 'alternative removed from a union without a tag', {
    before: object({ value: { oneOf: [{ type: 'string' }, { type: 'boolean' }, { type: 'number' }] } }, [
      'value',
    ]),
    after: object({ value: { oneOf: [{ type: 'string' }, { type: 'boolean' }] } }, ['value']),
    caller: readValue(75, 'string | boolean | number'),
    tests: mock(75, '{ value: 1 }'),
    old: [{ value: 1 }],
    new: [{ value: true }],
  }),
  response(77, 'other keys closed', {
    before: object({ id: text }, ['id'], { additionalProperties: true }),
    after: object({ id: text }, ['id'], { additionalProperties: false }),
    caller: `return (await client.k77.run())['other'];`,
    old: [{ id: 'a', other: 1 }],
    new: [{ id: 'a' }],
  }),
  response(78, 'other keys opened', {
    before: object({ id: text }, ['id'], { additionalProperties: false }),
    after: object({ id: text }, ['id'], { additionalProperties: true }),
    caller: 'return (await client.k78.run()).id;',
    tests: `const keys: readonly 'id'[] = Object.keys({}) as (keyof api.K78)[]; return keys;`,
    old: [{ id: 'a' }],
    new: [{ id: 'a', other: 1 }],
  }),
  response(79, 'property became write-only', {
    before: named,
    after: object({ id: text, name: { type: 'string', writeOnly: true } }, ['id', 'name']),
    caller: readName(79),
    old: [{ id: 'a', name: 'b' }],
    new: [{ id: 'a' }],
  }),
  response(80, 'format added', {
    before: object({ value: text }, ['value']),
    after: object({ value: { type: 'string', format: 'uuid' } }, ['value']),
    caller: readValue(80, 'string'),
    tests: mock(80, `{ value: 'a' }`),
    old: [{ value: 'a' }],
    new: [{ value: '0b8f1c5e-1d0a-4c58-9e0b-3f8f0a4d2a11' }],
  }),
  response(82, 'limit loosened', {
    before: object({ value: { type: 'string', maxLength: 2 } }, ['value']),
    after: object({ value: { type: 'string', maxLength: 5 } }, ['value']),
    caller: readValue(82, 'string'),
    old: [{ value: 'ab' }],
    new: [{ value: 'abcde' }],
  }),
  response(83, 'limit tightened', {
    before: object({ value: { type: 'string', maxLength: 5 } }, ['value']),
    after: object({ value: { type: 'string', maxLength: 2 } }, ['value']),
    caller: readValue(83, 'string'),
    old: [{ value: 'abcde' }],
    new: [{ value: 'ab' }],
  }),
  response(84, 'type of items widened', {
    before: object({ value: { type: 'array', items: text } }, ['value']),
    after: object({ value: { type: 'array', items: { type: ['string', 'number'] } } }, ['value']),
    caller: readValue(84, 'readonly string[]'),
    old: [{ value: ['a'] }],
    new: [{ value: [1] }],
  }),
  response(85, 'object became a list', {
    before: id,
    after: { type: 'array', items: id },
    caller: 'return (await client.k85.run()).id;',
    old: [{ id: 'a' }],
    new: [[{ id: 'a' }]],
  }),
  response(102, 'property deprecated', {
    before: named,
    after: object({ id: text, name: { type: 'string', deprecated: true } }, ['id', 'name']),
    caller: readName(102),
    tests: mock(102, `{ id: 'a', name: 'b' }`),
    old: [{ id: 'a', name: 'b' }],
    new: [{ id: 'a', name: 'b' }],
  }),
  ...taggedKinds(),
];

function taggedKinds(): readonly Kind[] {
  const tagged = (row: number, ...tags: readonly string[]) => ({
    schemas: {
      [`K${row}`]: {
        oneOf: tags.map((tag) => reference(`K${row}${tag}`)),
        discriminator: { propertyName: 'kind' },
      },
      ...Object.fromEntries(
        tags.map((tag) => [
          `K${row}${tag}`,
          object({ kind: { const: tag }, [tag.toLowerCase()]: text }, ['kind']),
        ]),
      ),
    },
  });
  const paths = response(0, '', { before: id, after: id, caller: '' }).before.paths ?? {};
  const pathsOf = (row: number) =>
    JSON.parse(JSON.stringify(paths).replaceAll('k0', `k${row}`).replaceAll('K0', `K${row}`));
  return [
    {
      row: 70,
      title: 'alternative added to a union with a tag',
      before: { paths: pathsOf(70), ...tagged(70, 'Card', 'Cash') },
      after: { paths: pathsOf(70), ...tagged(70, 'Card', 'Cash', 'Bank') },
      caller: `const pay = await client.k70.run(); switch (pay.kind) { case 'Card': return pay.card; case 'Cash': return pay.cash; default: return pay.kind; }`,
      values: {
        direction: 'response',
        old: [{ kind: 'Card', card: 'a' }],
        new: [{ kind: 'Bank', bank: 'a' }],
      },
    },
  ];
}
