import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnyTemplate } from '../../generator/clientwright.ts';
import { slotNames } from '../../generator/plan/declare.ts';
import { generatePackage, withFolder, type Files } from '../support/generated-package.ts';
import { typeErrors } from '../support/type-errors.ts';
import { foreignTemplates } from './foreign-templates.ts';
import { sampleOf } from '../support/sample.ts';

const run = promisify(execFile);

const pet = { id: 'p1', name: 'Rex', status: 'sold' };

const spec = JSON.stringify({
  openapi: '3.1.1',
  info: { title: 'Pets', version: '1.0.0' },
  servers: [{ url: 'https://pets.example' }],
  paths: {
    '/pets': {
      get: {
        operationId: 'pets.list',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } }],
        responses: {
          200: {
            description: 'Pets.',
            content: jsonOf({ type: 'array', items: { $ref: '#/components/schemas/Pet' } }),
          },
        },
      },
    },
    '/pets/{id}': {
      get: {
        operationId: 'pets.retrieve',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^p' } }],
        responses: {
          200: { description: 'A pet.', content: jsonOf({ $ref: '#/components/schemas/Pet' }) },
          404: { description: 'None.', content: jsonOf({ $ref: '#/components/schemas/Problem' }) },
        },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        required: ['id', 'name'],
        properties: {
          id: { type: 'string' },
          name: { type: 'string' },
          status: { enum: ['available', 'sold'] },
          age: { type: 'integer', default: 0 },
        },
      },
      Problem: { type: 'object', properties: { title: { type: 'string' } } },
    },
  },
});

function jsonOf(schema: object): object {
  return { 'application/json': { schema } };
}

interface Slots {
  readonly entry: string;
  readonly createClient: string;
  readonly retrieve: string;
}

/** What callers write, as the template of the slot names it. */
const calls: Readonly<Record<string, Partial<Slots>>> = {
  operation: { retrieve: 'api.petsRetrieve' },
  client: { createClient: 'connect' },
  entry: { entry: 'src/main.ts' },
};

let server: Server;
let baseUrl: string;
const received: IncomingMessage[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    received.push(request);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url?.endsWith('/pets') === true ? [pet] : pet));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterAll(() => {
  server.close();
});

/** The files of the package with one built-in template replaced. */
async function packageWith(template: AnyTemplate): Promise<Files> {
  const options = { importExtension: 'ts', templates: [template] } as const;
  const { files, result } = await generatePackage({ spec, options });
  expect(result.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  return files;
}

test('each slot has a foreign template', () => {
  expect(Object.keys(foreignTemplates)).toEqual(slotNames);
});

describe.each(sampleOf(slotNames, 1))('with a foreign template in the slot %s', (slot) => {
  const {
    entry = 'src/index.ts',
    createClient = 'createClient',
    retrieve = 'pets.retrieve',
  } = calls[slot] ?? {};

  test('the package compiles, and a call gets its answer', async () => {
    const template = foreignTemplates[slot];
    if (template === undefined) throw new Error(`No template for ${slot}.`);
    await withFolder(await packageWith(template), async (folder) => {
      const module = join(folder, entry);
      expect(await typeErrors([module])).toEqual([]);
      const { stdout } = await run(process.execPath, [
        '--input-type=module',
        '--eval',
        `import { ${createClient} } from ${JSON.stringify(pathToFileURL(module).href)};
         const client = ${createClient}({ baseUrl: '${baseUrl}' });
         const pet = await client.${retrieve}({ id: 'p1' });
         console.log(JSON.stringify(pet));`,
      ]);
      expect(JSON.parse(stdout)).toMatchObject(pet);
      expect(received.at(-1)?.url).toBe('/pets/p1');
    });
  });
});

describe('what a foreign template decides', () => {
  test('shows in the files of the others', async () => {
    const files = await packageWith(foreignTemplates['validator'] as AnyTemplate);
    expect(files.get('src/resources/pets.ts')).toContain('json(petParser)');
    expect(files.get('src/resources/pets.ts')).not.toContain('parameterCheck');
    expect(files.get('src/models/pet.ts')).not.toContain('checkPet');
  });

  test('is called by the built-in templates: the runtime', async () => {
    const files = await packageWith(foreignTemplates['runtime'] as AnyTemplate);
    expect(files.get('src/client.ts')).toContain(`from './marked-transport.ts'`);
  });

  test('names the validator of a type in another file by its own name', async () => {
    const files = await packageWith(foreignTemplates['model'] as AnyTemplate);
    expect(files.get('src/index.ts')).toContain('PetValidator');
    expect(files.get('src/index.ts')).toMatch(/export type \{[^}]*\bPet\b[^}]*\} from '\.\/types\.ts'/);
  });
});
