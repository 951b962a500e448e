/** Small documents of operations with a body or a response, and schemas to make them of. */
import type { Json, JsonMap } from './edits/document.ts';

export interface Version {
  /** `GET /pets listPets` to its response, or `POST /pets createPet` to its body. */
  readonly operations: Readonly<Record<string, Json>>;
  readonly schemas?: Readonly<Record<string, Json>>;
}

export function documentOf({ operations, schemas = {} }: Version): JsonMap {
  const paths: JsonMap = {};
  for (const [address, schema] of Object.entries(operations)) {
    const [method = '', url = '', operationId = ''] = address.split(' ');
    const content = { 'application/json': { schema } };
    const own = paths[url] as JsonMap | undefined; // A path item, as below.
    const isSent = method === 'POST';
    paths[url] = {
      ...own,
      [method.toLowerCase()]: {
        operationId,
        ...(isSent ? { requestBody: { content } } : {}),
        responses: { '200': isSent ? { description: 'ok' } : { description: 'ok', content } },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths,
    components: { schemas: { ...schemas } },
  };
}

export const text: JsonMap = { type: 'string' };
export const object = (properties: JsonMap, more: JsonMap = {}): JsonMap => ({
  type: 'object',
  properties,
  ...more,
});
export const status: JsonMap = { type: 'string', enum: ['open', 'closed'] };
