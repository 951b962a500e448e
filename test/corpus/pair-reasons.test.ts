/** Two types of a document: the first difference between what is received and what is sent, and none where there is none. */
import { expect, it } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { readSchemas } from '../normalise/read-api.ts';
import { differenceOf } from './pair-reasons.ts';
import { schemasOf } from './pairs.ts';

const text = { type: 'string' };
const object = (properties: JsonObject, required: readonly string[] = []): JsonObject => ({
  type: 'object',
  properties,
  required,
});

function difference(received: JsonObject, sent: JsonObject): string | null {
  const owner = object({ received, sent });
  const { api } = readSchemas({ Owner: owner });
  const schemaOf = schemasOf(api);
  const own = schemaOf('#/components/schemas/Owner');
  if (own.kind !== 'object') throw new Error('The owner is an object.');
  const [one, other] = ['received', 'sent'].map((name) => own.properties.find((each) => each.name === name));
  if (one === undefined || other === undefined) throw new Error('The owner has both.');
  return differenceOf(one.schema, other.schema, api, schemaOf);
}

it.each<[string, JsonObject, JsonObject, string | null]>([
  ['the same properties', object({ a: text }), object({ a: text }), null],
  ['more properties', object({ a: text, b: text }), object({ a: text }), null],
  ['a property that is sent alone', object({ a: text }), object({ a: text, b: text }), null],
  [
    'a property that is required alone',
    object({ a: text }),
    object({ a: text }, ['a']),
    '/a: required in the body, optional in the response',
  ],
  [
    'a property that is not received',
    object({ b: text }),
    object({ a: text, b: text }, ['a']),
    '/a: required in the body, not in the response',
  ],
  [
    'a default in place of a value',
    object({ a: { ...text, default: 'x' } }),
    object({ a: text }, ['a']),
    null,
  ],
  [
    'another type',
    object({ a: { type: 'number' } }),
    object({ a: text }),
    '/a: number is received, and string is sent',
  ],
  [
    'fewer members',
    object({ a: { enum: ['x', 'y'] } }),
    object({ a: { enum: ['x', 'z'] } }),
    '/a: "y" is not in the enumeration of the body',
  ],
  [
    'null',
    object({ a: { type: ['string', 'null'] } }),
    object({ a: text }),
    '/a: null is received, and string is sent',
  ],
  [
    'lists',
    object({ a: { type: 'array', items: text } }),
    object({ a: { type: 'array', items: { type: 'number' } } }),
    '/a/*: string is received, and number is sent',
  ],
  ['nothing in common', object({ a: text }), object({ b: text }), ': no property in common'],
  [
    'a map in place of an object',
    object({ a: text }),
    { type: 'object', additionalProperties: text },
    ': an object is received, and a map is sent',
  ],
])('%s', (_, received, sent, expected) => {
  expect(difference(received, sent)).toBe(expected);
});
