/** `node make.ts [APIS] [APPS]`: writes the packages of a monorepo: APIs with a document each, and applications that use them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';

const [apis = 50, apps = 5] = argv.slice(2).map(Number);

async function write(path: string, content: string | object): Promise<void> {
  const file = join(import.meta.dirname, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
}

const numberOf = (index: number): string => String(index + 1).padStart(2, '0');

function documentOf(number: string): object {
  const item = { $ref: '#/components/schemas/Item' };
  const json = (schema: object): object => ({
    description: 'Found.',
    content: { 'application/json': { schema } },
  });
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  return {
    openapi: '3.1.1',
    info: { title: `Shop ${number}`, version: '1.0.0' },
    servers: [{ url: `https://shop-${number}.example` }],
    paths: {
      '/items': {
        get: { operationId: 'items.list', responses: { '200': json({ type: 'array', items: item }) } },
      },
      '/items/{id}': {
        get: { operationId: 'items.retrieve', parameters: [id], responses: { '200': json(item) } },
      },
    },
    components: {
      schemas: {
        Item: {
          type: 'object',
          required: ['id', 'price'],
          properties: { id: { type: 'string' }, name: { type: 'string' }, price: { type: 'number' } },
        },
      },
    },
  };
}

const overlay = `overlay: 1.0.0
info: { title: Description of the API, version: 1.0.0 }
actions:
  - target: $.info
    update: { description: It sells things. }
`;

const configuration = `import { defineConfig } from 'clientwright';

export default defineConfig({ spec: 'openapi.json', overlays: ['overlay.yaml'], out: 'client' });
`;

for (let index = 0; index < apis; index++) {
  const number = numberOf(index);
  await write(`apis/shop-${number}/package.json`, {
    name: `@fleet/shop-${number}`,
    version: '1.0.0',
    private: true,
    type: 'module',
    exports: { types: './client/dist/index.d.ts', default: './client/dist/index.js' },
    scripts: { generate: 'clientwright generate' },
  });
  await write(`apis/shop-${number}/openapi.json`, documentOf(number));
  await write(`apis/shop-${number}/overlay.yaml`, overlay);
  await write(`apis/shop-${number}/clientwright.config.ts`, configuration);
}

for (let index = 0; index < apps; index++) {
  const used = Array.from({ length: apis }, (_, api) => api)
    .filter((api) => api % apps === index)
    .map(numberOf);
  const imports = used.map(
    (number) => `import { createClient as shop${number} } from '@fleet/shop-${number}';`,
  );
  const calls = used.map((number) => `  (await shop${number}().items.retrieve({ id })).price,`);
  await write(`apps/app-${index + 1}/package.json`, {
    name: `@fleet/app-${index + 1}`,
    version: '1.0.0',
    private: true,
    type: 'module',
    scripts: { build: 'tsc' },
    dependencies: Object.fromEntries(used.map((number) => [`@fleet/shop-${number}`, '1.0.0'])),
  });
  await write(`apps/app-${index + 1}/tsconfig.json`, {
    compilerOptions: { target: 'es2022', module: 'nodenext', strict: true, outDir: 'dist', rootDir: 'src' },
    include: ['src'],
  });
  await write(
    `apps/app-${index + 1}/src/main.ts`,
    `${imports.join('\n')}\n\nexport const prices = async (id: string): Promise<readonly number[]> => [\n${calls.join('\n')}\n];\n`,
  );
}
