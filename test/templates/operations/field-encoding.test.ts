/** How the fields of a form and the parts of a multipart body are written (Encoding Object). */
import { describe, expect, it } from 'vitest';
import type { GeneratedPackage } from '../../support/generated-package.ts';
import { packageOf, packageOfPaths, partsOf, sentBy } from './bodies.ts';

const texts = { type: 'array', items: { type: 'string' } };
const object = { type: 'object', properties: { a: { type: 'integer' } } };
const file = { type: 'string', format: 'binary' };

const schema = {
  type: 'object',
  properties: {
    plain: object,
    list: { type: 'array', items: object },
    text: { type: 'string' },
    nullable: { type: ['string', 'null'] },
    repeated: texts,
    csv: texts,
    pipes: texts,
    spaces: texts,
    pairs: texts,
    json: texts,
    deep: { type: 'object', properties: { a: object } },
    exploded: object,
    flat: object,
    raw: { type: 'string' },
    picture: file,
    pictures: { type: 'array', items: file },
  },
};

const encoding = {
  csv: { style: 'form', explode: false },
  pipes: { style: 'pipeDelimited' },
  spaces: { style: 'spaceDelimited', explode: false },
  pairs: { style: 'pipeDelimited', explode: true },
  json: { contentType: 'application/json' },
  deep: { style: 'deepObject', explode: true },
  exploded: { style: 'form', explode: true },
  flat: { style: 'form', explode: false },
  raw: { allowReserved: true },
  picture: { contentType: 'image/png', style: 'form', explode: false },
  pictures: { contentType: 'image/png, image/jpeg' },
};

const bodies = {
  form: { 'application/x-www-form-urlencoded': { schema, encoding } },
  parts: { 'multipart/form-data': { schema, encoding } },
};

describe.each(['3.0.3', '3.1.0'])('a form of OpenAPI %s', (openapi) => {
  const client = (): Promise<GeneratedPackage> => packageOf(bodies, openapi);

  it.each([
    ["{ csv: ['a', 'b,c'] }", 'csv=a,b%2Cc'],
    ["{ pipes: ['a', 'b'] }", 'pipes=a%7Cb'],
    ["{ spaces: ['a', 'b'] }", 'spaces=a%20b'],
    ["{ pairs: ['a', 'b'] }", 'pairs=a&pairs=b'],
    ["{ repeated: ['a', 'b'] }", 'repeated=a&repeated=b'],
    ["{ json: ['a', 'b'] }", `json=${encodeURIComponent('["a","b"]')}`],
    ['{ deep: { a: { a: 1 } } }', 'deep%5Ba%5D%5Ba%5D=1'],
    ['{ exploded: { a: 1 } }', 'a=1'],
    ['{ flat: { a: 1 } }', 'flat=a,1'],
    ["{ raw: 'a/b?c' }", 'raw=a/b?c'],
    ['{ plain: { a: 1 } }', `plain=${encodeURIComponent('{"a":1}')}`],
    [
      '{ list: [{ a: 1 }, { a: 2 }] }',
      `list=${encodeURIComponent('{"a":1}')}&list=${encodeURIComponent('{"a":2}')}`,
    ],
    ["{ text: 'a b', csv: [], nullable: undefined }", 'text=a%20b'],
  ])('writes %s as %s', async (body, written) => {
    expect((await sentBy(await client(), `await client.form({ body: ${body} });`)).body).toBe(written);
  });

  it('of several parts has the same encoding, without percent signs', async () => {
    const value =
      "{ csv: ['a', 'b'], pipes: ['a', 'b'], spaces: ['a', 'b'], deep: { a: { a: 1 } }, text: 'a=&b' }";
    const request = await sentBy(await client(), `await client.parts({ body: ${value} });`);
    expect(partsOf(request)).toEqual([
      'Content-Disposition: form-data; name="csv"\r\n\r\na,b',
      'Content-Disposition: form-data; name="pipes"\r\n\r\na|b',
      'Content-Disposition: form-data; name="spaces"\r\n\r\na b',
      'Content-Disposition: form-data; name="deep[a][a]"\r\n\r\n1',
      'Content-Disposition: form-data; name="text"\r\n\r\na=&b',
    ]);
  });

  it('of several parts has one part for a list in JSON, and one for each item of another', async () => {
    const value = "{ json: ['a', 'b'], repeated: ['a', 'b'], list: [{ a: 1 }] }";
    const request = await sentBy(await client(), `await client.parts({ body: ${value} });`);
    expect(partsOf(request)).toEqual([
      'Content-Disposition: form-data; name="json"\r\nContent-Type: application/json\r\n\r\n["a","b"]',
      'Content-Disposition: form-data; name="repeated"\r\n\r\na',
      'Content-Disposition: form-data; name="repeated"\r\n\r\nb',
      'Content-Disposition: form-data; name="list"\r\nContent-Type: application/json\r\n\r\n{"a":1}',
    ]);
  });

  it('of several parts never loses a file to a style', async () => {
    const value = "{ picture: new Uint8Array([97]), pictures: [new Blob(['b'], { type: 'image/jpeg' })] }";
    const request = await sentBy(await client(), `await client.parts({ body: ${value} });`);
    expect(partsOf(request)).toEqual([
      'Content-Disposition: form-data; name="picture"; filename="blob"\r\nContent-Type: image/png\r\n\r\na',
      'Content-Disposition: form-data; name="pictures"; filename="blob"\r\nContent-Type: image/jpeg\r\n\r\nb',
    ]);
  });
});

