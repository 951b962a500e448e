/** A document whose operations offer several media types; further ones can be added. */

/** Media types that are added, by operation. */
export interface Desk {
  readonly update?: readonly string[];
  readonly upload?: readonly string[];
  readonly export?: readonly string[];
  readonly read?: readonly string[];
  readonly problem?: readonly string[];
}

const ref = (name: string): { readonly schema: object } => ({
  schema: { $ref: `#/components/schemas/${name}` },
});
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

function added(types: readonly string[] = [], content: object = {}): object {
  return Object.fromEntries(types.map((type) => [type, content]));
}

/** The text of the document. */
export function deskWith(desk: Desk): string {
  const file = { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } };
  return JSON.stringify({
    openapi: '3.1.1',
    info: { title: 'Desk', version: '1.0.0' },
    servers: [{ url: 'http://localhost' }],
    paths: {
      '/items': {
        post: {
          operationId: 'items.create',
          parameters: [{ name: 'contentType', in: 'query', schema: { type: 'string' } }],
          requestBody: {
            content: {
              'application/json': ref('ItemPatch'),
              'application/x-www-form-urlencoded': ref('ItemPatch'),
              'image/*': {},
            },
          },
          responses: {
            200: {
              description: 'Made.',
              content: { 'application/json': ref('Item'), 'application/vnd.desk.v2+json': ref('Step') },
            },
          },
        },
        put: {
          operationId: 'items.upload',
          requestBody: {
            required: true,
            content: { 'application/json': ref('ItemPatch'), ...added(desk.upload, file) },
          },
          responses: { 200: { description: 'Done.' } },
        },
        get: {
          operationId: 'items.export',
          responses: {
            200: {
              description: 'All.',
              content: { 'text/csv': { schema: { type: 'string' } }, ...added(desk.export, ref('Item')) },
            },
          },
        },
      },
      '/items/{id}': {
        get: {
          operationId: 'items.read',
          parameters: [id],
          responses: {
            200: {
              description: 'An item.',
              content: {
                'application/json': ref('Item'),
                'text/csv': { schema: { type: 'string' } },
                'application/pdf': {},
                'application/x-ndjson': ref('Item'),
                ...added(desk.read, ref('Step')),
              },
            },
            204: { description: 'None.' },
            404: {
              description: 'Missing.',
              content: { 'application/problem+json': ref('Problem'), ...added(desk.problem) },
            },
          },
        },
        patch: {
          operationId: 'items.update',
          parameters: [id, { name: 'dryRun', in: 'query', schema: { type: 'boolean' } }],
          requestBody: {
            required: true,
            content: {
              'application/json-patch+json': { schema: { type: 'array', items: ref('Step').schema } },
              'application/merge-patch+json': ref('ItemPatch'),
              'text/csv': { schema: { type: 'string' } },
              ...added(desk.update),
            },
          },
          responses: { 200: { description: 'Changed.', content: { 'application/json': ref('Item') } } },
        },
      },
    },
    components: {
      schemas: {
        Item: {
          type: 'object',
          required: ['id', 'name'],
          properties: { id: { type: 'string', readOnly: true }, name: { type: 'string', minLength: 1 } },
        },
        ItemPatch: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string', minLength: 1 } },
        },
        Step: {
          type: 'object',
          required: ['op', 'path'],
          properties: { op: { enum: ['add', 'remove'] }, path: { type: 'string', pattern: '^/' } },
        },
        Problem: { type: 'object', required: ['detail'], properties: { detail: { type: 'string' } } },
      },
    },
  });
}
