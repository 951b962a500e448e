/** Names of operations as frameworks print them: what the resource says is not said again. */
import { describe, expect, it } from 'vitest';
import { operationPath } from '../../generator/normalise/operations/operation-path.ts';
import { generatePackage } from '../support/generated-package.ts';

type Row = readonly [id: string, tag: string, request: string, name: string];

function nameOf(operationId: string, tag: string, request: string): string {
  const [method = '', url = ''] = request.split(' ');
  const path = operationPath({
    operationId,
    tags: tag === '' ? [] : [tag],
    method: method.toLowerCase() === 'get' ? 'get' : method === 'DELETE' ? 'delete' : 'post',
    url,
  });
  return path.join('.');
}

describe('the name of an operation', () => {
  it.each<Row>([
    ['listProducts', 'products', 'GET /products', 'products.list'],
    ['getProducts', 'products', 'GET /products', 'products.list'],
    ['getProduct', 'products', 'GET /products/{id}', 'products.get'],
    ['getProductById', 'products', 'GET /products/{id}', 'products.get'],
    ['getProductByProductId', 'products', 'GET /products/{productId}', 'products.get'],
    ['getUserByName', 'user', 'GET /user/{username}', 'user.get'],
    ['createProduct', 'Products', 'POST /products', 'Products.create'],
    ['productsList', 'products', 'GET /products', 'products.List'],
    ['getProductReviews', 'products', 'GET /products/{id}/reviews', 'products.get Reviews'],
    ['findPetsByStatus', 'pet', 'GET /pet/findByStatus', 'pet.find By Status'],
    ['placeOrder', 'store', 'POST /store/order', 'store.placeOrder'],
    ['products', 'products', 'GET /products', 'products.products'],
  ])('%s of %s (%s) is %s', (id, tag, request, name) => {
    expect(nameOf(id, tag, request)).toBe(name);
  });

  it.each<Row>([
    ['ProductsController_findAll', 'products', 'GET /products', 'products.findAll'],
    ['ProductsController_findAll', '', 'GET /products', 'Products.findAll'],
    ['list_products_products_get', 'products', 'GET /products', 'products.list'],
    ['read_item_items__item_id__get', 'items', 'GET /items/{item_id}', 'items.read'],
    ['getById_1', 'product-controller', 'GET /products/{id}', 'product.get'],
    ['list', 'product-controller', 'GET /products', 'product.list'],
    ['Products_GetAll', 'Products', 'GET /api/Products', 'Products.GetAll'],
    ['GetProductById', 'Products', 'GET /api/products/{id}', 'Products.Get'],
  ])('as a framework prints it: %s of %s (%s) is %s', (id, tag, request, name) => {
    expect(nameOf(id, tag, request)).toBe(name);
  });

  it.each<Row>([
    ['', '', 'GET /api/2/products', 'products.list'],
    ['', '', 'GET /v2025/products/{id}', 'products.retrieve'],
    ['v1.0.users.list', '', 'GET /users', 'v1 0.users.list'],
  ])('has no version for a resource: "%s"%s (%s) is %s', (id, tag, request, name) => {
    expect(nameOf(id, tag, request)).toBe(name);
  });
});

describe('the models of a list and of its item', () => {
  it('are named after the resource, also where `get` reads both', async () => {
    const job = {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string' }, owner: { type: 'string' } },
    };
    const jobs = {
      type: 'object',
      properties: { total: { type: 'integer' }, items: { type: 'array', items: job } },
    };
    const responds = (schema: object): object => ({
      responses: { 200: { description: 'OK.', content: { 'application/json': { schema } } } },
    });
    const { result } = await generatePackage({
      spec: JSON.stringify({
        openapi: '3.1.1',
        info: { title: 'Jobs', version: '1.0.0' },
        paths: {
          '/jobs': {
            get: { operationId: 'getJobs', ...responds(jobs) },
            post: { operationId: 'postJobs', ...responds(job) },
          },
          '/jobs/{id}': {
            parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
            get: { operationId: 'getJobsById', ...responds(job) },
          },
        },
      }),
    });
    expect(result.api?.models.filter(({ parent }) => parent === null).map(({ name }) => name)).toEqual([
      'Job',
      'Job list',
    ]);
  });

  it('are not guessed where the response has no list of objects', async () => {
    const settings = {
      type: 'object',
      properties: { theme: { type: 'string' }, tabs: { type: 'array', items: { type: 'string' } } },
    };
    const content = { 'application/json': { schema: settings } };
    const { result } = await generatePackage({
      spec: JSON.stringify({
        openapi: '3.1.1',
        info: { title: 'Settings', version: '1.0.0' },
        paths: {
          '/settings': {
            get: { operationId: 'getSettings', responses: { 200: { description: 'OK.', content } } },
          },
        },
      }),
    });
    expect(result.api?.models.map(({ name }) => name)).toEqual(['Settings']);
  });
});

describe('operations that would have the same name', () => {
  const spec = (ids: readonly string[]): string =>
    JSON.stringify({
      openapi: '3.1.1',
      info: { title: 'News', version: '1.0.0' },
      paths: Object.fromEntries(
        ids.map((operationId, index) => [
          `/news${index === 0 ? '' : '/{id}'.repeat(index)}`,
          { get: { operationId, tags: ['news'], responses: { 204: { description: 'None.' } } } },
        ]),
      ),
    });

  it('have their whole ids', async () => {
    const { result } = await generatePackage({ spec: spec(['getNews', 'getNewsById']) });
    expect(result.api?.operations.map(({ path }) => path.at(-1))).toEqual(['getNews', 'getNewsById']);
  });

  it('leave the name that the ledger has to its operation', async () => {
    const first = await generatePackage({ spec: spec(['getNews']) });
    const { files } = await generatePackage({
      spec: spec(['getNews', 'getNewsById']),
      previous: first.files,
    });
    expect(first.files.get('API.md')).toMatch(/\bget\(/);
    expect(files.get('API.md')).toMatch(/\bget\(/);
    expect(files.get('API.md')).toMatch(/\bgetNewsById\(/);
  });
});
