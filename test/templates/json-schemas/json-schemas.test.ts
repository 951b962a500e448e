import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonSchemas } from '../../../templates/index.ts';
import type { StandardJsonSchema } from '../../../templates/runtime/files/json-schema.ts';
import type { Validator } from '../../../templates/runtime/files/validation.ts';
import { folderWith } from '../../cli/run-main.ts';
import { complaintsOf } from '../../support/compile.ts';
import { generatePackage } from '../../support/generated-package.ts';
import { documentWith } from '../../support/validators-of.ts';
import { importFiles } from '../../support/imported-package.ts';

const publishedSchema: object = createRequire(import.meta.url)(
  '@seriousme/openapi-schema-validator/schemas/v3.0/schema.json',
);

const ref = (name: string): unknown => ({ $ref: `#/components/schemas/${name}` });

const schemas = {
  Pet: {
    type: 'object',
    description: 'Who stays.',
    required: ['name', 'kind'],
    properties: {
      name: { type: 'string', minLength: 1 },
      kind: { type: 'string', enum: ['cat', 'dog'] },
      age: { type: ['integer', 'null'], exclusiveMinimum: 0 },
      tags: { type: 'array', items: { type: 'string' }, default: [], uniqueItems: true },
      owner: ref('Owner'),
      collar: { type: 'object', required: ['size'], properties: { size: { type: 'number' } } },
      secret: { type: 'string', writeOnly: true },
    },
    additionalProperties: false,
  },
  Owner: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } },
  Tree: { type: 'object', properties: { children: { type: 'array', items: ref('Tree') } } },
  Pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], minItems: 2, items: false },
  Then: { type: 'object', properties: { a: {}, b: {} }, dependentRequired: { a: ['b'] } },
  Counted: { type: 'array', items: { type: 'number' }, contains: { const: 1 }, minContains: 2 },
};

const uuid = '0b7c0c1e-8d4f-4a51-9b60-0d2f3f1c9a11';

type Face = StandardJsonSchema<unknown>['~standard']['jsonSchema'];

let folder = '';
let entry: Readonly<Record<string, unknown>> = {};

beforeAll(async () => {
  const { files, result } = await generatePackage({
    spec: documentWith(schemas),
    options: { templates: [jsonSchemas()] },
  });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  folder = await folderWith(Object.fromEntries(files));
  entry = await importFiles(files);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function faceOf(name: string): Face {
  const found = entry[`${name}JsonSchema`] as StandardJsonSchema<unknown>; // the entry is typed where it is compiled
  return found['~standard'].jsonSchema;
}

function validatorOf(name: string): Validator<unknown> {
  return entry[name] as Validator<unknown>; // as above
}

/** Formats are for people here: what asserts them is tested with the validators. */
const options = { strict: false, validateFormats: false };

const names = Object.keys(schemas);
const camel = (name: string): string => name.toLowerCase();

describe('a model as JSON Schema', () => {
  it.each(names)('%s is one by the meta-schema of 2020-12, before and after defaults', (name) => {
    const ajv = new Ajv2020(options);
    for (const side of ['input', 'output'] as const) {
      const schema = faceOf(camel(name))[side]({ target: 'draft-2020-12' });
      expect(ajv.validateSchema(schema)).toBe(true);
      expect(() => ajv.compile(schema)).not.toThrow();
    }
  });

  it.each(names.filter((name) => name !== 'Counted'))('%s is one by that of draft 07', (name) => {
    const ajv = new Ajv(options);
    const schema = faceOf(camel(name)).input({ target: 'draft-07' });
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(() => ajv.compile(schema)).not.toThrow();
  });

  it.each(['Pet', 'Owner'])('%s stands in a document of OpenAPI 3.0', (name) => {
    const schema = faceOf(camel(name)).output({ target: 'openapi-3.0' });
    const components = { schemas: { [name]: schema } };
    const document = { openapi: '3.0.3', info: { title: 'x', version: '1' }, paths: {}, components };
    const ajv = new AjvDraft04.default(options);
    expect(ajv.validate(publishedSchema, document)).toBe(true);
    expect(schema).not.toHaveProperty('definitions');
    expect(JSON.stringify(schema)).not.toContain('$ref');
  });

  it('says of values what the validator says', () => {
    const cases: readonly (readonly [string, unknown])[] = [
      ['Pet', { name: 'Ada', kind: 'cat', age: null, tags: ['a'], owner: { id: uuid }, collar: { size: 1 } }],
      ['Pet', { name: 'Ada', kind: 'cat' }],
      ['Pet', { name: '', kind: 'cat' }],
      ['Pet', { name: 'Ada', kind: 'cow' }],
      ['Pet', { name: 'Ada', kind: 'cat', age: 0 }],
      ['Pet', { name: 'Ada', kind: 'cat', collar: {} }],
      ['Pet', { name: 'Ada', kind: 'cat', other: 1 }],
      ['Tree', { children: [{ children: [] }] }],
      ['Tree', { children: [{ children: [1] }] }],
      ['Pair', ['a', 1]],
      ['Pair', ['a', 1, 2]],
      ['Pair', ['a']],
      ['Then', { a: 1 }],
      ['Then', { a: 1, b: 2 }],
      ['Counted', [1, 1]],
      ['Counted', [1, 2]],
    ];
    for (const [name, value] of cases) {
      const ajv = new Ajv2020(options);
      const schema = faceOf(camel(name)).input({ target: 'draft-2020-12' });
      const isRight = validatorOf(name).safeParse(structuredClone(value), { exact: true }).ok;
      expect([name, value, ajv.validate(schema, value)]).toEqual([name, value, isRight]);
    }
  });

  it('asks for what has a default only once it is filled in, and not for what is never received', () => {
    const face = faceOf('pet');
    expect(face.input({ target: 'draft-2020-12' })).toMatchObject({ required: ['kind', 'name'] });
    expect(face.output({ target: 'draft-2020-12' })).toMatchObject({ required: ['kind', 'name', 'tags'] });
    expect(face.input({ target: 'draft-2020-12' })['properties']).not.toHaveProperty('secret');
  });

  it('refuses what a target has no word for, and targets that it does not know', () => {
    expect(() => faceOf('pair').input({ target: 'openapi-3.0' })).toThrow(TypeError);
    expect(() => faceOf('tree').input({ target: 'openapi-3.0' })).toThrow(/Tree/);
    expect(() => faceOf('counted').input({ target: 'draft-07' })).toThrow(/minContains/);
    expect(() => faceOf('pet').input({ target: 'draft-04' })).toThrow(/draft-04/);
  });

  it('compiles beside the models', async () => {
    expect(await complaintsOf({ folder, compiler: 'typescript' })).toBe('');
  });

  it('leaves no byte in a bundle that does not ask for it', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `export { Pet } from './src/index.ts';`, resolveDir: folder, loader: 'ts' },
      bundle: true,
      write: false,
      format: 'esm',
    });
    const text = outputFiles[0]?.text ?? '';
    expect(text).toContain('checkPet');
    expect(text).not.toMatch(/schema/i);
  });
});
