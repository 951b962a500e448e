/** A document with one of most things, as an object that a test edits. */
import type { JsonObject } from '../../generator/api/json.ts';

const text = { type: 'string' };

/** A shop: shared models, inline ones, a union, a tree, parameters, bodies and errors. */
export const shop: JsonObject = {
  openapi: '3.0.3',
  info: { title: 'Shop', version: '1.0.0', description: 'Sells things.' },
  servers: [{ url: 'https://shop.example.com/v1' }],
  tags: [{ name: 'Orders', description: 'What was bought.' }, { name: 'Products' }],
  security: [{ key: [] }],
  paths: {
    '/orders': {
      get: {
        tags: ['Orders'],
        operationId: 'orders.list',
        summary: 'List orders',
        parameters: [
          { name: 'status', in: 'query', schema: { $ref: '#/components/schemas/OrderStatus' } },
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, default: 20 } },
        ],
        responses: {
          200: {
            description: 'A page.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: { type: 'array', items: { $ref: '#/components/schemas/Order' } },
                    next: { type: 'string', nullable: true },
                  },
                },
              },
            },
          },
        },
      },
      post: {
        tags: ['Orders'],
        operationId: 'orders.create',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['lines'],
                properties: {
                  lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } },
                  note: text,
                },
              },
            },
          },
        },
        responses: {
          201: {
            description: 'Made.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
          },
          409: {
            description: 'Sold out.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        },
      },
    },
    '/orders/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
      get: {
        tags: ['Orders'],
        operationId: 'orders.retrieve',
        responses: {
          200: {
            description: 'One.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
          },
        },
      },
    },
    '/products/{sku}': {
      get: {
        tags: ['Products'],
        operationId: 'products.retrieve',
        parameters: [{ name: 'sku', in: 'path', required: true, schema: text }],
        responses: {
          200: {
            description: 'One.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Product' } } },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    schemas: {
      Order: {
        type: 'object',
        description: 'What somebody bought.',
        required: ['id', 'lines', 'status'],
        properties: {
          id: { type: 'string', readOnly: true },
          status: { $ref: '#/components/schemas/OrderStatus' },
          lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } },
          payment: { $ref: '#/components/schemas/Payment' },
          shipTo: {
            type: 'object',
            nullable: true,
            required: ['city'],
            properties: { city: text, street: text },
          },
        },
      },
      OrderStatus: { type: 'string', enum: ['open', 'paid', 'sent'] },
      Line: {
        type: 'object',
        required: ['sku', 'count'],
        properties: {
          sku: text,
          count: { type: 'integer', minimum: 1 },
          labels: { type: 'object', additionalProperties: text },
        },
      },
      Payment: {
        oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Transfer' }],
        discriminator: {
          propertyName: 'kind',
          mapping: { card: '#/components/schemas/Card', transfer: '#/components/schemas/Transfer' },
        },
      },
      Card: {
        type: 'object',
        required: ['kind', 'last4'],
        properties: { kind: text, last4: { type: 'string', pattern: '^[0-9]{4}$' } },
      },
      Transfer: { type: 'object', required: ['kind', 'iban'], properties: { kind: text, iban: text } },
      Product: {
        type: 'object',
        required: ['sku', 'name'],
        properties: {
          sku: text,
          name: text,
          price: { type: 'number', default: 0 },
          parts: { type: 'array', items: { $ref: '#/components/schemas/Product' } },
        },
      },
      Problem: { type: 'object', required: ['code', 'message'], properties: { code: text, message: text } },
    },
  },
};
