/** Handlers of Mock Service Worker, which answer the generated client in programs of their own. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { msw } from '../../../templates/mocks/msw.ts';
import { bundled } from '../../support/bundle.ts';
import { generatePackage, type GeneratedPackage } from '../../support/generated-package.ts';
import { outputOf, withInstalled, type InstalledRequest } from '../../support/installed-package.ts';
import { typeErrors } from '../../support/type-errors.ts';

const spec = readFileSync(new URL('shop.yaml', import.meta.url), 'utf8');

let built: GeneratedPackage;

beforeAll(async () => {
  const options = { importExtension: 'ts', packageName: '@example/shop', templates: [msw()] } as const;
  built = await generatePackage({ spec, specFile: 'shop.yaml', options });
});

describe('the package', () => {
  it('has a module for each resource, one with all handlers, the samples, and the library as a peer', () => {
    const errors = built.result.diagnostics.filter(({ severity }) => severity !== 'info');
    expect(errors).toEqual([]);
    expect(JSON.parse(built.files.get('package.json') ?? '')).toMatchObject({
      exports: {
        './msw': './src/msw/index.ts',
        './msw/products': './src/msw/products.ts',
        './samples': './src/samples/index.ts',
      },
      peerDependencies: { msw: '^2.0.0 || ^3.0.0' },
    });
  });

  it('does not load the library with its entry', async () => {
    const program = `import { createClient } from './src/index.ts'; console.log(createClient);`;
    const text = await withInstalled(installed('msw'), (folder) => bundled({ program, folder }));
    expect(text).not.toContain('HttpHandler');
    expect(text).not.toContain('Green tea');
  });

  it('reads as written by hand', () => {
    const text = built.files.get('src/msw/products.ts') ?? '';
    const from = text.indexOf('/** Bodies of the responses to {@link create}');
    expect(text.slice(from, text.indexOf('/** Bodies of the responses to {@link export_}')).trim())
      .toMatchInlineSnapshot(`
        "/** Bodies of the responses to {@link create}, by status. */
        export interface CreateReplies {
          '201': Product.Wire;
          '409': CreateProductError;
          '5XX': undefined;
        }

        /** Handler of {@link create}. */
        export const createHandler: Mock<CreateReplies, never, Product.Input> = /* @__PURE__ */ mock({
          method: 'POST',
          url: '/products',
          reply: () => ({ status: 201, body: sampleProduct() }),
        });"
      `);
  });
});

const shared = `
import { setupServer } from 'msw/node';
import { createClient } from './src/index.ts';
import { handlers } from './src/msw/index.ts';
import * as products from './src/msw/products.ts';
import { sampleProduct } from './src/samples/index.ts';
const server = setupServer(...handlers());
server.listen();
const client = createClient();
const body = { name: 'Oolong', code: 'ABC-12', price: 2, kind: 'tea', secret: 's' } as const;
`;

describe.each([
  ['2', 'msw-2'],
  ['3', 'msw'],
])('version %s of the library', (_, library) => {
  it('answers every operation with its sample: JSON, empty responses, files, and streams', async () => {
    const program = `
const one = await client.products.retrieve({ id: 7 });
const list = await client.products.list();
const created = await client.products.create({ body });
const removed = await client.products.remove({ id: 7 });
const photo = await client.products.photo({ id: 7, format: 'png' });
const events = [];
for await (const event of await client.products.watch()) events.push(event);
const lines = [];
for await (const line of await client.products.export()) lines.push(line);
console.log(JSON.stringify({
  names: [one, ...list, created, ...events, ...lines].map(({ name }) => name),
  removed: removed ?? null,
  photo: photo.size,
}));
`;
    expect(await outputWith(library, program)).toEqual({
      names: ['Green tea', 'Green tea', 'Green tea', 'Green tea', 'Green tea'],
      removed: null,
      photo: 6,
    });
  });

  it('is overridden by replies, and by functions of the parameters and the body', async () => {
    const program = `
server.use(
  products.retrieveHandler(({ params }) => ({ status: 200, body: sampleProduct({ id: Number(params.id) }) })),
  products.listHandler(({ query }) => ({ status: 200, body: query.getAll('tag').map((name) => sampleProduct({ name })) })),
  products.createHandler({ status: 409, body: { existing: 'p9' } }, { once: true }),
  products.removeHandler(() => undefined),
  products.watchHandler({ status: 200, body: (async function* () { yield sampleProduct({ name: 'first' }); yield sampleProduct({ name: 'second' }); })() }),
);
const one = await client.products.retrieve({ id: 42 });
const list = await client.products.list({ tag: ['green', 'black'] });
const failed = await client.products.create({ body }).catch((error) => [error.status, error.body]);
const created = await client.products.create({ body });
server.use(products.createHandler(async ({ body }) => ({ status: 201, body: sampleProduct({ name: (await body()).name }) })));
const echoed = await client.products.create({ body });
await client.products.remove({ id: 1 });
const names = [];
for await (const { name } of await client.products.watch()) names.push(name);
server.use(products.createHandler(() => new Response('busy', { status: 503 })));
const busy = await client.products.create({ body }, { maxRetries: 0 }).catch((error) => error.status);
console.log(JSON.stringify({ id: one.id, tags: list.map(({ name }) => name), failed, created: created.name, echoed: echoed.name, names, busy }));
`;
    expect(await outputWith(library, program)).toEqual({
      id: 42,
      tags: ['green', 'black'],
      failed: [409, { existing: 'p9' }],
      created: 'Green tea',
      echoed: 'Oolong',
      names: ['first', 'second'],
      busy: 503,
    });
  });

  it('answers on the base URL that the client calls, and on no other', async () => {
    const program = `
server.resetHandlers(...handlers({ baseUrl: 'http://localhost:3000/api' }));
const local = await createClient({ baseUrl: 'http://localhost:3000/api' }).products.list();
const other = await client.products.list(undefined, { maxRetries: 0 }).catch((error) => error.name);
console.log(JSON.stringify({ local: local.length, other }));
`;
    expect(await outputWith(library, program)).toEqual({ local: 1, other: 'ApiConnectionError' });
  });

  it('accepts what the types allow, and nothing else', async () => {
    const program = `${shared}
server.use(products.retrieveHandler({ status: 200, body: sampleProduct() }));
server.use(products.createHandler({ status: 503 }), products.removeHandler({ status: 204 }));
server.use(products.photoHandler(({ params }) => ({ status: 200, body: params.id + params.format })));
// @ts-expect-error the body is not that of the status
server.use(products.createHandler({ status: 201, body: { existing: 'p9' } }));
// @ts-expect-error the status is not described
server.use(products.retrieveHandler({ status: 404 }));
// @ts-expect-error the path has no such parameter
server.use(products.retrieveHandler(({ params }) => ({ status: 200, body: sampleProduct({ name: params.name }) })));
void [client, body];
`;
    await withInstalled(installed(library), async (folder) => {
      await writeFile(join(folder, 'program.ts'), program);
      expect(await typeErrors([join(folder, 'program.ts')])).toEqual([]);
    });
  });
});

/** The package with one version of the library as `msw`. */
function installed(library: string): InstalledRequest {
  return { files: built.files, packages: { msw: library, '@types': '@types' } };
}

/** The program continues the shared one, and prints JSON. */
function outputWith(library: string, program: string): Promise<unknown> {
  return outputOf(`${shared}${program}server.close();`, installed(library));
}
