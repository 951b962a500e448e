/** `schemas: 'exact'`: the official suite of JSON Schema, judged by the IR itself; and what it does to types. */
import { describe, expect, it } from 'vitest';
import { findSuite } from '../conformance/suite-folder.ts';
import { documentOf, nameOf } from '../conformance/document.ts';
import type { SuiteGroup } from '../conformance/suite.ts';
import { readSuite } from '../conformance/suite.ts';
import { judgeOf } from './judge.ts';
import { read, sayModel } from './read-api.ts';
import type { JsonValue } from '../../generator/api/json.ts';

const folder = findSuite();

describe.skipIf(folder === null)('the core of the suite (skipped where it was never fetched)', () => {
  const suite = folder === null ? null : readSuite(folder);
  const groups = suite?.parts.get('core') ?? [];

  it.each(groups.map((group) => [`${group.file}: ${group.description}`, group] as const))(
    '%s',
    (_, group) => {
      expect(verdicts(group)).toEqual(group.tests.map(({ description, valid }) => [description, valid]));
    },
  );

  function verdicts(group: SuiteGroup): readonly (readonly [string, boolean])[] {
    const text = documentOf([group], new Map());
    const { api, diagnostics } = read(JSON.parse(text), { schemas: 'exact' });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const judge = judgeOf(api);
    const [content] = api.operations[0]?.responses[0]?.content ?? [];
    const schema = api.models.find(({ name }) => name === nameOf(group))?.schema ?? content?.schema;
    if (schema === undefined) throw new Error('the schema is gone');
    return group.tests.map(({ description, data }) => [description, judge(schema, data)] as const);
  }
});

const closed = { type: 'object', properties: { a: {} }, additionalProperties: false };

describe('a schema that is read exactly', () => {
  it.each<[string, JsonValue, string]>([
    ['without a type', { properties: { a: {} } }, 'unknown + typed(object, { a?: unknown })'],
    ['with a type', { type: ['array', 'null'], minItems: 1 }, '(unknown)[](minItems 1) | null'],
    [
      'with fixed values',
      { enum: ['a', 'bc', 4], minLength: 2 },
      '"a" | "bc" | 4 + typed(string, string(minLength 2))',
    ],
    ['with values that its type excludes', { type: 'string', const: 4 }, 'never'],
    ['of a number that is called int64', { type: 'number', format: 'int64' }, 'number'],
    [
      'with overlapping members of oneOf',
      { oneOf: [{ type: 'integer' }, { type: 'number', minimum: 2 }] },
      'integer | number(minimum 2) + exactlyOne([integer, number(minimum 2)])',
    ],
    [
      'with disjoint members of oneOf',
      { oneOf: [{ type: 'integer' }, { type: 'string' }] },
      'integer | string',
    ],
    [
      'with a closed member of allOf',
      { allOf: [closed, { type: 'object', properties: { b: {} } }] },
      'Subject.part & Subject.part',
    ],
    ['with a constant of the enumeration beside it', { const: 'a', enum: ['a', 'b'] }, '"a"'],
    ['with a constant that the enumeration does not have', { const: 'a', enum: ['b'] }, 'never'],
    ['with one pattern', { type: 'object', patternProperties: { '^a': {} } }, '{ /^a/: unknown }'],
  ])('%s', (_, schema, expected) => {
    const components = { schemas: { Subject: schema } };
    const { api } = read({ openapi: '3.1.1', components }, { schemas: 'exact' });
    expect(sayModel(api, 'Subject').replaceAll(/ [0-9a-f]{6}\b/g, '')).toBe(expected);
  });

  it('is refused where it is written in a dialect that is not read', () => {
    const dialects = [
      'https://json-schema.org/draft/2020-12/schema',
      'http://json-schema.org/draft-07/schema#',
    ];
    const schemas = Object.fromEntries(dialects.map(($schema, index) => [`S${index}`, { $schema }]));
    const { diagnostics } = read({ openapi: '3.1.1', components: { schemas } }, { schemas: 'exact' });
    expect(diagnostics.map(({ code, place }) => [code, place?.pointer])).toEqual([
      ['CW2003', '/components/schemas/S1/$schema'],
    ]);
  });

  it('is refused where a part of it would be left out', () => {
    const schemas = {
      A: { $recursiveRef: '#' },
      B: { pattern: '(' },
      C: { $ref: '#/nowhere' },
      D: { type: 'x' },
    };
    const { diagnostics } = read({ openapi: '3.1.1', components: { schemas } }, { schemas: 'exact' });
    expect(diagnostics.map(({ code, severity, place }) => [code, severity, place?.pointer])).toEqual([
      ['CW2003', 'error', '/components/schemas/A/$recursiveRef'],
      ['CW2006', 'error', '/components/schemas/B/pattern'],
      ['CW2001', 'error', '/components/schemas/C'],
      ['CW2002', 'error', '/components/schemas/D/type'],
    ]);
    expect(diagnostics.every(({ help }) => help?.startsWith('Correct it:') === true)).toBe(true);
  });
});
