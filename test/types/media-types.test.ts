/** Calls that choose between media types: the types follow, and so does what is sent and asked for. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compilersTried, complaintsOf } from '../support/compile.ts';
import { generatePackage, withFolder, type Files } from '../support/generated-package.ts';
import { recordedCalls, type RecordedRequest } from '../support/recorded-calls.ts';
import { deskWith, type Desk } from './desk.ts';

/** The requests of the statements. The answers to them are no items, so they are not validated. */
async function requestsOf(files: Files, statements: string): Promise<readonly RecordedRequest[]> {
  return recordedCalls(files, statements, "{ validation: 'off' }");
}

async function filesOf(desk: Desk = {}, previous?: Files): Promise<Files> {
  const { files, result } = await generatePackage({
    spec: deskWith(desk),
    specFile: 'desk.json',
    ...(previous && { previous }),
  });
  expect(result.ok).toBe(true);
  return files;
}

const callers = `
import { createClient, type Client, type Item, type ItemPatch, type Step } from './index.js';
import { read, update } from './resources/items.js';
import type { UpdateBodies, UpdateParameters } from './resources/items.js';
import type { ItemStream, RequestOptions, Transport } from './index.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function holds<Claim extends true>(): Claim;

export async function bodies({ items }: Client, step: Step, patch: ItemPatch, file: Blob): Promise<void> {
  await items.update({ id: '1', body: [step] });
  await items.update({ id: '1', contentType: 'application/json-patch+json', body: [step] });
  await items.update({ id: '1', dryRun: true, contentType: 'application/merge-patch+json', body: patch });
  await items.update({ id: '1', contentType: 'text/csv', body: 'name' }, { timeout: 5 });
  await items.create();
  await items.create({ body: patch });
  await items.create({ contentType: 'fast', bodyContentType: 'image/*', body: file });
  const stored: Parameters<typeof items.update>[0] = { id: '1', contentType: 'text/csv', body: 'name' };
  if (stored.contentType === 'text/csv') holds<Same<typeof stored.body, string>>();
  const usual: UpdateParameters = { id: '1', body: [step] };
  await items.update(usual);
  holds<Same<keyof UpdateBodies, 'application/json-patch+json' | 'application/merge-patch+json' | 'text/csv'>>();
}

export async function mistaken({ items }: Client, step: Step, patch: ItemPatch, type: string): Promise<void> {
  // @ts-expect-error: the body of another media type.
  await items.update({ id: '1', body: patch });
  // @ts-expect-error: the body of the default.
  await items.update({ id: '1', contentType: 'application/merge-patch+json', body: [step] });
  // @ts-expect-error: a media type that is not offered.
  await items.update({ id: '1', contentType: 'application/xml', body: '' });
  // @ts-expect-error: any text.
  await items.update({ id: '1', contentType: type, body: '' });
  // @ts-expect-error: a media type without its body.
  await items.create({ bodyContentType: 'image/*' });
  // @ts-expect-error: the path is required as well.
  await items.update({ contentType: 'text/csv', body: '' });
  // @ts-expect-error: a media type that is not offered.
  await items.read({ id: '1' }, { accept: 'application/xml' });
  // @ts-expect-error: any text.
  await items.read({ id: '1' }, { accept: type });
}

export async function results({ items }: Client, options: RequestOptions, transport: Transport): Promise<void> {
  const usual = await items.read({ id: '1' });
  holds<Same<typeof usual, Item | undefined>>();
  const same = await items.read({ id: '1' }, options);
  holds<Same<typeof same, Item | undefined>>();
  const json = await items.read({ id: '1' }, { accept: 'application/json', timeout: 5 });
  holds<Same<typeof json, Item | undefined>>();
  const csv = await items.read({ id: '1' }, { accept: 'text/csv' });
  holds<Same<typeof csv, string | undefined>>();
  const file = await items.read({ id: '1' }, { accept: 'application/pdf' });
  holds<Same<typeof file, File | undefined>>();
  const response = await items.read({ id: '1' }, { accept: 'text/csv' }).withResponse();
  if (response.status === 200) holds<Same<typeof response.data, string>>();
  const either = await items.create();
  holds<Same<typeof either, Item | Step>>();
  const one = await items.create({}, { accept: 'application/vnd.desk.v2+json' });
  holds<Same<typeof one, Step>>();
  const alone = await read(transport, { id: '1' }, { accept: 'text/csv' });
  holds<Same<typeof alone, string | undefined>>();
  await update(transport, { id: '1', contentType: 'text/csv', body: '' });
  const stream: ItemStream<Item> = await items.readStream({ id: '1' });
  await stream.close();
}

export const client: Client = createClient({});
`;

it.each(compilersTried)('the types of body and result follow the media type, with %s', async (compiler) => {
  const files = new Map([...(await filesOf()), ['src/callers.ts', callers]]);
  const complaints = await withFolder(files, (folder) => complaintsOf({ folder, compiler }));
  expect(complaints).toBe('');
});

