/** Multipart bodies that are no forms, and headers of parts. */
import { describe, expect, it } from 'vitest';
import { complaints, packageOf, partsOf, sentBy } from './bodies.ts';

const file = { type: 'string', format: 'binary' };
const meta = { type: 'object', properties: { name: { type: 'string' } } };
const upload = { type: 'object', required: ['meta', 'file'], properties: { file, meta } };

describe.each(['3.0.3', '3.1.0', '3.2.0'])('a multipart body of OpenAPI %s', (openapi) => {
  it('that is related is sent as such, the part that is no file first', async () => {
    const client = await packageOf({ send: { 'multipart/related': { schema: upload } } }, openapi);
    const request = await sentBy(
      client,
      "await client.send({ body: { file: new Blob(['a'], { type: 'image/png' }), meta: { name: 'b' } } });",
    );
    expect(request.headers['content-type']).toMatch(
      /^multipart\/related; boundary=\w+; type="application\/json"; start="<meta>"$/,
    );
    expect(partsOf(request)).toEqual([
      'Content-Disposition: form-data; name="meta"\r\nContent-Type: application/json\r\nContent-ID: <meta>\r\n\r\n{"name":"b"}',
      'Content-Disposition: form-data; name="file"; filename="blob"\r\nContent-Type: image/png\r\nContent-ID: <file>\r\n\r\na',
    ]);
  });

  it('that is mixed has a part for each item of a list, without a name', async () => {
    const schema = { type: 'array', items: { type: ['object', 'string'] } };
    const client = await packageOf({ send: { 'multipart/mixed': { schema } } }, openapi);
    const request = await sentBy(client, "await client.send({ body: [{ a: 1 }, 'ü'] });");
    expect(request.headers['content-type']).toMatch(/^multipart\/mixed; boundary=\w+$/);
    expect(partsOf(request)).toEqual([
      'Content-Type: application/json\r\n\r\n{"a":1}',
      'Content-Type: text/plain; charset=utf-8\r\n\r\nü',
    ]);
  });

  it('that is mixed has named parts where the document names them', async () => {
    const client = await packageOf({ send: { 'multipart/mixed': { schema: upload } } }, openapi);
    const request = await sentBy(client, "await client.send({ body: { meta: {}, file: new Blob(['a']) } });");
    expect(partsOf(request)).toEqual([
      'Content-Disposition: form-data; name="meta"\r\nContent-Type: application/json\r\n\r\n{}',
      'Content-Disposition: form-data; name="file"; filename="blob"\r\nContent-Type: application/octet-stream\r\n\r\na',
    ]);
  });

  it('sends headers of its parts, which a call takes beside the body', async () => {
    const headers = {
      'X-Sum': { required: true, schema: { type: 'integer' } },
      'X-Tags': { schema: { type: 'array', items: { type: 'string' } } },
      'Content-Type': { schema: { type: 'string' } },
    };
    const encoding = { file: { contentType: 'text/plain', headers }, meta: { headers: { 'X-Note': {} } } };
    const client = await packageOf(
      { send: { 'multipart/form-data': { schema: upload, encoding } } },
      openapi,
    );
    const request = await sentBy(
      client,
      "await client.send({ xSum: 7, xTags: ['a', 'b'], body: { file: new Blob(['a']), meta: {} } });",
    );
    expect(partsOf(request)).toEqual([
      'Content-Disposition: form-data; name="file"; filename="blob"\r\nContent-Type: text/plain\r\nx-sum: 7\r\nx-tags: a,b\r\n\r\na',
      'Content-Disposition: form-data; name="meta"\r\nContent-Type: application/json\r\n\r\n{}',
    ]);
    expect(await complaints(client.files)).toBe('');
  });

  it('requires a header only of a part that is there', async () => {
    const headers = { 'X-Sum': { required: true, schema: { type: 'string' } } };
    const schema = { type: 'object', properties: { file } };
    const client = await packageOf(
      { send: { 'multipart/form-data': { schema, encoding: { file: { headers } } } } },
      openapi,
    );
    expect(partsOf(await sentBy(client, 'await client.send({ body: {} });'))).toEqual([]);
  });

  it('sends headers of the parts of a body that a call chooses', async () => {
    const headers = {
      'X-Sum': { required: true, schema: { type: 'integer' } },
      'X-Note': { schema: { type: 'string' } },
    };
    const mixed = { schema: upload, encoding: { file: { headers } } };
    const related = { schema: upload, encoding: { file: { headers: { 'x-note': headers['X-Note'] } } } };
    const form = { schema: upload };
    const client = await packageOf(
      { send: { 'multipart/form-data': form, 'multipart/mixed': mixed, 'multipart/related': related } },
      openapi,
    );
    const body = "body: { file: new Blob(['a']), meta: {} }";
    const send = (given: string): string => `client.send({ contentType: 'multipart/${given}, ${body} })`;
    const sum = await sentBy(client, `await ${send("mixed', xSum: 7")};`);
    expect(partsOf(sum)[0]).toContain('\r\nx-sum: 7\r\n\r\n');
    const note = await sentBy(client, `await ${send("related', xNote: 'n', xSum: 7")};`);
    expect(partsOf(note)[1]).toMatch(/<file>\r\nx-note: n\r\n\r\n/);
    const refused = `const { message } = await ${send("mixed', xNote: 'n'")}.catch((e: any) => e);`;
    const error = await sentBy(
      client,
      `${refused} await client.send({ body: { file: new Blob([]), meta: { name: message } } });`,
    );
    expect(error.body).toContain('/xSum: expected integer, received absent');
    const callers = `
import type { Client } from './index.js';
export async function sent({ send }: Client, file: Blob): Promise<void> {
  const body = { file, meta: {} };
  await send({ body });
  await send({ contentType: 'multipart/mixed', xSum: 7, body });
  await send({ contentType: 'multipart/related', body });
  // @ts-expect-error: the header is required with this media type.
  await send({ contentType: 'multipart/mixed', body });
}`;
    expect(await complaints(new Map([...client.files, ['src/callers.ts', callers]]))).toBe('');
  });

  it('requires headers of the default body with no other body', async () => {
    const headers = { 'X-Sum': { required: true, schema: { type: 'integer' } } };
    const client = await packageOf(
      {
        send: {
          'multipart/form-data': { schema: upload, encoding: { file: { headers } } },
          'text/plain': { schema: { type: 'string' } },
        },
      },
      openapi,
    );
    const text = "await client.send({ contentType: 'text/plain', body: 'a' });";
    expect((await sentBy(client, text)).body).toBe('a');
    const callers = `
import type { Client } from './index.js';
export async function sent({ send }: Client, file: Blob): Promise<void> {
  await send({ contentType: 'text/plain', body: 'a' });
  await send({ xSum: 7, body: { file, meta: {} } });
  // @ts-expect-error: the header is required with the default.
  await send({ body: { file, meta: {} } });
}`;
    expect(await complaints(new Map([...client.files, ['src/callers.ts', callers]]))).toBe('');
  });

  it('never sends a line break in a header of a part', async () => {
    const encoding = { file: { headers: { 'X-Sum': { schema: { type: 'string' } } } } };
    const client = await packageOf(
      { send: { 'multipart/form-data': { schema: upload, encoding } } },
      openapi,
    );
    const text =
      "const body = { file: new Blob(['a']), meta: {} }; const error = await client.send({ xSum: 'a\\r\\nb', body }).catch((e: any) => e); await client.send({ xSum: error.name, body });";
    expect(partsOf(await sentBy(client, text))[0]).toContain('x-sum: ApiRequestError');
  });
});

