/** GET and HEAD with a body: reported in the document, and refused before anything is sent. */
import { describe, expect, it } from 'vitest';
import type { GeneratedPackage } from '../../support/generated-package.ts';
import { recordedCalls } from '../../support/recorded-calls.ts';
import { packageOfPaths, sentBy } from './bodies.ts';

const content = { 'application/json': { schema: { type: 'object' } } };
const responses = { 200: { description: '' } };
const parameters = [{ in: 'body', name: 'body', schema: { type: 'object' } }];

describe.each([
  ['get', '3.1.0'],
  ['head', '3.1.0'],
  ['get', '3.0.3'],
  ['head', '3.0.3'],
  ['get', '2.0'],
])('a body of %s in version %s', (method, version) => {
  const head = version === '2.0' ? { swagger: version } : { openapi: version };
  const body = version === '2.0' ? { parameters } : { requestBody: { content } };
  const paths = { '/s': { [method]: { operationId: 's', ...body, responses } } };
  const client = (): Promise<GeneratedPackage> => packageOfPaths(paths, head);

  it('is reported at its place', async () => {
    const { result } = await client();
    const places = result.diagnostics
      .filter(({ code }) => code === 'CW2039')
      .map(({ place }) => place?.pointer);
    expect(places).toEqual([
      version === '2.0' ? '/paths/~1s/get/parameters/0' : `/paths/~1s/${method}/requestBody`,
    ]);
  });

  it('makes a call an error at once, and one without a body is sent', async () => {
    const { files } = await client();
    const requests = await recordedCalls(
      files,
      `const error = await client.s({ body: {} }).catch((cause: Error) => cause);
if (error.name !== 'ApiRequestError' || !error.message.includes('sends no body')) throw error;`,
      '{ maxRetries: 2 }',
    );
    expect(requests).toEqual([]);
    const { line } = await sentBy(await client(), 'await client.s();');
    expect(line).toBe(`${method.toUpperCase()} /s`);
  });
});
