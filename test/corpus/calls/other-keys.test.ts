/** Undeclared keys beside `allOf` and alternatives: the verdict on them is that of ajv under what is documented. */
import { expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/api/json.ts';
import { compared } from './called-package.ts';

const text = { type: 'string' };
const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const [closed, complete, open, numbers] = ['Closed', 'Complete', 'Open', 'Numbers'].map(reference);
const components = {
  schemas: {
    Closed: { type: 'object', properties: { a: text }, additionalProperties: false },
    Open: { type: 'object', properties: { b: text } },
    Complete: { type: 'object', allOf: [reference('Closed')], required: ['a'], additionalProperties: false },
    Numbers: { type: 'object', properties: { c: text }, additionalProperties: { type: 'number' } },
  },
};
const own = { properties: { x: { type: 'integer' } } };

const schemas: readonly JsonObject[] = [
  // An `allOf` of one member is another name of it.
  { allOf: [closed], description: 'Another name.' },
  { type: 'object', allOf: [closed] },
  { allOf: [components.schemas.Closed] },
  { allOf: [{ allOf: [closed] }] },
  { allOf: [closed, { description: 'Asserts nothing.' }] },
  { allOf: [closed, {}] },
  // Every member is closed.
  { type: 'object', additionalProperties: false, allOf: [closed] },
  { additionalProperties: false, allOf: [closed], ...own },
  // A closed object is extended.
  { allOf: [closed, open] },
  { allOf: [closed], ...own },
  { allOf: [complete, { properties: { b: text }, additionalProperties: false }] },
  { allOf: [{ allOf: [complete, { properties: { b: text }, additionalProperties: false }] }] },
  // Another member names no further key.
  { allOf: [closed, { required: ['a'] }] },
  { allOf: [{ minProperties: 1 }, closed], properties: { a: { minLength: 1 } } },
  // One names a further key.
  { additionalProperties: false, allOf: [open] },
  { additionalProperties: false, allOf: [open], ...own },
  // Other keys have a schema.
  { additionalProperties: { type: 'number' }, allOf: [open] },
  { additionalProperties: { type: 'number' }, allOf: [closed] },
  { allOf: [numbers, open] },
  { allOf: [numbers, closed], ...own },
  // Alternatives beside properties.
  { additionalProperties: { type: 'number' }, anyOf: [open, closed] },
  { additionalProperties: { type: 'number' }, oneOf: [open, { properties: { y: text }, required: ['y'] }] },
  { additionalProperties: false, anyOf: [open, closed] },
  { oneOf: [closed, numbers], ...own },
  { additionalProperties: false, ...own, anyOf: [{ required: ['x'] }, { maxProperties: 1 }] },
].map((schema) => schema as JsonObject); // `map` widens the references

it.each(['3.0.3', '3.1.0'])('OpenAPI %s: undeclared keys are accepted as documented', async (openapi) => {
  const paths = schemas.map((schema, index) => {
    const content = { 'application/json': { schema } };
    const get = { operationId: `read${index}`, responses: { 200: { description: 'It.', content } } };
    return [`/items/${index}`, { get }] as const;
  });
  const sums = await compared({
    ...{ openapi, info: { title: 'Items', version: '1' }, servers: [{ url: 'https://items.example' }] },
    ...{ paths: Object.fromEntries(paths), components },
  });
  expect(sums).toMatchObject({ operations: schemas.length, untried: 0, faults: [] });
  expect(sums.responses).toBeGreaterThan(500);
});
