import { beforeAll, describe, expect, it } from 'vitest';
import { generatePackage } from '../../support/generated-package.ts';
import { importFiles } from '../../support/imported-package.ts';

const user = { $ref: '#/components/schemas/User' };
const content = { 'application/json': { schema: user } };
const spec = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Test', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: {
    '/user': {
      get: { operationId: 'users.retrieve', responses: { 200: { description: 'It.', content } } },
      put: {
        operationId: 'users.replace',
        requestBody: { required: true, content },
        responses: { 204: { description: 'Done.' } },
      },
    },
  },
  components: {
    schemas: {
      User: {
        type: 'object',
        required: ['id', 'name', 'password', 'role'],
        properties: {
          id: { type: 'string', readOnly: true },
          password: { type: 'string', writeOnly: true },
          name: { type: 'string', maxLength: 3 },
          role: { enum: ['admin', 'guest'] },
        },
      },
    },
  },
});

interface Client {
  readonly users: {
    readonly retrieve: (options?: unknown) => Promise<unknown>;
    readonly replace: (parameters: unknown) => Promise<unknown>;
  };
}
interface Entry {
  readonly createClient: (options: unknown) => Client;
}

let entry: Entry;

beforeAll(async () => {
  const { files } = await generatePackage({ spec });
  entry = await importFiles(files);
});

/** A client whose server answers each call alike. */
function connect(answer: unknown, validation = 'strict'): Client {
  const fetch = (): Promise<Response> =>
    Promise.resolve(answer === null ? new Response(null, { status: 204 }) : Response.json(answer));
  return entry.createClient({ fetch, validation, maxRetries: 0 });
}

async function pathsOf(call: Promise<unknown>): Promise<unknown> {
  const failed: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (typeof failed !== 'object' || failed === null) return [];
  const issues: unknown = Reflect.get(failed, 'issues');
  return Array.isArray(issues) ? issues.map(({ path }) => path.join('/')) : failed;
}

describe('a request', () => {
  const right = { name: 'Ada', password: 'secret', role: 'admin' };

  it('is held to bounds', async () => {
    const { users } = connect(null);
    expect(await pathsOf(users.replace({ body: right }))).toEqual([]);
    expect(await pathsOf(users.replace({ body: { ...right, name: 'Adam' } }))).toEqual(['body/name']);
  });

  it('may have a member of an enum that came later, but none where the client is exact', async () => {
    const later = { ...right, role: 'owner' };
    expect(await pathsOf(connect(null).users.replace({ body: later }))).toEqual([]);
    expect(await pathsOf(connect(null, 'exact').users.replace({ body: later }))).toEqual(['body/role']);
    expect(await pathsOf(connect(null).users.replace({ body: { ...right, role: 7 } }))).toEqual([
      'body/role',
    ]);
  });

  it('may be what came with a response, with all that only the server sends', async () => {
    const { users } = connect(null);
    expect(await pathsOf(users.replace({ body: { ...right, id: '1' } }))).toEqual([]);
  });
});

describe('a response', () => {
  const right = { id: '1', name: 'Ada', role: 'admin' };
  const loose = { id: '1', name: 'Adam', role: 'owner', password: 'why' };

  it('is read tolerantly', async () => {
    expect(await connect(loose).users.retrieve()).toEqual(loose);
  });

  it('is held to all that a request is where the client is exact', async () => {
    expect(await connect(right, 'exact').users.retrieve()).toEqual(right);
    expect(await pathsOf(connect(loose, 'exact').users.retrieve())).toEqual(['name', 'role', 'password']);
  });
});
