/** Bytes: files where the body has parts, strings in JSON, and never lost on the way. */
import { describe, expect, it } from 'vitest';
import type { GeneratedPackage } from '../../support/generated-package.ts';
import { complaints, packageOf, packageOfPaths, partsOf, sentBy } from './bodies.ts';

const file = { type: 'string', format: 'binary' };
const upload = { schema: { type: 'object', required: ['file'], properties: { file } } };

function reportsOf({ result }: GeneratedPackage, code: string): readonly unknown[] {
  return result.diagnostics
    .filter((diagnostic) => diagnostic.code === code)
    .map(({ severity, place }) => [severity, place?.pointer]);
}

describe.each(['3.0.3', '3.1.0'])('`format: binary` in OpenAPI %s', (openapi) => {
  it('in JSON is a string, and is reported at its place', async () => {
    const client = await packageOf({ send: { 'application/json': upload } }, openapi);
    const { body } = await sentBy(client, "await client.send({ body: { file: 'YQ==' } });");
    expect(body).toBe('{"file":"YQ=="}');
    const pointer = '/paths/~1send/post/requestBody/content/application~1json/schema/properties/file';
    expect(reportsOf(client, 'CW2041')).toEqual([['warning', pointer]]);
  });

  it('is a file where the same body is also offered as multipart', async () => {
    const client = await packageOf(
      { send: { 'application/json': upload, 'multipart/form-data': upload } },
      openapi,
    );
    const request = await sentBy(client, "await client.send({ body: { file: new Blob(['a']) } });");
    expect(partsOf(request)).toEqual([
      'Content-Disposition: form-data; name="file"; filename="blob"\r\nContent-Type: application/octet-stream\r\n\r\na',
    ]);
    expect(reportsOf(client, 'CW2041')).toEqual([]);
  });

  it('does not prefer multipart without files', async () => {
    const plain = { schema: { type: 'object', properties: { a: { type: 'string' } } } };
    const client = await packageOf(
      { send: { 'application/json': plain, 'multipart/form-data': plain } },
      openapi,
    );
    const { headers } = await sentBy(client, "await client.send({ body: { a: 'a' } });");
    expect(headers['content-type']).toBe('application/json');
  });

  it('of a component is what each body can carry, and never a file in JSON', async () => {
    const content = { schema: { $ref: '#/components/schemas/Upload' } };
    const schemas = { Upload: upload.schema };
    const bodies = { json: { 'application/json': content }, parts: { 'multipart/form-data': content } };
    const client = await packageOf(bodies, openapi, schemas);
    expect((await sentBy(client, "await client.json({ body: { file: 'YQ==' } });")).body).toBe(
      '{"file":"YQ=="}',
    );
    const request = await sentBy(client, "await client.parts({ body: { file: new Blob(['a']) } });");
    expect(partsOf(request)).toEqual([expect.stringContaining('filename="blob"')]);
    expect(reportsOf(client, 'CW2041')).toEqual([['warning', '/components/schemas/Upload/properties/file']]);
    expect(await complaints(client.files)).toBe('');
    const lost =
      "const error = await client.json({ body: { file: new Blob(['a']) } }).catch((e: any) => e); await client.json({ body: { file: error.name } });";
    expect((await sentBy(client, lost)).body).toBe('{"file":"ApiRequestError"}');
  });

  it('of a component inside of a component is what each body can carry', async () => {
    const content = { schema: { $ref: '#/components/schemas/Upload' } };
    const Upload = { type: 'object', properties: { file: { $ref: '#/components/schemas/Content' } } };
    const bodies = { json: { 'application/json': content }, parts: { 'multipart/form-data': content } };
    const client = await packageOf(bodies, openapi, { Upload, Content: file });
    const request = await sentBy(client, "await client.parts({ body: { file: new Blob(['a']) } });");
    expect(partsOf(request)).toEqual([expect.stringContaining('filename="blob"')]);
    expect(await complaints(client.files)).toBe('');
  });

  it('inside of an object in a part, which is JSON, is a string', async () => {
    const nested = { schema: { type: 'object', properties: { meta: upload.schema, file } } };
    const client = await packageOf({ send: { 'multipart/form-data': nested } }, openapi);
    const request = await sentBy(client, "await client.send({ body: { meta: { file: 'YQ==' } } });");
    expect(partsOf(request)).toEqual([expect.stringContaining('{"file":"YQ=="}')]);
    expect(reportsOf(client, 'CW2041')).toHaveLength(1);
  });

  it('is sent as bytes where a call chooses them in place of JSON', async () => {
    const client = await packageOf(
      {
        send: {
          'application/json': { schema: { type: 'object' } },
          'application/octet-stream': { schema: file },
        },
      },
      openapi,
    );
    const call = "client.send({ contentType: 'application/octet-stream', body: new Blob(['a']) })";
    expect(await sentBy(client, `await ${call};`)).toMatchObject({
      body: 'a',
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(reportsOf(client, 'CW4005')).toEqual([]);
  });

  it('of a response in JSON is a string as well', async () => {
    const responses = { 200: { description: '', content: { 'application/json': upload } } };
    const client = await packageOfPaths({ '/f': { get: { operationId: 'f', responses } } }, { openapi });
    expect([...client.files.values()].join('\n')).toMatch(/readonly file: string|file: string/);
    expect(reportsOf(client, 'CW2041')).toHaveLength(1);
  });
});

describe('`contentMediaType`', () => {
  const described = (contentMediaType: string): object => ({ type: 'string', contentMediaType });
  const bodies = {
    parts: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          properties: {
            any: described('*/*'),
            image: described('image/png'),
            json: described('application/json'),
            encoded: { ...described('image/png'), contentEncoding: 'base64' },
          },
        },
      },
    },
    json: {
      'application/json': { schema: { type: 'object', properties: { page: described('text/html') } } },
    },
    both: {
      'application/json': { schema: { type: 'object', properties: { file: described('*/*') } } },
      'multipart/form-data': { schema: { type: 'object', properties: { file: described('*/*') } } },
    },
  };

  it('that is not JSON and not encoded is a file in a part', async () => {
    const value = "{ any: new Blob(['a']), image: new Blob(['b']), json: '{}', encoded: 'YQ==' }";
    const request = await sentBy(await packageOf(bodies), `await client.parts({ body: ${value} });`);
    expect(partsOf(request)).toEqual([
      expect.stringContaining('name="any"; filename="blob"'),
      expect.stringContaining('name="image"; filename="blob"'),
      expect.stringMatching(/name="json"\r\n(?:Content-Type: application\/json\r\n)?\r\n\{\}/),
      expect.stringContaining('name="encoded"\r\n'),
    ]);
  });

  it('in JSON describes a text, without a message', async () => {
    const client = await packageOf(bodies);
    expect((await sentBy(client, "await client.json({ body: { page: '<a>' } });")).body).toBe(
      '{"page":"<a>"}',
    );
    expect(reportsOf(client, 'CW2041')).toEqual([]);
  });

  it('sends multipart where JSON is offered too', async () => {
    const request = await sentBy(
      await packageOf(bodies),
      "await client.both({ body: { file: new Blob(['a']) } });",
    );
    expect(partsOf(request)).toEqual([expect.stringContaining('name="file"; filename="blob"')]);
  });
});
