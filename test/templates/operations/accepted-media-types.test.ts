/** The media types that a client asks for, and which of them a response is read as. */
import { describe, expect, it } from 'vitest';
import { bundled } from '../../support/bundle.ts';
import { withFolder } from '../../support/generated-package.ts';
import { join } from 'node:path';
import { packageOfPaths } from './bodies.ts';

const numberAt = (name: string): object => ({
  schema: { type: 'object', required: [name], properties: { [name]: { type: 'integer' } } },
});

const contents: Readonly<Record<string, object>> = {
  versions: { 'application/json;version=1': numberAt('a'), 'application/json;version=2': numberAt('b') },
  charsets: { 'application/json; charset=utf-8': numberAt('a'), 'application/json': numberAt('a') },
  odata: { 'application/json;odata.metadata=minimal;odata.streaming=true': numberAt('a') },
  suffix: { 'application/*+json': numberAt('a') },
  texts: { 'text/*': { schema: { type: 'string' } }, 'image/png': {}, 'text/csv;header=present': {} },
};

interface Read {
  readonly accept: string | null;
  readonly value: unknown;
}

/** What a call asks for, and its result of a response with this media type. */
async function read(operation: string, mediaType: string, body: string): Promise<Read> {
  const paths = Object.entries(contents).map(([operationId, content]) => [
    `/${operationId}`,
    { get: { operationId, responses: { 200: { description: '', content } } } },
  ]);
  const { files } = await packageOfPaths(Object.fromEntries(paths));
  return withFolder(files, async (folder) => {
    const program = `
import { createClient } from './index.ts';
let accept: string | null = null;
const fetch: typeof globalThis.fetch = async (input, init) => {
  accept = new Request(input, init).headers.get('accept');
  return new Response(${JSON.stringify(body)}, { headers: { 'content-type': ${JSON.stringify(mediaType)} } });
};
const client: any = createClient({ baseUrl: 'http://127.0.0.1:1', fetch, maxRetries: 0 });
const value = await client.${operation}().catch((error: Error) => error.name);
export const read = { accept, value: value instanceof Blob ? value.type : value };
`;
    const text = await bundled({ program, folder: join(folder, 'src') });
    const module: { readonly read: Read } = await import(
      `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`
    );
    return module.read;
  });
}

describe('parameters of media types', () => {
  const accept = 'application/json;version=1, application/json;version=2';

  it.each([
    ['application/json;version=1', { a: 1 }, { a: 1 }],
    ['application/json; Version="2"; charset=utf-8', { b: 2 }, { b: 2 }],
    ['application/json', { a: 1 }, { a: 1 }],
    ['application/json;version=1', { b: 2 }, 'ApiResponseError'],
    ['application/json;version=3', { a: 1 }, 'ApiResponseError'],
  ])('%s with %j is %j', async (mediaType, body, value) => {
    expect(await read('versions', mediaType, JSON.stringify(body))).toEqual({ accept, value });
  });

  it('are asked for as the document writes them', async () => {
    const mediaType = 'application/json;odata.metadata=minimal;odata.streaming=true';
    expect(await read('odata', 'application/json', '{"a":1}')).toEqual({
      accept: mediaType,
      value: { a: 1 },
    });
  });

  it('do not make two media types of two charsets', async () => {
    const mediaType = 'application/json; charset=UTF-8';
    expect(await read('charsets', mediaType, '{"a":1}')).toEqual({
      accept: 'application/json',
      value: { a: 1 },
    });
  });
});

describe('ranges of media types', () => {
  it('with a suffix, which `Accept` does not have, ask for the suffix', async () => {
    const value = { a: 1 };
    expect(await read('suffix', 'application/hal+json', '{"a":1}')).toEqual({
      accept: 'application/json',
      value,
    });
  });

  it('stand behind the media types in them', async () => {
    const accept = 'image/png, text/*, text/csv;header=present';
    expect(await read('texts', 'text/csv', 'a,b')).toEqual({ accept, value: 'a,b' });
    expect(await read('texts', 'image/png', 'a')).toEqual({ accept, value: 'image/png' });
  });
});
