import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../generator/api/json.ts';
import { documentOf, groupAt } from './document.ts';
import { rebase, standsAlone } from './keywords.ts';
import { printPage } from './page.ts';
import { remotesOf } from './remotes.ts';
import type { SuiteGroup } from './suite.ts';
import { findSuite } from './suite-folder.ts';
import { readSuite } from './suite.ts';
import { differences } from './lenient.ts';
import { tryGroups } from './try-groups.ts';
import { isThorough } from '../support/sample.ts';

describe('the conformance run', () => {
  it('tells right answers from wrong ones', async () => {
    const { outcomes, refused, complaints } = await tryGroups({ groups: lengths, remotes: new Map() });
    expect(complaints).toEqual([]);
    expect(refused).toEqual([]);
    expect(outcomes.map(({ test, verdict }) => `${test.description}: ${verdict}`)).toEqual([
      'short enough: pass',
      'too long: pass',
      'too long, and said to be valid: wrong reject',
      'short, and said to be invalid: wrong accept',
    ]);
  });

  it('splits a document until what is refused stands alone', async () => {
    const [valid] = lengths;
    const dangling = {
      ...valid,
      number: 2,
      schema: { $ref: 'https://example.com/nowhere.json' },
    } as SuiteGroup;
    const { outcomes, refused } = await tryGroups({ groups: [...lengths, dangling], remotes: new Map() });
    expect(outcomes.filter(({ verdict }) => verdict === 'refused')).toHaveLength(dangling.tests.length);
    expect(refused.map(({ group, codes }) => [group.number, codes])).toEqual([[2, ['CW1021']]]);
  });
});

describe('a schema of the suite', () => {
  it.each([
    [{ $ref: '#/$defs/a', $defs: { a: true } }, true],
    [{ properties: { $id: { type: 'string' }, $ref: { type: 'string' } } }, true],
    [{ enum: [{ $id: 'a' }] }, true],
    [{ $schema: 'https://json-schema.org/draft/2020-12/schema' }, true],
    [{ $ref: '#anchor' }, false],
    [{ $ref: 'other.json' }, false],
    [{ items: { $id: 'https://example.com/a' } }, false],
    [{ $dynamicRef: '#a' }, false],
    [{ $schema: 'https://json-schema.org/draft/2019-09/schema' }, false],
  ])('%j stands alone: %s', (schema, expected) => {
    expect(standsAlone(schema)).toBe(expected);
  });

  it('has its pointers moved, never its data or what is below an identifier', () => {
    const schema = {
      $ref: '#',
      properties: { $ref: { $ref: '#/$defs/a' } },
      const: { $ref: '#/a' },
      not: { $id: 'https://example.com/a', $ref: '#/b' },
    };
    expect(rebase(schema, '#/x')).toEqual({
      $ref: '#/x',
      properties: { $ref: { $ref: '#/x/$defs/a' } },
      const: { $ref: '#/a' },
      not: { $id: 'https://example.com/a', $ref: '#/b' },
    });
  });

  it('brings the documents that it refers to, and those that they refer to', () => {
    const remotes = new Map<string, JsonValue>([
      ['http://localhost:1234/a.json', { $ref: 'b.json#/x' }],
      ['http://localhost:1234/b.json', { $id: 'http://localhost:1234/c.json' }],
      ['http://localhost:1234/d.json', true],
    ]);
    const schema = { $id: 'http://localhost:1234/', $ref: 'a.json' };
    expect([...remotesOf(schema, remotes).keys()]).toEqual([
      'http://localhost:1234/a.json',
      'http://localhost:1234/b.json',
    ]);
    const document: unknown = JSON.parse(documentOf([{ ...group, schema }], remotes));
    expect(document).toMatchObject({
      components: {
        schemas: {
          Group1: schema,
          Remote1: { $id: 'http://localhost:1234/a.json', $ref: 'b.json#/x' },
          Remote2: { $id: 'http://localhost:1234/b.json', $ref: 'http://localhost:1234/c.json' },
        },
      },
    });
  });

  it('is found by a pointer into the document', () => {
    expect(groupAt('/components/schemas/Group1/not', [group])).toBe(group);
    expect(groupAt('/components/schemas/Group10', [group])).toBeNull();
    expect(groupAt('/paths/~1Group1/get', [group])).toBe(group);
  });
});

describe('the page', () => {
  it('says the same for the same findings, and names what was refused', () => {
    const trial = {
      outcomes: group.tests.map((test) => ({ group, test, verdict: 'wrong accept' as const })),
      refused: [{ kind: 'refused' as const, group, codes: ['CW9999'] }],
      complaints: [],
    };
    const text = printPage({ commit: 'abcdef0', sections: [{ title: 'Core', about: 'All.', trial }] });
    expect(text).toContain('(commit abcdef0)');
    expect(text).toContain('| maxLength | 4 | 0 | 4 | 0 | 0 | 0 |');
    expect(text).toContain('- `maxLength`, lengths: CW9999');
  });
});

/** Where it was run before, the suite is there, and a part of it is tried with every test run. */
const suite = findSuite();

describe.skipIf(suite === null)('the official suite (`npm run conformance` brings it)', () => {
  it('has every required test in a part', () => {
    const { parts } = readSuite(suite ?? '');
    const tests = (part: 'core' | 'beyond' | 'annotations'): number =>
      (parts.get(part) ?? []).reduce((sum, each) => sum + each.tests.length, 0);
    expect([tests('core'), tests('beyond'), tests('annotations')]).toEqual([1026, 140, 133]);
  });

  it.runIf(isThorough)('is answered right in the exact reading, in the files that ask most', async () => {
    const { parts, remotes } = readSuite(suite ?? '');
    const files = new Set(['allOf', 'dynamicRef', 'ref', 'unevaluatedItems', 'unevaluatedProperties']);
    const groups = [...(parts.get('core') ?? []), ...(parts.get('beyond') ?? [])];
    const some = groups.filter(({ file, number }) => files.has(file) && number % 4 === 1);
    const { outcomes, complaints } = await tryGroups({ groups: some, remotes });
    expect(complaints).toEqual([]);
    expect(outcomes.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  });

  it.runIf(isThorough)(
    'is answered right in the default reading too, but for listed differences',
    async () => {
      const { parts, remotes } = readSuite(suite ?? '');
      const groups = [...(parts.get('core') ?? []), ...(parts.get('beyond') ?? [])];
      const { outcomes, complaints } = await tryGroups({ groups, remotes, schemas: 'lenient' });
      expect(complaints).toEqual([]);
      const wrong = outcomes.filter(({ verdict }) => verdict !== 'pass');
      const listed = Object.values(differences).flatMap((files) =>
        Object.entries(files).flatMap(([file, numbers]) => numbers.map((number) => `${file} ${number}`)),
      );
      const found = new Set(wrong.map(({ group: { file, number } }) => `${file} ${number}`));
      expect([...found].toSorted()).toEqual(listed.toSorted());
    },
  );
});

const group: SuiteGroup = {
  file: 'maxLength',
  number: 1,
  description: 'lengths',
  schema: { maxLength: 2 },
  tests: [
    { description: 'short enough', data: 'ab', valid: true },
    { description: 'too long', data: 'abc', valid: false },
    { description: 'too long, and said to be valid', data: 'abc', valid: true },
    { description: 'short, and said to be invalid', data: 'a', valid: false },
  ],
};

const lengths: readonly SuiteGroup[] = [group];
