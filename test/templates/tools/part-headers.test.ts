/** Tools and commands send the default body of an operation: they take no headers of parts of another body. */
import { expect, it } from 'vitest';
import { cli } from '../../../templates/tools/cli.ts';
import { mcp } from '../../../templates/tools/mcp.ts';
import { sharedPackage } from '../../support/generated-package.ts';

const upload = { type: 'object', properties: { file: { type: 'string' } } };
const encoding = { file: { headers: { 'X-Sum': { schema: { type: 'string' } } } } };
const content = (mediaType: string): object => ({ [mediaType]: { schema: upload, encoding } });

async function generated(contents: object): Promise<string> {
  const requestBody = { required: true, content: contents };
  const post = { operationId: 'send', requestBody, responses: { 200: { description: '' } } };
  const info = { title: 'Parts', version: '1.0.0' };
  const spec = JSON.stringify({ openapi: '3.1.0', info, paths: { '/send': { post } } });
  const { files } = await sharedPackage({ spec, options: { templates: [mcp(), cli()] } });
  return `${files.get('src/mcp/root.ts') ?? ''}\n${files.get('src/cli/root.ts') ?? ''}`;
}

it.each([
  ['the only body', content('multipart/form-data'), true],
  ['a body that a call chooses', { 'application/json': {}, ...content('multipart/form-data') }, false],
])('headers of parts of %s', async (_, contents, isTaken) => {
  const text = await generated(contents);
  expect(text).toContain('send');
  expect(/xSum|x-sum/.test(text)).toBe(isTaken);
});
