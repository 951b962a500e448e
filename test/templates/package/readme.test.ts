import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sharedPackage } from '../../support/generated-package.ts';

describe('what the README of a package says of every call', () => {
  it('has a line on streams, pages and the errors of an operation where there are some', async () => {
    const titles = await titlesOf('test/fixtures/pet-hotel/spec.yaml');
    expect(titles).toEqual(
      expect.arrayContaining(['Streams', 'Pages', 'Errors of one operation', 'Retries']),
    );
    expect(titles).not.toContain('Waiting');
  });

  it('has a line on waiting where there is something to wait for, and none on what there is not', async () => {
    const titles = await titlesOf('specs/workflows.json', 'specs/workflows.overlay.yaml');
    expect(titles).toEqual(expect.arrayContaining(['Waiting', 'Retries']));
    expect(titles).not.toContain('Streams');
    expect(titles).not.toContain('Pages');
  });
});

describe('the examples in the README of a package', () => {
  const head = 'openapi: 3.1.1\ninfo: { title: Chat, version: 1.0.0 }\nservers: [{ url: "https://a.test" }]';
  const get = '{ operationId: x.get, responses: { "204": { description: None. } } }';
  const schemes = `components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    oauth: { type: oauth2, flows: {} }`;
  const readmeOf = async (security: string): Promise<string> => {
    const spec = `${head}\n${security}\n${schemes}\npaths: { /x: { get: ${get} } }`;
    const { files } = await sharedPackage({ spec, specFile: 'spec.yaml' });
    return files.get('README.md') ?? '';
  };

  it.each([
    ['security: [{ key: [] }]', 'createClient({ key });'],
    ['security: [{ key: [] }, { oauth: [] }]', 'createClient({ key }); // or with oauth'],
    ['security: [{}, { key: [], oauth: [] }]', 'createClient({ key, oauth });'],
    ['', 'createClient();'],
  ])('have the credentials of "%s"', async (security, call) => {
    expect(await readmeOf(security)).toContain(`const client = ${call}\n`);
  });

  it('speak of an API by a name that reads like one', async () => {
    expect(await readmeOf('')).toContain('Client of the Chat API, generated');
  });

  it('name the methods that there are, of pages and of waits too', async () => {
    const hotel = await readmeFrom('test/fixtures/pet-hotel/spec.yaml');
    const methods = [...hotel.matchAll(/^ {2}- `client\.([\w.]+)\(/gm)].map(([, path = '']) => path);
    expect(methods).toEqual(['reviews.listAll', 'rooms.everyRoom', 'visits.listAll']);
    const artu = await readmeFrom('specs/workflows.json', 'specs/workflows.overlay.yaml');
    expect(artu).toContain('  - `client.workflows.executions.waitUntilCompleted({ id }, { maxWaitMs })`\n');
  });
});

async function titlesOf(specFile: string, overlayFile?: string): Promise<readonly string[]> {
  const readme = await readmeFrom(specFile, overlayFile);
  return [...readme.matchAll(/^- \*\*(.+?)\.\*\*/gm)].map(([, title = '']) => title);
}

async function readmeFrom(specFile: string, overlayFile?: string): Promise<string> {
  const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
  const overlay = overlayFile === undefined ? {} : { overlay: await read(overlayFile) };
  const { files } = await sharedPackage({
    spec: await read(specFile),
    specFile: specFile.endsWith('.yaml') ? 'spec.yaml' : 'spec.json',
    ...overlay,
  });
  return files.get('README.md') ?? '';
}
