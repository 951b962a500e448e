/** The server of a shop, as its framework prints it: `node print.mjs > openapi.json`. */
import swagger from '@fastify/swagger';
import Fastify from 'fastify';

const app = Fastify();
await app.register(swagger, {
  openapi: {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1.0.0' },
    servers: [{ url: 'https://shop.example' }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
  },
  refResolver: {
    buildLocalReference: (json, _base, _fragment, index) => String(json.$id ?? `Schema${index}`),
  },
});

const text = { type: 'string' };
const id = { type: 'string', format: 'uuid' };
const time = { type: 'string', format: 'date-time' };
const ref = (name) => ({ $ref: `${name}#` });
const list = (items) => ({ type: 'array', items });
const object = (properties, required = Object.keys(properties)) => ({ type: 'object', properties, required });

const productInput = {
  name: { type: 'string', minLength: 1, maxLength: 80 },
  price: { type: 'number', minimum: 0 },
  category: { type: 'string', enum: ['tea', 'coffee', 'cocoa'] },
};
app.addSchema({ $id: 'Product', ...object({ id, ...productInput, stock: { type: 'integer', minimum: 0 } }) });
app.addSchema({ $id: 'NewProduct', ...object(productInput) });
app.addSchema({ $id: 'ProductChanges', ...object(productInput, []) });
app.addSchema({
  $id: 'ProductPage',
  ...object({ items: list(ref('Product')), nextCursor: text }, ['items']),
});
app.addSchema({ $id: 'Review', ...object({ id, stars: { type: 'integer', minimum: 1, maximum: 5 }, text }) });
app.addSchema({ $id: 'NewReview', ...object({ stars: { type: 'integer', minimum: 1, maximum: 5 }, text }) });
app.addSchema({ $id: 'OrderLine', ...object({ productId: id, count: { type: 'integer', minimum: 1 } }) });
app.addSchema({
  $id: 'Order',
  ...object({
    id,
    status: { type: 'string', enum: ['open', 'paid', 'sent', 'cancelled'] },
    lines: list(ref('OrderLine')),
    createdAt: time,
  }),
});
app.addSchema({ $id: 'NewOrder', ...object({ lines: { ...list(ref('OrderLine')), minItems: 1 } }) });
app.addSchema({ $id: 'OrderPage', ...object({ items: list(ref('Order')), nextCursor: text }, ['items']) });
app.addSchema({ $id: 'Customer', ...object({ id, name: text, email: { type: 'string', format: 'email' } }) });
app.addSchema({ $id: 'Problem', ...object({ title: text, detail: text }, ['title']) });

const params = object({ id });
const page = { cursor: text, limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 } };
const found = (name) => ({ 200: { description: 'Found', ...ref(name) } });
const ofOne = (name) => ({ ...found(name), 404: { description: 'Not found', ...ref('Problem') } });
const made = (name) => ({
  201: { description: 'Created', ...ref(name) },
  409: { description: 'Conflict', ...ref('Problem') },
});
const none = {
  204: { description: 'Done', type: 'null' },
  404: { description: 'Not found', ...ref('Problem') },
};

const handler = () => {
  throw new Error('this server prints its description, and answers nothing');
};
const route = (method, url, operationId, schema) =>
  app.route({ method, url, handler, schema: { operationId, tags: [operationId.split('.')[0]], ...schema } });

app.after(() => {
  const category = productInput.category;
  route('GET', '/products', 'products.list', {
    querystring: object({ ...page, category }, []),
    response: found('ProductPage'),
  });
  route('POST', '/products', 'products.create', { body: ref('NewProduct'), response: made('Product') });
  route('GET', '/products/:id', 'products.retrieve', { params, response: ofOne('Product') });
  route('PATCH', '/products/:id', 'products.update', {
    params,
    body: ref('ProductChanges'),
    response: ofOne('Product'),
  });
  route('DELETE', '/products/:id', 'products.delete', { params, response: none });
  route('GET', '/products/:id/reviews', 'reviews.list', {
    params,
    response: { 200: { description: 'Found', ...list(ref('Review')) } },
  });
  route('POST', '/products/:id/reviews', 'reviews.create', {
    params,
    body: ref('NewReview'),
    response: made('Review'),
  });
  route('GET', '/orders', 'orders.list', { querystring: object(page, []), response: found('OrderPage') });
  route('POST', '/orders', 'orders.create', { body: ref('NewOrder'), response: made('Order') });
  route('GET', '/orders/:id', 'orders.retrieve', { params, response: ofOne('Order') });
  route('POST', '/orders/:id/cancel', 'orders.cancel', { params, response: ofOne('Order') });
  route('GET', '/customers/:id', 'customers.retrieve', { params, response: ofOne('Customer') });
});
await app.ready();
process.stdout.write(`${JSON.stringify(app.swagger(), null, 2)}\n`);
