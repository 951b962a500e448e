/** Kinds of change of what a client sends in a body. */
import { integer, object, request, text, type Kind } from './kind.ts';

const named = object({ id: text, name: text }, ['id', 'name']);
const id = object({ id: text }, ['id']);
const optionallyNamed = object({ id: text, name: text }, ['id']);
const value = (schema: object) => object({ value: { ...schema } }, ['value']);
const send = (row: number, body: string): string => `return client.k${row}.run({ body: ${body} });`;
const wrap = (row: number, type: string): string =>
  `const wrap = (body: api.K${row}): ${type} => body.value; return wrap;`;

export const requestKinds: readonly Kind[] = [
  request(38, 'required property added', {
    before: id,
    after: named,
    caller: send(38, `{ id: 'a' }`),
    old: [{ id: 'a' }],
    new: [{ id: 'a', name: 'b' }],
  }),
  request(39, 'required property with a default added', {
    before: id,
    after: object({ id: text, name: { type: 'string', default: 'x' } }, ['id', 'name']),
    caller: send(39, `{ id: 'a' }`),
    old: [{ id: 'a' }],
    new: [{ id: 'a', name: 'b' }],
  }),
  request(40, 'optional property added', {
    before: id,
    after: optionallyNamed,
    caller: send(40, `{ id: 'a' }`),
    old: [{ id: 'a' }],
    new: [{ id: 'a', name: 'b' }],
  }),
  request(41, 'property removed', {
    before: named,
    after: id,
    caller: send(41, `{ id: 'a', name: 'b' }`),
    old: [{ id: 'a', name: 'b' }],
    new: [{ id: 'a' }],
  }),
  request(42, 'property became required', {
    before: optionallyNamed,
    after: named,
    caller: send(42, `{ id: 'a' }`),
    old: [{ id: 'a' }],
    new: [{ id: 'a', name: 'b' }],
  }),
  request(43, 'property became optional', {
    before: named,
    after: optionallyNamed,
    caller: send(43, `{ id: 'a', name: 'b' }`),
    tests: `const wrap = (body: api.K43): string => body.name; return wrap;`,
    old: [{ id: 'a', name: 'b' }],
    new: [{ id: 'a' }],
  }),
  request(44, 'type widened', {
    before: value(text),
    after: value({ type: ['string', 'number'] }),
    caller: send(44, `{ value: 'a' }`),
    tests: wrap(44, 'string'),
    old: [{ value: 'a' }],
    new: [{ value: 1 }],
  }),
  request(45, 'type narrowed', {
    before: value({ type: ['string', 'number'] }),
    after: value(text),
    caller: send(45, '{ value: 1 }'),
    old: [{ value: 1 }],
    new: [{ value: 'a' }],
  }),
  request(46, 'property became nullable', {
    before: value(text),
    after: value({ type: ['string', 'null'] }),
    caller: send(46, `{ value: 'a' }`),
    tests: wrap(46, 'string'),
    old: [{ value: 'a' }],
    new: [{ value: null }],
  }),
  request(47, 'property became not nullable', {
    before: value({ type: ['string', 'null'] }),
    after: value(text),
    caller: send(47, '{ value: null }'),
    old: [{ value: null }],
    new: [{ value: 'a' }],
  }),
  request(48, 'constant added', {
    before: value(text),
    after: value({ const: 'a' }),
    caller: `const value: string = String(1); return client.k48.run({ body: { value } });`,
    old: [{ value: 'b' }],
    new: [{ value: 'a' }],
  }),
  request(49, 'alternative added', {
    before: value({ oneOf: [text, { type: 'boolean' }] }),
    after: value({ oneOf: [text, { type: 'boolean' }, { type: 'number' }] }),
    caller: send(49, '{ value: true }'),
    tests: wrap(49, 'string | boolean'),
    old: [{ value: true }],
    new: [{ value: 1 }],
  }),
  request(50, 'alternative removed', {
    before: value({ oneOf: [text, { type: 'boolean' }, { type: 'number' }] }),
    after: value({ oneOf: [text, { type: 'boolean' }] }),
    caller: send(50, '{ value: 1 }'),
    old: [{ value: 1 }],
    new: [{ value: true }],
  }),
  request(51, 'other keys closed', {
    before: object({ id: text }, ['id'], { additionalProperties: true }),
    after: object({ id: text }, ['id'], { additionalProperties: false }),
    caller: send(51, `{ id: 'a', other: 1 }`),
    old: [{ id: 'a', other: 1 }],
    new: [{ id: 'a' }],
  }),
  request(52, 'other keys opened', {
    before: object({ id: text }, ['id'], { additionalProperties: false }),
    after: object({ id: text }, ['id'], { additionalProperties: true }),
    caller: send(52, `{ id: 'a' }`),
    tests: `const keys: readonly 'id'[] = Object.keys({}) as (keyof api.K52)[]; return keys;`,
    old: [{ id: 'a' }],
    new: [{ id: 'a', other: 1 }],
  }),
  request(53, 'property became read-only', {
    before: named,
    after: object({ id: text, name: { type: 'string', readOnly: true } }, ['id', 'name']),
    caller: send(53, `{ id: 'a', name: 'b' }`),
    old: [{ id: 'a', name: 'b' }],
    new: [{ id: 'a' }],
  }),
  request(54, 'format added', {
    before: value(text),
    after: value({ type: 'string', format: 'uuid' }),
    caller: send(54, `{ value: 'a' }`),
    old: [{ value: 'a' }],
    new: [{ value: '0b8f1c5e-1d0a-4c58-9e0b-3f8f0a4d2a11' }],
  }),
  request(55, 'part of an allOf added', {
    before: { allOf: [id] },
    after: { allOf: [id, object({ name: text }, ['name'])] },
    caller: send(55, `{ id: 'a' }`),
    old: [{ id: 'a' }],
    new: [{ id: 'a', name: 'b' }],
  }),
  request(104, 'enumeration value removed', {
    before: value({ type: 'string', enum: ['a', 'b', 'c'] }),
    after: value({ type: 'string', enum: ['a', 'b'] }),
    caller: send(104, `{ value: 'c' }`),
    old: [{ value: 'c' }],
    new: [{ value: 'a' }],
  }),
  request(105, 'limit loosened', {
    before: value({ type: 'integer', maximum: 5 }),
    after: value({ type: 'integer', maximum: 9 }),
    caller: send(105, '{ value: 1 }'),
    old: [{ value: 5 }],
    new: [{ value: 9 }],
  }),
  request(106, 'integer to number', {
    before: value(integer),
    after: value({ type: 'number' }),
    caller: send(106, '{ value: 1 }'),
    old: [{ value: 5 }],
    new: [{ value: 1.5 }],
  }),
];
