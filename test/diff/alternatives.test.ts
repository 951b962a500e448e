import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { compareDocuments } from './compare-documents.ts';
import { answer, json, object, operation, text } from './kinds/kind.ts';

const integer: JsonObject = { type: 'integer' };
const any = object({ id: text });

function documentOf(operationParts: JsonObject): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Alternatives', version: '1' },
    paths: { '/it': { post: operation(1, operationParts) } },
  };
}

const answering = (schema: JsonObject): JsonObject => documentOf({ responses: { 200: answer(schema) } });
const sending = (schema: JsonObject): JsonObject =>
  documentOf({ requestBody: { required: true, content: json(schema) } });

describe('a change inside one alternative of a union', () => {
  const [loose, strict] = [
    object({ id: text, size: integer }, ['id']),
    object({ id: text, size: integer }, ['id', 'size']),
  ];

  test.each([
    ['breaks no client where another alternative reads the values', answering, 'anyOf', any, 'either'],
    [
      'breaks a client where no other alternative reads them',
      answering,
      'anyOf',
      { type: 'boolean' },
      'server-first',
    ],
    ['breaks no request that another alternative of `anyOf` takes', sending, 'anyOf', any, 'either'],
    ['breaks requests where they would fit two of `oneOf`', sending, 'oneOf', any, 'client-first'],
  ] as const)('%s', async (_, place, keyword, other, order) => {
    const report = await compareDocuments(
      place({ [keyword]: [loose, other] }),
      place({ [keyword]: [strict, other] }),
    );
    expect(report.changes.map(({ kind }) => kind)).toEqual(['property-required']);
    expect(report).toMatchObject({ order });
  });
});
