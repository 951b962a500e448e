/** Whoever goes through models on every way that leads to them never comes to an end here. */
import { expect, it } from 'vitest';
import type { RepresentedTypes } from '../../../generator/api/api.ts';
import { generatePackage } from '../../support/generated-package.ts';

const names = Array.from({ length: 24 }, (_, index) => `M${index}`);
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

const schemas = Object.fromEntries(
  names.map((name) => [
    name,
    {
      type: 'object',
      properties: {
        ...Object.fromEntries(names.map((other) => [`to${other}`, ref(other)])),
        either: { anyOf: [...names.map(ref), { type: 'string' }] },
        size: { enum: ['small', 'large'], default: 'small' },
        at: { type: 'string', format: 'date-time' },
      },
      additionalProperties: { anyOf: names.map(ref) },
    },
  ]),
);

const content = { 'application/json': { schema: ref('M0') } };
const spec = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Test', version: '1' },
  paths: {
    '/m0': {
      get: { responses: { 200: { description: 'It.', content } } },
      put: { requestBody: { content }, responses: { 204: { description: 'Done.' } } },
    },
  },
  components: { schemas },
});

it.each<[string, RepresentedTypes]>([
  ['as JSON has them', {}],
  ['as callers have them', { dateTime: 'Date' }],
])('models that all refer to one another become a package, %s', async (_, types) => {
  const { files } = await generatePackage({ spec, options: { types } });
  expect(files.get('src/models/m0.ts')).toContain('export const M0: Validator<M0, M0.Wire> =');
});
