/** Several success statuses: `withResponse()` knows by the status which value came. */
import { expect, it } from 'vitest';
import { compilersTried, complaintsOf } from '../support/compile.ts';
import { generatePackage, withFolder } from '../support/generated-package.ts';

const json = (schema: object): object => ({
  description: 'It.',
  content: { 'application/json': { schema } },
});
const made = json({ $ref: '#/components/schemas/Made' });
const queued = json({ $ref: '#/components/schemas/Queued' });
const empty = { description: 'Nothing.' };
const operation = (id: string, responses: object): object => ({
  get: { operationId: `jobs.${id}`, responses },
});
const schema = (name: string): object => ({
  type: 'object',
  required: [name],
  properties: { [name]: { type: 'string' } },
});

const spec = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Jobs', version: '1' },
  servers: [{ url: 'https://jobs.example' }],
  paths: {
    '/start': operation('start', { 200: made, 202: queued, 204: empty, 404: json(schema('code')) }),
    '/range': operation('range', { 200: made, '2XX': queued }),
    '/maybe': operation('maybe', { 200: made, 204: empty }),
    '/alike': operation('alike', { 200: made, 201: made }),
  },
  components: { schemas: { Made: schema('url'), Queued: schema('position') } },
});

const callers = `
import { maybe as call } from './resources/jobs.js';
import type { ApiResponse, Client, Made, Queued, Transport } from './index.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function holds<Claim extends true>(): Claim;

export async function start({ jobs }: Client): Promise<string | undefined> {
  const response = await jobs.start().withResponse();
  holds<Same<typeof response.status, 200 | 202 | 204>>();
  const any: ApiResponse<Made | Queued | undefined> = response;
  void any;
  switch (response.status) {
    case 200:
      return response.data.url;
    case 202:
      return response.data.position;
    case 204:
      holds<Same<typeof response.data, undefined>>();
      return response.data;
  }
}

export async function range({ jobs }: Client): Promise<string> {
  const response = await jobs.range().withResponse();
  if (response.status === 200) return response.data.url;
  holds<Same<typeof response.data, Queued>>();
  if (response.status === 207) return response.data.position;
  // @ts-expect-error: no success has this status.
  if (response.status === 404) return '';
  return response.data.position;
}

export async function maybe({ jobs }: Client, transport: Transport): Promise<string | undefined> {
  const value = await jobs.maybe();
  holds<Same<typeof value, Made | undefined>>();
  const { status, data } = await jobs.maybe().withResponse();
  if (status === 200) return data.url;
  const alone = await call(transport).withResponse();
  return alone.status === 204 ? alone.data : alone.data.url;
}

export async function alike({ jobs }: Client): Promise<string> {
  const response = await jobs.alike().withResponse();
  holds<Same<typeof response, ApiResponse<Made>>>();
  return response.data.url;
}
`;

it.each(compilersTried)('%s', async (compiler) => {
  const { files } = await generatePackage({ spec });
  await withFolder(new Map([...files, ['src/callers.ts', callers]]), async (folder) => {
    expect(await complaintsOf({ folder, compiler })).toBe('');
  });
});
