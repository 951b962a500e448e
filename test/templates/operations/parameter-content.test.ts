/** A parameter with `content` is written in its media type, wherever it is sent. */
import { expect, test } from 'vitest';
import { sharedPackage } from '../../support/generated-package.ts';
import { recordedCalls } from '../../support/recorded-calls.ts';

type Location = 'path' | 'query' | 'header' | 'cookie';

const locations: readonly Location[] = ['path', 'query', 'header', 'cookie'];

interface Sent {
  readonly version: '3.0.3' | '3.1.0';
  readonly mediaType: string;
  readonly schema: object;
  /** The argument, as code. */
  readonly value: string;
}

/** The value of the parameter `x-value` as the server reads it, without percent-encoding. */
async function sentIn(
  location: Location,
  { version, mediaType, schema, value }: Sent,
): Promise<string | undefined> {
  const content = { [mediaType]: { schema } };
  const parameter = { in: location, name: 'x-value', required: true, content };
  const path = location === 'path' ? '/items/{x-value}' : '/items';
  const get = {
    operationId: 'items.list',
    parameters: [parameter],
    responses: { 200: { description: 'ok', content: { 'application/json': { schema: {} } } } },
  };
  const paths = { [path]: { get } };
  const spec = JSON.stringify({ openapi: version, info: { title: 'Items', version: '1' }, paths });
  const { files } = await sharedPackage({ spec });
  const [request] = await recordedCalls(files, `await client.items.list({ xValue: ${value} });`);
  const url = new URL(request?.line.replace('GET ', '') ?? '', 'http://127.0.0.1');
  switch (location) {
    case 'path':
      return decodeURIComponent(url.pathname.replace('/items/', ''));
    case 'query':
      return url.searchParams.get('x-value') ?? undefined;
    case 'header':
      return request?.headers['x-value'];
    case 'cookie':
      return decodeURIComponent(request?.headers['cookie']?.replace('x-value=', '') ?? '');
  }
}

const filter = { type: 'object', properties: { a: { type: 'string' }, n: { type: 'integer' } } };

test.each(locations)('an object with application/json in %s is one JSON text', async (location) => {
  const json = { mediaType: 'application/json', schema: filter, value: '{ a: "x", n: 1 }' };
  expect(await sentIn(location, { version: '3.1.0', ...json })).toBe('{"a":"x","n":1}');
  expect(await sentIn(location, { version: '3.0.3', ...json })).toBe('{"a":"x","n":1}');
});

test.each(locations)('a string with application/json in %s has its quotes', async (location) => {
  const json = { mediaType: 'application/json', schema: { type: 'string' }, value: '"x y"' };
  expect(await sentIn(location, { version: '3.1.0', ...json })).toBe('"x y"');
});

test.each(locations)('a list with a type of +json and parameters in %s is JSON', async (location) => {
  const schema = { type: 'array', items: { type: 'string' } };
  const mediaType = 'application/vnd.list+json; charset=utf-8';
  expect(await sentIn(location, { version: '3.1.0', mediaType, schema, value: '["a", "b"]' })).toBe(
    '["a","b"]',
  );
});

test.each(locations)('a string with text/plain in %s has no quotes', async (location) => {
  const text = { mediaType: 'text/plain', schema: { type: 'string' }, value: '"x y"' };
  expect(await sentIn(location, { version: '3.1.0', ...text })).toBe('x y');
  expect(await sentIn(location, { version: '3.0.3', ...text })).toBe('x y');
});

test.each(locations)('JSON with letters outside of ASCII in %s means the same', async (location) => {
  const json = { mediaType: 'application/json', schema: filter, value: '{ a: "käse 🧀" }' };
  const text = await sentIn(location, { version: '3.1.0', ...json });
  expect(JSON.parse(text ?? '')).toEqual({ a: 'käse 🧀' });
});
