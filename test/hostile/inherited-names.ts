/** A document that uses the names of `Object.prototype` wherever it may name something. */

/** Every name that `{}` has without a property of its own. */
export const inheritedNames: readonly string[] = Object.getOwnPropertyNames(Object.prototype);

/** An object with one member of each name. */
export function membersNamed<T>(member: (name: string) => T): Record<string, T> {
  return Object.fromEntries(inheritedNames.map((name) => [name, member(name)]));
}

const text = { type: 'string' };
const record = (values: object): object => ({ type: 'object', additionalProperties: values });
const objectWith = (property: object): object => ({
  type: 'object',
  properties: membersNamed(() => property),
});

const schemas = {
  Defaults: objectWith({ ...text, default: 'filled' }),
  NullableDefaults: objectWith({ type: ['string', 'null'], default: 'filled' }),
  ObjectDefaults: objectWith({
    type: 'object',
    properties: { polluted: { ...text, default: 'yes' } },
    default: {},
  }),
  DeepDefaults: {
    type: 'object',
    properties: { inner: { ...objectWith({ ...text, default: 'deep' }), default: {} } },
  },
  KeyedDefault: {
    type: 'object',
    properties: { map: { ...record(text), default: membersNamed(() => 'key') } },
  },
  Nested: objectWith({ type: 'object', properties: { polluted: { ...text, default: 'yes' } } }),
  NullableNested: objectWith({
    anyOf: [{ type: 'object', properties: { polluted: { ...text, default: 'yes' } } }, { type: 'null' }],
  }),
  Lists: objectWith({
    type: 'array',
    items: { type: 'array', items: { $ref: '#/components/schemas/Defaults' } },
  }),
  Maps: record({ type: 'object', properties: { polluted: { ...text, default: 'yes' } } }),
  Patterns: {
    type: 'object',
    patternProperties: {
      '^[a-zA-Z_]+$': { type: 'object', properties: { polluted: { ...text, default: 'yes' } } },
    },
  },
  Required: { ...objectWith(text), required: inheritedNames },
  Limited: objectWith({ ...text, pattern: '^[a-z]+$' }),
  Closed: { ...objectWith(text), additionalProperties: false },
  Empty: { type: 'object', additionalProperties: false },
  Dependent: {
    type: 'object',
    dependentRequired: membersNamed(() => ['needed']),
  },
  Sides: {
    type: 'object',
    properties: {
      ...membersNamed((name) => ({ ...text, [name.length % 2 === 0 ? 'readOnly' : 'writeOnly']: true })),
      id: text,
    },
  },
  Refined: {
    type: 'object',
    properties: { id: text },
    not: { required: inheritedNames },
    if: { properties: membersNamed(() => ({ type: 'integer' })) },
    else: { properties: { id: { const: 'texts' } } },
  },
  Times: objectWith({ type: 'string', format: 'date-time' }),
  TimeDefaults: objectWith({ type: 'string', format: 'date-time', default: '2020-01-01T00:00:00Z' }),
  Numbers: objectWith({ type: 'integer', format: 'int64' }),
  TimeLists: objectWith({ type: 'array', items: { type: ['string', 'null'], format: 'date-time' } }),
  ...Object.fromEntries(
    inheritedNames.flatMap((tag, index) => [
      [
        `Tagged${index}`,
        {
          oneOf: ['cat', 'dog'].map((kind) => ({ $ref: `#/components/schemas/${kind}${index}` })),
          discriminator: {
            propertyName: tag,
            mapping: { cat: `#/components/schemas/cat${index}`, dog: `#/components/schemas/dog${index}` },
          },
        },
      ],
      ...['cat', 'dog'].map((kind) => [
        `${kind}${index}`,
        {
          type: 'object',
          required: [tag],
          properties: Object.fromEntries([
            [tag, { const: kind }],
            ['name', { ...text, default: kind }],
          ]),
        },
      ]),
    ]),
  ),
};

const allSchemas = {
  type: 'object',
  properties: Object.fromEntries(
    Object.keys(schemas).map((name) => [name, { $ref: `#/components/schemas/${name}` }]),
  ),
};

const ok = (schema: object): object => ({
  200: {
    description: 'Ok.',
    headers: membersNamed(() => ({ schema: text })),
    content: { 'application/json': { schema } },
  },
  404: { description: 'Gone.', content: { 'application/json': { schema: objectWith(text) } } },
});

