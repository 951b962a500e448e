/** Schemas in schemas in schemas: every way to nest ends with a message, and not with the stack. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { generatePackage } from '../support/generated-package.ts';

type Nest = (schema: JsonObject) => JsonObject;

const nests: Readonly<Record<string, Nest>> = {
  not: (schema) => ({ not: schema }),
  if: (schema) => ({ if: { minLength: 1 }, else: schema }),
  contains: (schema) => ({ type: 'array', contains: schema }),
  items: (schema) => ({ type: 'array', items: schema }),
  additionalProperties: (schema) => ({ type: 'object', additionalProperties: schema }),
  unevaluatedProperties: (schema) => ({ type: 'object', unevaluatedProperties: schema }),
  propertyNames: (schema) => ({ type: 'object', propertyNames: schema }),
};

/** More schemas than are read in one another, in less levels than a document may have. */
const levels = 240;

async function codesOf(nest: Nest, times = levels): Promise<readonly string[]> {
  const text: JsonObject = { type: 'string', pattern: '"' };
  const schema = Array.from({ length: times }).reduce<JsonObject>((inner) => nest(inner), text);
  const content = { 'application/json': { schema } };
  const operation = {
    operationId: 'send',
    requestBody: { content },
    responses: { 200: { description: 'It.', content } },
  };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Deep', version: '1' },
    paths: { '/deep': { post: operation } },
  };
  const { result } = await generatePackage({ spec: JSON.stringify(document), options: { build: false } });
  expect(result.ok).toBe(true);
  return result.diagnostics.map(({ code }) => code);
}

test.each(Object.keys(nests))(`%s in itself, ${levels} times, is cut and reported`, async (keyword) => {
  expect(await codesOf(nests[keyword] ?? ((schema) => schema))).toContain('CW2018');
});

test('keywords that nest in one another are cut and reported', async () => {
  const all: Nest = (schema) => Object.values(nests).reduce((inner, nest) => nest(inner), schema);
  expect(await codesOf(all, Math.floor(levels / Object.keys(nests).length))).toContain('CW2018');
});
