import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  code,
  defineTemplate,
  literal,
  testTemplate,
  type AnyTemplate,
  type Code,
} from '../generator/clientwright.ts';

const yaml = `
openapi: 3.1.1
info: { title: Pets, version: 2.0.0 }
servers: [{ url: 'https://pets.example.com' }]
paths:
  /pets/{id}:
    get:
      operationId: pets.retrieve
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: A pet.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string } } }
`;

const json = JSON.stringify({ openapi: '3.1.1', info: { title: 'Empty', version: '1' }, paths: {} });

const count = defineTemplate({
  name: 'count',
  slot: null,
  declare(api, plan) {
    const file = plan.file({ identity: 'count', path: 'src/count.ts' });
    const name = plan.symbol({
      identity: 'count:count',
      file,
      name: 'count',
      meaning: 'value',
      isPublic: true,
    });
    const number = literal(api.operations.length);
    return {
      files: [
        {
          file,
          render: () => ({
            kind: 'code',
            statements: [{ kind: 'const', name, exported: true, type: code`number`, value: number }],
          }),
        },
      ],
    };
  },
});

const packageWithoutReadme = defineTemplate({
  name: 'package-without-readme',
  slot: 'package',
  declare(_api, plan) {
    const file = plan.file({ identity: 'package:package.json', path: 'package.json' });
    return {
      slot: { manifest: 'package.json' },
      files: [{ file, render: () => ({ kind: 'json', value: {} }) }],
    };
  },
});

describe('testTemplate', () => {
  it('gives what a template adds, formatted, and hands its public names on', async () => {
    const { files, diagnostics } = await testTemplate(count, yaml);
    expect(diagnostics).toEqual([]);
    expect(files.get('src/count.ts')).toBe('export const count: number = 1;\n');
    expect(files.get('src/index.ts')).toContain(`export { count } from './count.js';`);
  });

  it('gives what the built-in templates make beside it', async () => {
    const { files } = await testTemplate(count, yaml);
    expect(files.get('src/models/pet.ts')).toContain('export interface Pet {');
    expect(files.has('.clientwright/names.json')).toBe(true);
  });

  it('compiles the package where it is asked to', async () => {
    const { typeErrors } = await testTemplate(count, yaml, { typeCheck: true });
    expect(typeErrors).toEqual([]);
  });

  it('gives the errors of the compiler: an undefined identifier, a wrong number of arguments', async () => {
    const broken = constantOf(code`[nobody, Number.parseFloat('1', 2)]`);
    const { typeErrors } = await testTemplate(broken, json, { typeCheck: true });
    expect(typeErrors).toEqual([
      expect.stringMatching(/^src\/broken\.ts\(1,\d+\): error TS2304: Cannot find name 'nobody'/),
      expect.stringMatching(/^src\/broken\.ts\(1,\d+\): error TS2554: Expected 1 arguments, but got 2/),
    ]);
  });

  it('takes several templates, and a document in JSON', async () => {
    const note = adding('note', 'NOTE.txt');
    const { files } = await testTemplate([count, note], json);
    expect(files.get('src/count.ts')).toContain('= 0;');
    expect(files.get('NOTE.txt')).toBe('Made by note.\n');
  });

  it('puts a template with a slot in the place of the built-in', async () => {
    const { files } = await testTemplate(packageWithoutReadme, yaml);
    expect([...files.keys()].filter((path) => !path.includes('/'))).toEqual(['package.json']);
  });

  it.each<[string, AnyTemplate[], string, string]>([
    [
      'a template that throws',
      [defineTemplate({ name: 'broken', slot: null, declare: () => fail('no luck') })],
      'CW4001',
      'The template "broken" failed to declare: no luck',
    ],
    [
      'a slot that is not kept, by an author without a compiler',
      [untyped({ name: 'half', slot: 'package', declare: () => ({ slot: {}, files: [] }) })],
      'CW4002',
      'The slot "package" must declare "manifest" (a string or null).',
    ],
    [
      'a slot that there is not',
      [untyped({ name: 'typo', slot: 'pakcage', declare: () => ({ slot: {}, files: [] }) })],
      'CW4002',
      'Unknown slot "pakcage" in the template "typo".',
    ],
    [
      'a slot that is filled twice',
      [packageWithoutReadme, { ...packageWithoutReadme, name: 'again' }],
      'CW4003',
      'Two templates replace the slot "package".',
    ],
    [
      'a path that is declared twice',
      [adding('one', 'NOTE.txt'), adding('two', 'note.TXT')],
      'CW4003',
      'The template "two" failed to declare: Two templates declare "note.TXT".',
    ],
    [
      'a name that is taken',
      [adding('models', 'NOTE.txt')],
      'CW4004',
      'Two templates have the name "models".',
    ],
  ])('reports %s, and gives no files', async (_fault, templates, problem, message) => {
    const { files, diagnostics } = await testTemplate(templates, yaml);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: problem, message: expect.stringContaining(message) }),
    );
    expect(files.size).toBe(0);
  });

  it('leaves nothing behind, also after an error', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'clientwright-test-template-'));
    vi.stubEnv('TMPDIR', folder);
    await testTemplate(count, yaml);
    await testTemplate(count, 'openapi: 1');
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});

function constantOf(value: Code): AnyTemplate {
  return defineTemplate({
    name: 'broken',
    slot: null,
    declare(_api, plan) {
      const file = plan.file({ identity: 'broken', path: 'src/broken.ts' });
      const name = plan.symbol({ identity: 'broken', file, name: 'broken', meaning: 'value' });
      const statements = [{ kind: 'const', name, exported: true, type: code`unknown`, value }] as const;
      return { files: [{ file, render: () => ({ kind: 'code', statements }) }] };
    },
  });
}

function adding(name: string, path: string): AnyTemplate {
  return defineTemplate({
    name,
    slot: null,
    declare: (_api, plan) => ({
      files: [
        {
          file: plan.file({ identity: name, path }),
          render: () => ({ kind: 'text', text: `Made by ${name}.\n` }),
        },
      ],
    }),
  });
}

/** As a template reaches us whose author uses JavaScript. */
function untyped(template: unknown): AnyTemplate {
  return template as AnyTemplate;
}

function fail(message: string): never {
  throw new Error(message);
}
