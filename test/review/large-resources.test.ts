/** A large resource: an operation has a file of its own, and none moves as its neighbours come and go. */
import { describe, expect, it } from 'vitest';
import { changedLines } from '../support/changed-lines.ts';
import { complaintsOf } from '../support/compile.ts';
import { generatePackage, withFolder, type Files } from '../support/generated-package.ts';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];

interface Shape {
  /** `operation-<letter>` each. */
  readonly operations: readonly string[];
  readonly previous?: Files;
}

/** Every operation has a parameter, an error, and a waiter where it is the first. */
async function packageOf({ operations, previous }: Shape): Promise<Files> {
  const paths = Object.fromEntries(operations.map((letter) => [`/things/{id}/${letter}`, pathItem(letter)]));
  const spec = JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1.0.0' },
    servers: [{ url: 'https://things.example' }],
    paths,
    components: { schemas: { Thing: thing, Problem: problem } },
  });
  const { files, result } = await generatePackage({ spec, ...(previous && { previous }) });
  expect(result.ok).toBe(true);
  return files;
}

const thing = {
  type: 'object',
  required: ['state'],
  properties: { state: { type: 'string', enum: ['open', 'done'] } },
};

const problem = { type: 'object', required: ['title'], properties: { title: { type: 'string' } } };

function pathItem(letter: string): object {
  const responses = {
    200: { description: 'One.', content: jsonOf('Thing') },
    404: { description: 'None.', content: jsonOf('Problem') },
  };
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
  const waiter = {
    method: 'waitUntilDone',
    pointer: '/state',
    success: ['done'],
    failure: [],
    pending: ['open'],
  };
  const waiters = letter === 'a' ? { 'x-waiters': { ThingDone: waiter } } : {};
  return { get: { operationId: `things.operation-${letter}`, parameters, responses, ...waiters } };
}

function jsonOf(model: string): object {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${model}` } } };
}

function resourceFiles(files: Files): readonly string[] {
  return [...files.keys()].filter((path) => path.startsWith('src/resources/'));
}

const ownFile = (letter: string): string => `src/resources/things/operation-${letter}.ts`;

describe('a resource', () => {
  it('of six operations is one file', async () => {
    const files = await packageOf({ operations: letters.slice(0, 6) });
    expect(resourceFiles(files)).toEqual(['src/resources/things.ts']);
  });

  it('of more is the list of them, and a file for each', async () => {
    const files = await packageOf({ operations: letters.slice(0, 7) });
    const own = letters.slice(0, 7).map(ownFile);
    expect(resourceFiles(files)).toEqual(['src/resources/things.ts', ...own].toSorted());
    expect(files.get(ownFile('b'))).toContain('export const operationB: Call<');
    expect(files.get(ownFile('b'))).toContain('operationB(parameters: OperationBParameters');
    expect(files.get('src/resources/things.ts')).toContain(
      'export interface ThingsResource extends OperationBMethod {}',
    );
    expect(files.get('src/resources/things.ts')).not.toContain('export const operationB');
  });

  it('is the same whatever the order of its operations', async () => {
    const operations = letters.slice(0, 8);
    expect(await packageOf({ operations })).toEqual(await packageOf({ operations: operations.toReversed() }));
  });

  it('is imported as before, waits included, and compiles', async () => {
    const files = await packageOf({ operations: letters });
    const manifest: unknown = JSON.parse(files.get('package.json') ?? '');
    const exported = Object.keys(Reflect.get(Object(manifest), 'exports'));
    expect(exported).toEqual(['.', './things', './package.json']);
    const use = `
import { createTransport, isErrorOf } from './index.js';
import { operationA, operationB, waitUntilDone, type OperationBErrors } from './resources/things.js';
export async function use(error: unknown): Promise<string> {
  const transport = createTransport({});
  const { state } = await waitUntilDone(transport, { id: '1' }, { maxWaitMs: 1 });
  const done: 'done' = state;
  const title: OperationBErrors['404']['title'] | undefined =
    isErrorOf(operationB, error) && error.status === 404 ? error.body?.title : undefined;
  return done + title + (await operationA(transport, { id: '2' })).state;
}
`;
    await withFolder(new Map([...files, ['src/use.ts', use]]), async (folder) => {
      expect(await complaintsOf({ folder, compiler: 'typescript' })).toBe('');
    });
  });
});

describe('an operation that comes', () => {
  it('has a file of its own where the resource has no room, and moves no other', async () => {
    const before = await packageOf({ operations: letters.slice(0, 6) });
    const after = await packageOf({ operations: letters.slice(0, 7), previous: before });
    expect(resourceFiles(after)).toEqual(['src/resources/things.ts', ownFile('g')].toSorted());
    expect(changedLines(before, after).removed).toEqual([]);
  });

  it('stands where it was for good', async () => {
    const six = await packageOf({ operations: letters.slice(0, 6) });
    const seven = await packageOf({ operations: letters.slice(0, 7), previous: six });
    expect(await packageOf({ operations: letters.slice(0, 7), previous: seven })).toEqual(seven);
    const two = await packageOf({ operations: ['a', 'g'], previous: seven });
    expect(resourceFiles(two)).toEqual(['src/resources/things.ts', ownFile('g')].toSorted());
  });

  it('joins those that have files of their own', async () => {
    const eight = await packageOf({ operations: letters.slice(0, 8) });
    const nine = await packageOf({ operations: letters, previous: eight });
    expect(resourceFiles(nine)).toContain(ownFile('i'));
    expect(changedLines(eight, nine).removed).toEqual([]);
    const few = await packageOf({
      operations: ['a', 'b', 'i'],
      previous: await packageOf({ operations: ['a', 'b'], previous: nine }),
    });
    expect(resourceFiles(few)).toEqual(
      ['src/resources/things.ts', ownFile('a'), ownFile('b'), ownFile('i')].toSorted(),
    );
  });
});
