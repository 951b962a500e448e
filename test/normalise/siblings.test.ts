/** Keywords beside a reference or a combination that has a type of its own, in every notation and version. */
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { load } from '../../generator/load/load.ts';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { normalise } from '../../generator/normalise/normalise.ts';
import { folderOf } from '../load/load-files.ts';
import { codesOf, sayModel, saySchema } from './read-api.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const components: Readonly<Record<string, JsonValue>> = {
  Name: { type: 'object', properties: { first: { type: 'string' } } },
  Text: { type: 'string' },
  TextOrNumber: { type: ['string', 'number'] },
  Anything: {},
  Level: { enum: ['low', 'high'] },
  Tags: { type: 'array', items: { type: 'string' } },
  Flag: { type: 'boolean' },
  MaybeText: { type: ['string', 'null'] },
};

/** How a document may put keywords beside a schema of another type. */
const notations: readonly (readonly [string, (target: JsonObject, keywords: JsonObject) => JsonObject])[] = [
  ['$ref', (target, keywords) => ({ ...target, ...keywords })],
  ['allOf', (target, keywords) => ({ allOf: [target], ...keywords })],
  ['a member of allOf', (target, keywords) => ({ allOf: [target, keywords] })],
  ['anyOf', (target, keywords) => ({ anyOf: [target], ...keywords })],
  ['oneOf', (target, keywords) => ({ oneOf: [target], ...keywords })],
];

describe.each(notations)('keywords beside %s', (_, beside) => {
  it.each<[string, JsonObject, string]>([
    ['Name', { minLength: 1, maxLength: 80 }, 'Name'],
    ['Name', { minimum: 1 }, 'Name'],
    ['Name', { minItems: 1 }, 'Name'],
    ['Name', { format: 'date' }, 'Name'],
    ['Tags', { minLength: 1 }, 'Tags'],
    ['Tags', { properties: { a: {} } }, 'Tags'],
    ['Text', { minItems: 1 }, 'Text'],
    ['Text', { required: ['a'] }, 'Text'],
    ['Level', { maximum: 9 }, 'Level'],
    ['Flag', { pattern: '^t' }, 'Flag'],
  ])('of another type ask nothing of %s: %j', (name, keywords, said) => {
    expect(saySchema(beside(ref(name), keywords), components)).toBe(said);
    expect(codesOf(beside(ref(name), keywords), components)).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['Text', { minLength: 1 }, 'string(minLength 1)'],
    ['Tags', { minItems: 1 }, '(string)[](minItems 1)'],
    ['Anything', { minLength: 1 }, 'string(minLength 1)'],
    ['Text', { minLength: 1, minimum: 1 }, 'string(minLength 1)'],
    ['TextOrNumber', { minLength: 1 }, 'string(minLength 1) | number'],
    ['TextOrNumber', { minLength: 1, minimum: 1 }, 'string(minLength 1) | number(minimum 1)'],
  ])('of the same type limit %s: %j', (name, keywords, said) => {
    expect(saySchema(beside(ref(name), keywords), components)).toBe(said);
  });

  it('that write their type exclude other types', () => {
    expect(saySchema(beside(ref('Name'), { type: 'string' }), components)).toBe('never');
  });
});

it.each(notations.filter(([name]) => name !== 'a member of allOf'))(
  'keywords beside %s let null through',
  (_, beside) => {
    expect(saySchema(beside(ref('MaybeText'), { minLength: 1 }), components)).toBe(
      'string(minLength 1) | null',
    );
  },
);

const object = { type: 'object', properties: { code: { type: 'integer' } } };

/** What `G` with something beside it becomes, in a document of each version. */
async function read(
  version: '2.0' | '3.0' | '3.1',
  beside: JsonObject,
): Promise<{ said: string; codes: readonly string[] }> {
  const at = version === '2.0' ? '#/definitions/G' : '#/components/schemas/G';
  const E = { type: 'object', properties: { error: { $ref: at, ...beside } } };
  const about = { info: { title: 'T', version: '1' }, paths: {} };
  const root =
    version === '2.0'
      ? { swagger: '2.0', ...about, definitions: { E, G: object } }
      : { openapi: `${version}.0`, ...about, components: { schemas: { E, G: object } } };
  const workingDirectory = await folderOf({ 'api.json': root });
  const diagnostics = new DiagnosticCollector();
  const request = {
    spec: 'api.json',
    root: null,
    overlays: [],
    allowedOrigins: [],
    workingDirectory,
    sources: new Map(),
  };
  const document = await load(request, diagnostics);
  if (document === null) throw new Error('the document is not read');
  const api = normalise(document, { propertyOrder: 'name', schemas: 'lenient' }, diagnostics);
  return { said: sayModel(api, 'E'), codes: diagnostics.all.map(({ code }) => code) };
}

describe.each(['2.0', '3.0'] as const)('beside $ref in a document of %s', (version) => {
  it.each<[JsonObject]>([
    [{ type: 'string' }],
    [{ type: 'string', minLength: 1, description: 'Name' }],
    [{ properties: { more: { type: 'string' } }, required: ['more'] }],
    [{ allOf: [{ type: 'string' }] }],
    [{ enum: ['a'] }],
    [{ additionalProperties: false }],
  ])('%j is ignored and reported', async (beside) => {
    expect(await read(version, beside)).toEqual({ said: '{ error?: G }', codes: ['CW1041'] });
  });

  it('descriptions, examples and formats are no reason for a report', async () => {
    const beside = { description: 'The fault.', example: {}, format: 'fault', 'x-mine': 1 };
    expect(await read(version, beside)).toEqual({ said: '{ error?: G }', codes: [] });
  });

  it('null may come, as authors mean it', async () => {
    const beside = version === '2.0' ? { 'x-nullable': true } : { nullable: true };
    expect(await read(version, beside)).toEqual({ said: '{ error?: G | null }', codes: [] });
  });
});

it('beside $ref in a document of 3.1 everything counts', async () => {
  expect((await read('3.1', { type: 'string' })).said).toBe('{ error?: never }');
  expect((await read('3.1', { required: ['code'] })).said).toBe('{ error?: E.error }');
});