describe('positions of OpenAPI 3.2', () => {
  const schema = { type: 'array', prefixItems: [meta], items: { type: 'string' } };

  it('have encodings and headers of their own', async () => {
    const content = {
      schema,
      prefixEncoding: [
        {
          contentType: 'application/vnd.a+json',
          headers: { 'X-First': { required: true, schema: { type: 'string' } } },
        },
      ],
      itemEncoding: { contentType: 'text/csv' },
    };
    const client = await packageOf({ send: { 'multipart/mixed': content } }, '3.2.0');
    const request = await sentBy(client, "await client.send({ xFirst: 'f', body: [{ name: 'a' }, 'b,c'] });");
    expect(partsOf(request)).toEqual([
      'Content-Type: application/vnd.a+json\r\nx-first: f\r\n\r\n{"name":"a"}',
      'Content-Type: text/csv\r\n\r\nb,c',
    ]);
    expect(await complaints(client.files)).toBe('');
  });

  it('keep the media type of their value where only the others have one', async () => {
    const content = {
      schema,
      prefixEncoding: [{ headers: { 'X-First': { schema: { type: 'string' } } } }],
      itemEncoding: {
        contentType: 'text/csv',
        headers: { 'X-Other': { required: true, schema: { type: 'string' } } },
      },
    };
    const client = await packageOf({ send: { 'multipart/mixed': content } }, '3.2.0');
    const request = await sentBy(client, "await client.send({ xOther: 'o', body: [{ name: 'a' }, 'b,c'] });");
    expect(partsOf(request)).toEqual([
      'Content-Type: application/json\r\n\r\n{"name":"a"}',
      'Content-Type: text/csv\r\nx-other: o\r\n\r\nb,c',
    ]);
  });

  it('that have parts of their own are reported', async () => {
    const itemEncoding = { contentType: 'multipart/mixed', itemEncoding: { contentType: 'text/csv' } };
    const { result } = await packageOf({ send: { 'multipart/mixed': { schema, itemEncoding } } }, '3.2.0');
    expect(result.diagnostics.map(({ code }) => code)).toContain('CW2042');
  });
});
