/** A document in which integers of 64 bits and points in time stand wherever a value can. */

const time = { type: 'string', format: 'date-time' };
const long = { type: 'integer', format: 'int64' };
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object): object => ({ 'application/json': { schema } });
const answer = (schema: object): object => ({ 200: { description: 'It.', content: json(schema) } });

const schemas = {
  Timestamp: time,
  Order: {
    type: 'object',
    required: ['id', 'createdAt'],
    properties: {
      id: { ...long, minimum: 1, maximum: '$max' },
      createdAt: time,
      updatedAt: { anyOf: [time, { type: 'null' }] },
      seenAt: ref('Timestamp'),
      dueAt: { ...time, default: '2030-01-01T00:00:00Z' },
      limit: { ...long, default: 5 },
      price: { type: 'number' },
      extra: {},
      dates: { type: 'array', items: time, uniqueItems: true },
      numbers: { type: 'array', items: { anyOf: [long, { type: 'null' }] }, uniqueItems: true },
      byDay: { type: 'object', additionalProperties: time },
      byName: { type: 'object', additionalProperties: { type: 'array', items: long } },
      when: { oneOf: [time, { type: 'integer' }] },
      pair: { type: 'array', prefixItems: [time, long], minItems: 2, items: false },
      lines: { type: 'array', items: ref('Line') },
      payment: ref('Payment'),
      either: { anyOf: [ref('Parcel'), ref('Letter')] },
      parent: ref('Order'),
    },
  },
  Line: {
    type: 'object',
    required: ['sku'],
    properties: { sku: long, at: time, kind: { type: 'string', enum: ['a', 'b'] } },
    additionalProperties: time,
  },
  Payment: {
    oneOf: [ref('Card'), ref('Cash')],
    discriminator: { propertyName: 'kind', mapping: { card: ref('Card'), cash: ref('Cash') } },
  },
  Card: {
    type: 'object',
    required: ['kind', 'paidAt', 'number'],
    properties: { kind: { const: 'card' }, paidAt: time, number: long },
  },
  Cash: {
    type: 'object',
    required: ['kind', 'amount'],
    properties: { kind: { const: 'cash' }, amount: long },
  },
  Parcel: {
    type: 'object',
    required: ['weight'],
    properties: { weight: long, sentAt: time },
  },
  Letter: { type: 'object', required: ['sentAt'], properties: { sentAt: time, stamps: long } },
  Book: { type: 'object', required: ['id'], properties: { id: long } },
  Part: { type: 'object', properties: { at: time, count: long } },
  Visit: {
    type: 'object',
    properties: { from: time, until: { ...time, writeOnly: true }, notedAt: { ...time, readOnly: true } },
  },
};

const books = {
  type: 'object',
  required: ['items', 'total'],
  properties: { items: { type: 'array', items: ref('Book') }, total: long },
};

const paths = {
  '/shelves/{shelf}/books': {
    get: {
      operationId: 'books.list',
      parameters: [
        { name: 'shelf', in: 'path', required: true, schema: long },
        { name: 'offset', in: 'query', schema: long },
        { name: 'limit', in: 'query', schema: long },
      ],
      responses: answer(books),
    },
  },
  '/orders/{id}': {
    get: {
      operationId: 'orders.get',
      parameters: [
        { name: 'id', in: 'path', required: true, schema: long },
        { name: 'since', in: 'query', schema: time },
        { name: 'ids', in: 'query', schema: { type: 'array', items: long } },
        { name: 'range', in: 'query', style: 'deepObject', explode: true, schema: ref('Part') },
        { name: 'filter', in: 'query', content: json(ref('Part')) },
        { name: 'X-At', in: 'header', schema: time },
      ],
      responses: answer(ref('Order')),
    },
  },
  '/orders': {
    get: { operationId: 'orders.list', responses: answer({ type: 'array', items: ref('Order') }) },
    post: {
      operationId: 'orders.create',
      requestBody: { required: true, content: json(ref('Order')) },
      responses: answer(ref('Order')),
    },
  },
  '/times': {
    get: { operationId: 'times.last', responses: answer(time) },
    post: {
      operationId: 'times.add',
      requestBody: { required: true, content: json({ type: 'array', items: long }) },
      responses: answer({ type: 'array', items: long }),
    },
  },
  '/form': {
    post: {
      operationId: 'forms.send',
      requestBody: {
        required: true,
        content: { 'application/x-www-form-urlencoded': { schema: ref('Part') } },
      },
      responses: { 204: { description: 'Done.' } },
    },
  },
  '/visits': {
    post: {
      operationId: 'visits.add',
      requestBody: { required: true, content: json(ref('Visit')) },
      responses: { 204: { description: 'Done.' } },
    },
  },
  '/parts': {
    post: {
      operationId: 'parts.send',
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: {
                at: time,
                count: long,
                part: ref('Part'),
                file: { type: 'string', format: 'binary' },
              },
            },
          },
        },
      },
      responses: { 204: { description: 'Done.' } },
    },
  },
};

/** As JSON, with the bound that a literal of a program cannot say. */
export const shop: string = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1.0.0' },
  servers: [{ url: 'http://localhost' }],
  paths,
  components: { schemas },
}).replace('"$max"', '9223372036854775807');
