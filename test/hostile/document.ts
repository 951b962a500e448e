/** A document that has something in every place whose text may reach the output. */
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';

const failure: JsonObject = {
  description: 'It failed.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const listed: JsonObject = {
  description: 'The pets.',
  headers: { 'X-Total': { description: 'How many.', schema: { type: 'integer', default: 0 } } },
  links: { next: { operationId: 'pets.list', description: 'The next page.' } },
  content: {
    'application/json': {
      schema: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
      examples: { two: { summary: 'Two.', description: 'Two pets.', value: ['a'] } },
    },
  },
};

const list: JsonObject = {
  operationId: 'pets.list',
  summary: 'Lists pets.',
  description: 'All of them.',
  tags: ['pets'],
  externalDocs: { url: 'https://example.com/list', description: 'More.' },
  servers: [{ url: 'https://list.example.com', description: 'For lists.' }],
  security: [{ token: [] }, { account: ['read'] }],
  parameters: [
    {
      name: 'limit',
      in: 'query',
      description: 'At most so many.',
      schema: { type: 'string', default: 'ten' },
    },
    { name: 'sort', in: 'query', schema: { type: 'string', enum: ['up', 'down'] }, example: 'up' },
    { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
    { name: 'session', in: 'cookie', schema: { type: 'string' } },
  ],
  responses: { 200: listed, 404: failure, default: failure },
};

const create: JsonObject = {
  operationId: 'pets.create',
  description: 'Makes a pet.',
  deprecated: true,
  requestBody: {
    description: 'The pet.',
    required: true,
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Pet' }, example: { name: 'Rex' } },
      'multipart/form-data': {
        schema: { type: 'object', properties: { photo: { type: 'string', format: 'binary' } } },
        encoding: { photo: { contentType: 'image/png' } },
      },
    },
  },
  responses: { 201: { $ref: '#/components/responses/Created' } },
  callbacks: { born: { '{$request.body#/url}': { post: { responses: { 200: { description: 'Ok.' } } } } } },
};

const retrieve: JsonObject = {
  operationId: 'pets.retrieve',
  description: 'One pet.',
  parameters: [{ name: 'id', in: 'path', required: true, description: 'Which.', schema: { type: 'string' } }],
  responses: {
    200: {
      description: 'It.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Animal' } } },
    },
  },
};

const pet: JsonObject = {
  title: 'Pet',
  description: 'A pet.',
  $comment: 'Of the house.',
  type: 'object',
  required: ['name', 'owner'],
  additionalProperties: { type: 'string' },
  properties: {
    name: { type: 'string', description: 'Its name.', pattern: '^[A-Z]', example: 'Rex', default: 'Rex' },
    state: { type: 'string', enum: ['alive', 'well'], default: 'well', 'x-enum-varnames': ['Alive', 'Well'] },
    sort: { const: 'pet' },
    born: { type: 'string', format: 'date', default: '2020-01-01' },
    tags: { type: 'array', items: { type: 'string' }, default: ['small'] },
    settings: { type: 'object', properties: { colour: { type: 'string' } }, default: { colour: 'red' } },
    owner: { title: 'Owner', type: 'object', required: ['nick'], properties: { nick: { type: 'string' } } },
  },
  patternProperties: { '^x-': { type: 'integer' } },
};

const schemas: JsonObject = {
  Pet: pet,
  Problem: { type: 'object', properties: { message: { type: 'string' } } },
  Animal: {
    oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
    discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } },
  },
  Cat: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
  },
  Dog: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: 'dog' }, tricks: { type: 'integer' } },
  },
  Size: { type: 'string', enum: ['big', 'small'], description: 'How big.' },
};

/** Clean: what it gives is what hostile ones are compared with. */
export const cleanDocument: { readonly [key: string]: JsonValue } = {
  openapi: '3.1.0',
  info: {
    title: 'Pets',
    summary: 'About pets.',
    description: 'Everything about pets.',
    version: '1.0.0',
    termsOfService: 'https://example.com/terms',
    contact: { name: 'Us', url: 'https://example.com', email: 'us@example.com' },
    license: { name: 'MIT' },
    'x-audience': 'all',
  },
  externalDocs: { url: 'https://example.com/docs', description: 'All docs.' },
  servers: [
    {
      url: 'https://{region}.example.com',
      description: 'Live.',
      variables: { region: { default: 'eu', enum: ['eu', 'us'], description: 'Where.' } },
    },
  ],
  tags: [{ name: 'pets', description: 'All pets.' }],
  paths: {
    '/pets': { summary: 'Pets.', description: 'The pets.', get: list, post: create },
    '/pets/{id}': { get: retrieve },
  },
  webhooks: { arrived: { post: { responses: { 200: { description: 'Ok.' } } } } },
  components: {
    schemas,
    responses: {
      Created: {
        description: 'Made.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Size' } } },
      },
    },
    securitySchemes: {
      token: { type: 'apiKey', in: 'header', name: 'X-Token', description: 'From the console.' },
      account: {
        type: 'oauth2',
        flows: { implicit: { authorizationUrl: 'https://example.com/auth', scopes: { read: 'Reads.' } } },
      },
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    },
  },
};
