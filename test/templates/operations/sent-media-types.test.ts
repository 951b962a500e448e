/** The media type that a body is sent with: as the document writes it, and never a range. */
import { describe, expect, it } from 'vitest';
import type { GeneratedPackage } from '../../support/generated-package.ts';
import { packageOf, packageOfPaths, sentBy, type Bodies } from './bodies.ts';

const object = { schema: { type: 'object', properties: { x: { type: 'string' } } } };
const text = { schema: { type: 'string' } };
const bytes = { schema: { type: 'string', format: 'binary' } };

const operations: Bodies = {
  jsonSuffix: { 'application/*+json': object, 'application/json': object },
  onlySuffix: { 'application/*+json': object },
  anything: { '*/*': object },
  application: { 'application/*': object },
  anyText: { 'text/*': text },
  anythingText: { '*/*': text },
  namedText: { '*/*': { schema: { $ref: '#/components/schemas/Text' } } },
  xmlSuffix: { 'application/*+xml': text },
  image: { 'image/*': bytes },
  anyBytes: { '*/*': bytes },
  anyMultipart: { 'multipart/*': object },
  charset: { 'application/json; charset=utf-8': object },
  latin: { 'text/plain; charset=iso-8859-1': text },
  extension: { 'Application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"': object },
  version: { 'text/plain; version=0.0.4': text },
  kind: { 'application/octet-stream; type=x': bytes },
  form: { 'application/x-www-form-urlencoded; charset=UTF-8': object },
  versions: { 'application/json;version=1': object, 'application/json;version=2': object },
};

describe.each(['3.0.3', '3.1.0'])('OpenAPI %s', (openapi) => {
  const client = (): Promise<GeneratedPackage> => packageOf(operations, openapi, { Text: text.schema });
  const json = "{ x: 'a' }";
  const png = "new Blob(['a'], { type: 'image/png' })";

  it.each([
    ['jsonSuffix', json, 'application/json', '{"x":"a"}'],
    ['onlySuffix', json, 'application/json', '{"x":"a"}'],
    ['anything', json, 'application/json', '{"x":"a"}'],
    ['application', json, 'application/json', '{"x":"a"}'],
    ['anyText', "'a'", 'text/plain; charset=utf-8', 'a'],
    ['anythingText', "'a'", 'text/plain; charset=utf-8', 'a'],
    ['namedText', "'a'", 'text/plain; charset=utf-8', 'a'],
    ['xmlSuffix', "'<a/>'", 'application/xml', '<a/>'],
    ['image', png, 'image/png', 'a'],
    ['anyBytes', png, 'image/png', 'a'],
    ['anyBytes', "new Blob(['a'])", 'application/octet-stream', 'a'],
    ['image', 'new Uint8Array([97])', 'application/octet-stream', 'a'],
    ['kind', png, 'application/octet-stream; type=x', 'a'],
    ['charset', json, 'application/json; charset=utf-8', '{"x":"a"}'],
    ['latin', "'ü'", 'text/plain; charset=utf-8', 'ü'],
    ['extension', json, 'application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"', '{"x":"a"}'],
    ['version', "'a'", 'text/plain; version=0.0.4', 'a'],
    ['form', json, 'application/x-www-form-urlencoded; charset=UTF-8', 'x=a'],
    ['versions', json, 'application/json;version=1', '{"x":"a"}'],
  ])('%s of %s is %s', async (operation, body, mediaType, written) => {
    const request = await sentBy(await client(), `await client.${operation}({ body: ${body} });`);
    expect([request.headers['content-type'], request.body]).toEqual([mediaType, written]);
  });

  it('a range of multipart is a form', async () => {
    const request = await sentBy(await client(), `await client.anyMultipart({ body: ${json} });`);
    expect(request.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  });
});

it('Swagger 2.0: a range in `consumes` is not sent either', async () => {
  const client = await packageOfPaths(
    {
      '/a': {
        post: {
          operationId: 'a',
          consumes: ['application/*+json'],
          parameters: [{ in: 'body', name: 'body', schema: object.schema }],
          responses: { 200: { description: '' } },
        },
      },
    },
    { swagger: '2.0' },
  );
  const { headers } = await sentBy(client, "await client.a({ body: { x: 'a' } });");
  expect(headers['content-type']).toBe('application/json');
});