const parametersIn = (location: string, more: object = {}): readonly object[] =>
  inheritedNames.map((name) => ({
    name,
    in: location,
    required: location === 'path',
    schema: text,
    ...more,
  }));

const bodyOf = (mediaType: string, schema: object, more: object = {}): object => ({
  required: true,
  content: { [mediaType]: { schema, ...more } },
});

/** Each is called by its operation id. */
const operations: Readonly<Record<string, object>> = {
  '/query': { operationId: 'sent.query', parameters: parametersIn('query') },
  '/exact': {
    operationId: 'sent.exact',
    parameters: parametersIn('query', {
      schema: undefined,
      content: { 'application/json': { schema: { type: 'integer', format: 'int64' } } },
    }),
  },
  '/header': { operationId: 'sent.header', parameters: parametersIn('header') },
  '/cookie': { operationId: 'sent.cookie', parameters: parametersIn('cookie') },
  [`/path/${inheritedNames.map((name) => `{${name}}`).join('/')}`]: {
    operationId: 'sent.path',
    parameters: parametersIn('path'),
  },
  '/deep': {
    operationId: 'sent.deep',
    parameters: parametersIn('query', { style: 'deepObject', schema: objectWith(text) }),
  },
  '/paged': {
    operationId: 'sent.paged',
    parameters: [{ name: 'constructor', in: 'query', schema: text }],
    'x-pagination': {
      style: 'cursor',
      parameter: 'constructor',
      items: '/valueOf/toString',
      next: '/valueOf/constructor',
    },
  },
};

const paged = {
  type: 'object',
  properties: {
    valueOf: {
      type: 'object',
      properties: { toString: { type: 'array', items: text }, constructor: text },
    },
  },
};

const bodies: Readonly<Record<string, object>> = {
  '/json': bodyOf('application/json', objectWith(text)),
  '/form': bodyOf('application/x-www-form-urlencoded', objectWith(record(text)), {
    encoding: membersNamed(() => ({ style: 'deepObject', explode: true })),
  }),
  '/multipart': bodyOf('multipart/form-data', objectWith(text), {
    encoding: membersNamed(() => ({ contentType: 'text/csv' })),
  }),
  '/times': bodyOf('application/json', { $ref: '#/components/schemas/Times' }),
  '/numbers': bodyOf('application/json', { $ref: '#/components/schemas/Numbers' }),
};

const waiting = {
  operationId: 'waits.retrieve',
  parameters: [{ name: 'constructor', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 60 } }],
  responses: ok({
    type: 'object',
    properties: {
      valueOf: {
        type: 'object',
        properties: { toString: { enum: ['constructor', 'toString'] } },
      },
    },
  }),
  'x-long-poll': { window: { in: 'query', name: 'constructor', unit: 's' }, default: 1000, graceMs: 1000 },
  'x-waiters': {
    Settled: {
      method: 'waitUntilSettled',
      pointer: '/valueOf/toString',
      success: ['toString'],
      pending: ['constructor'],
      maxWaitMs: 60_000,
    },
  },
};

/** The document; its names are the same in all places. */
export const inheritedNamesDocument: string = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Inherited names', version: '1.0.0' },
  servers: [
    {
      url: `https://example.com/${inheritedNames.map((name) => `{${name}}`).join('/')}`,
      variables: membersNamed(() => ({ default: 'v' })),
    },
  ],
  tags: inheritedNames.map((name) => ({ name, description: `Of ${name}.` })),
  paths: {
    '/schemas': { get: { operationId: 'read.all', responses: ok(allSchemas) } },
    ...Object.fromEntries(
      Object.entries(operations).map(([path, operation]) => [
        path,
        { get: { responses: ok(path === '/paged' ? paged : {}), ...operation } },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(bodies).map(([path, requestBody]) => [
        path,
        { post: { operationId: `sent.${path.slice(1)}`, requestBody, responses: ok({}) } },
      ]),
    ),
    '/waits': { get: waiting },
    ...Object.fromEntries(
      inheritedNames.map((name, index) => [
        `/named/${index}`,
        {
          get: {
            operationId: name,
            tags: [name],
            responses: ok({ $ref: `#/components/schemas/${name}` }),
            security: [{ [name]: [] }],
          },
        },
      ]),
    ),
  },
  components: {
    schemas: { ...schemas, ...membersNamed((name) => ({ title: name, ...objectWith(text) })) },
    securitySchemes: membersNamed((name) => ({ type: 'apiKey', in: 'header', name: `x-${name}` })),
  },
});