describe('`collectionFormat` of Swagger 2.0', () => {
  const client = (type: string): Promise<GeneratedPackage> => {
    const formats = [undefined, 'csv', 'multi', 'ssv', 'pipes', 'tsv'];
    const parameters = formats.map((collectionFormat) => {
      const name = collectionFormat ?? 'none';
      return { in: 'formData', name, type: 'array', items: { type: 'string' }, collectionFormat };
    });
    const responses = { 200: { description: '' } };
    const paths = { '/f': { post: { operationId: 'f', consumes: [type], parameters, responses } } };
    return packageOfPaths(paths, { swagger: '2.0' });
  };
  const value =
    "{ none: ['a', 'b'], csv: ['a', 'b'], multi: ['a', 'b'], ssv: ['a', 'b'], pipes: ['a', 'b'] }";

  it('is the style of a field', async () => {
    const { body } = await sentBy(
      await client('application/x-www-form-urlencoded'),
      `await client.f({ body: ${value} });`,
    );
    expect(body).toBe('none=a,b&csv=a,b&multi=a&multi=b&ssv=a%20b&pipes=a%7Cb');
  });

  it('is the style of a part', async () => {
    const request = await sentBy(await client('multipart/form-data'), `await client.f({ body: ${value} });`);
    expect(partsOf(request).map((part) => part.split('\r\n\r\n')[1])).toEqual([
      'a,b',
      'a,b',
      'a',
      'b',
      'a b',
      'a|b',
    ]);
  });

  it('that no style has is reported', async () => {
    const { result } = await client('application/x-www-form-urlencoded');
    expect(result.diagnostics.map(({ code, place }) => [code, place?.pointer])).toContainEqual([
      'CW1040',
      '/paths/~1f/post/parameters/5/collectionFormat',
    ]);
  });
});

it('JSON in a field keeps the digits of integers that a number cannot hold', async () => {
  const long = { type: 'object', properties: { id: { type: 'integer', format: 'int64' } } };
  const properties = { one: long, many: { type: 'array', items: long } };
  const content = { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties } } };
  const paths = {
    '/f': {
      post: {
        operationId: 'f',
        requestBody: { required: true, content },
        responses: { 200: { description: '' } },
      },
    },
  };
  const client = await packageOfPaths(paths, { openapi: '3.1.0' }, { types: { int64: 'bigint' } });
  const value = '{ one: { id: 9007199254740993n }, many: [{ id: 9007199254740993n }] }';
  const { body } = await sentBy(client, `await client.f({ body: ${value} });`);
  const json = encodeURIComponent('{"id":9007199254740993}');
  expect(body).toBe(`one=${json}&many=${json}`);
});