describe('a call', () => {
  let files: Files;
  beforeAll(async () => {
    files = await filesOf();
  });

  it('sends the body as its media type', async () => {
    const requests = await requestsOf(
      files,
      `
await client.items.update({ id: '1', body: [{ op: 'add', path: '/a' }] });
await client.items.update({ id: '1', dryRun: true, contentType: 'application/merge-patch+json', body: { name: 'a' } });
await client.items.update({ id: '1', contentType: 'text/csv', body: 'name' });
await client.items.create();
await client.items.create({ bodyContentType: 'application/x-www-form-urlencoded', body: { name: 'a b' } });
await client.items.create({ contentType: 'x', bodyContentType: 'image/*', body: new Blob(['p'], { type: 'image/png' }) });`,
    );
    expect(requests.map(({ line, headers, body }) => [line, headers['content-type'], body])).toEqual([
      ['PATCH /items/1', 'application/json-patch+json', '[{"op":"add","path":"/a"}]'],
      ['PATCH /items/1?dryRun=true', 'application/merge-patch+json', '{"name":"a"}'],
      ['PATCH /items/1', 'text/csv', 'name'],
      ['POST /items', undefined, ''],
      ['POST /items', 'application/x-www-form-urlencoded', 'name=a%20b'],
      ['POST /items?contentType=x', 'image/png', 'p'],
    ]);
  });

  it('asks for the media type of its result, and for those of errors', async () => {
    const requests = await requestsOf(
      files,
      `
for (const accept of [undefined, 'application/json', 'text/csv', 'application/pdf'])
  await client.items.read({ id: '1' }, { accept }).catch((error) => { if (error.kind !== 'content-type') throw error; });
for (const accept of [undefined, 'application/vnd.desk.v2+json'])
  await client.items.create({}, { accept }).catch((error) => { if (error.kind !== 'content-type') throw error; });`,
    );
    expect(requests.map(({ headers }) => headers['accept'])).toEqual([
      'application/json, application/problem+json',
      'application/json, application/problem+json',
      'text/csv, application/problem+json',
      'application/pdf, application/problem+json',
      'application/json, application/vnd.desk.v2+json',
      'application/vnd.desk.v2+json',
    ]);
  });

  it.each([
    [`update({ id: '1', body: { name: 'a' } })`, 'invalid parameters: /body: expected array'],
    [
      `update({ id: '1', contentType: 'application/merge-patch+json', body: { name: '' } })`,
      'invalid parameters: /body/name: ',
    ],
    [
      `update({ contentType: 'text/csv', body: 1 })`,
      'invalid parameters: /id: expected string, received absent (and 1 more)',
    ],
    [
      `update({ id: '1', contentType: 'toString', body: '' })`,
      'The parameter contentType must be application/json-patch+json or application/merge-patch+json or text/csv.',
    ],
    [`read({ id: '1' }, { accept: 'constructor' })`, 'The option accept must be a media type of items.read.'],
  ])('%s is refused before anything is sent', async (statement, message) => {
    const requests = await requestsOf(
      files,
      `await client.items.${statement}.catch((error) => requests.push({ body: error.name + ': ' + error.message }));`,
    );
    expect(requests).toHaveLength(1);
    expect(requests[0]?.body).toContain(`ApiRequestError: `);
    expect(requests[0]?.body).toContain(message);
  });
});

describe('a media type that is added later', () => {
  const statements = `
await client.items.update({ id: '1', body: [{ op: 'add', path: '/a' }] });
await client.items.read({ id: '1' });
await client.items.upload({ body: { name: 'a' } });
await client.items.export().catch((error) => { if (error.kind !== 'content-type') throw error; });`;
  const callersOfThen = `
import { createClient } from './index.js';
import type { Step, ItemPatch } from './index.js';
import type { UploadParameters } from './resources/items.js';
interface Mine extends UploadParameters { more?: number }
export async function then(step: Step, body: ItemPatch): Promise<string> {
  const { items } = createClient({});
  await items.update({ id: '1', body: [step] });
  const mine: Mine = { body };
  await items.upload(mine);
  return items.export();
}
`;
  const later: Desk = {
    update: ['application/apply-patch+yaml', 'application/json'],
    upload: ['multipart/form-data'],
    export: ['application/json'],
    read: ['application/a+json'],
    problem: ['application/json'],
  };

  it('changes no statement, no default and no header, once the ledger knows the operation', async () => {
    const before = await filesOf();
    const after = await filesOf(later, before);
    expect(await requestsOf(after, statements)).toEqual(await requestsOf(before, statements));
    const files = new Map([...after, ['src/then.ts', callersOfThen]]);
    const compiler = compilersTried[0] ?? '';
    expect(await withFolder(files, (folder) => complaintsOf({ folder, compiler }))).toBe('');
  });

  it('would be the default of an operation that is new', async () => {
    const [, , upload, exported] = await requestsOf(await filesOf(later), statements);
    expect(upload?.headers['content-type']).toMatch(/^multipart\/form-data/);
    expect(exported?.headers['accept']).toBe('application/json');
  });

  it('can be made the default by hand, in the ledger', async () => {
    const before = await filesOf(later);
    const names = before.get('.clientwright/names.json') ?? '';
    const edited = names.replace(/,\s+"items.upload request": "multipart\/form-data"/, '');
    expect(edited).not.toBe(names);
    const after = await filesOf(later, new Map([...before, ['.clientwright/names.json', edited]]));
    const [, , upload] = await requestsOf(after, statements);
    expect(upload?.headers['content-type']).toBe('application/json');
  });
});
