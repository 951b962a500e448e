/** Pointers → lines and columns of the text that an author sees. */
import { describe, expect, test } from 'vitest';
import { type Diagnostic, DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { diagnosticLocator, withPositions } from '../../generator/diagnostics/locate.ts';
import { createLocator, locate } from '../../generator/diagnostics/locate-document.ts';
import type { SourceText } from '../../generator/diagnostics/source.ts';
import { parseText } from '../../generator/load/read/parse-text.ts';

const json = `{
  "info": { "title": "a", "tags": [1, "x,]}", { "b/c": null }] },
  "twice": 1,
  "twice": { "in\\u006eer": true }
}`;

const yaml = `# a comment
info:
  title: a
  tags: [1, x, { b/c: null }]
base: &base
  name: n
200: { <<: *base, own: 1 }
list:
  - one
  - two: 2
again: *base
`;

describe('in JSON', () => {
  test.each([
    ['', 1, 1],
    ['/info', 2, 3],
    ['/info/tags', 2, 27],
    ['/info/tags/1', 2, 39],
    ['/info/tags/2/b~1c', 2, 49],
    ['/twice', 4, 3],
    ['/twice/inner', 4, 14],
  ])('%s', (pointer, line, column) => {
    expect(locate(json, 'json', pointer)).toEqual({ line, column });
  });

  test.each(['/info/title/deeper', '/info/title'])(
    'the nearest ancestor stands for what does not exist: %s',
    (pointer) => {
      expect(locate(json, 'json', pointer)).toEqual({ line: 2, column: 13 });
    },
  );

  test('a byte order mark and CRLF count as the editor counts them', () => {
    expect(locate('\uFEFF{\r\n "a": 1}', 'json', '/a')).toEqual({ line: 2, column: 2 });
  });

  test('depth costs no stack', () => {
    const text = `{"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}, "b": 1}`;
    expect(locate(text, 'json', '/b')).toEqual({ line: 1, column: 200_009 });
  });
});

/** As in the process that read the file. */
function parsed(text: string): SourceText {
  return parseText('a.yaml', text, new DiagnosticCollector()).source;
}

const yamlSources = [
  { source: 'a text', of: (text: string): SourceText => ({ text, format: 'yaml' }) },
  { source: 'a parsed text', of: parsed },
];

describe.each(yamlSources)('in YAML, from $source', ({ of }) => {
  test.each([
    ['', 2, 1],
    ['/info/title', 3, 3],
    ['/info/tags/2/b~1c', 4, 18],
    ['/200', 7, 1],
    ['/200/own', 7, 19],
    ['/200/name', 6, 3],
    ['/list/1', 10, 5],
    ['/list/1/two', 10, 5],
    ['/list/7', 8, 1],
    ['/again/name', 6, 3],
    ['/none', 2, 1],
  ])('%s', (pointer, line, column) => {
    expect(createLocator(of(yaml))(pointer)).toEqual({ line, column });
  });

  test('an alias stands for the last node before it that has its anchor, however often that is named', () => {
    const text = 'a: &x { k: 1 }\nb: *x\nc: &x\n  k: 2\nd: { <<: *x }\n';
    const find = createLocator(of(text));
    expect(['/b/k', '/d/k'].map((pointer) => find(pointer)?.line)).toEqual([1, 4]);
  });

  test('a number among the keys stands where it is written', () => {
    const find = createLocator(of('b: 1\n2: two\n1: one\n__proto__: {}\nb: 3\n'));
    expect(['/1', '/2', '/b', '/__proto__'].map((pointer) => find(pointer)?.line)).toEqual([3, 2, 5, 4]);
  });
});

describe('in a text of YAML', () => {
  test('an alias of nothing has no place of its own', () => {
    expect(locate('a: 1\nnone: *y\n', 'yaml', '/none/k')?.line).toBe(2);
  });

  test('a hundred pointers into a megabyte cost no more than some, aliases or not', () => {
    const entry = (key: string): string => `  ${key}:\n    <<: *base\n    own: &${key} ${'x'.repeat(40)}\n`;
    const keys = Array.from({ length: 10_000 }, (_, index) => `key${index}`);
    const text = `base: &base\n  name: n\nall:\n${keys.map(entry).join('')}`;
    const find = createLocator({ text, format: 'yaml' });
    const cpuOf = (count: number): number => {
      const startedAt = process.cpuUsage();
      keys.slice(-count).forEach((key) => expect(find(`/all/${key}/name`)?.line).toBe(2));
      return process.cpuUsage(startedAt).user / 1000;
    };
    const [first, hundred] = [cpuOf(1), cpuOf(100)];
    expect(hundred).toBeLessThan(first);
  });

  test('several pointers are found by one locator', () => {
    const find = createLocator({ text: yaml, format: 'yaml' });
    expect([find('/info'), find('/list')]).toEqual([
      { line: 2, column: 1 },
      { line: 8, column: 1 },
    ]);
  });
});

test.each(['json', 'yaml'] as const)('an empty %s text has no place', (format) => {
  expect(locate('', format, '/a')).toBeNull();
});

function at(pointer: string, severity: Diagnostic['severity'] = 'error'): readonly Diagnostic[] {
  const place = { file: 'a.yaml', pointer };
  const message = 'A schema is expected here.';
  return [{ code: 'CW2002', severity, message, place, related: [], help: null }];
}

test('a source is parsed once for several reports about it', async () => {
  const looks: string[] = [];
  class WatchedSources extends Map<string, SourceText> {
    override get(file: string): SourceText | undefined {
      looks.push(file);
      return super.get(file);
    }
  }
  const located = diagnosticLocator(
    new WatchedSources([['a.yaml', { text: 'a: 1\nb: 2\n', format: 'yaml' }]]),
  );
  expect(await located(at('/a'))).toMatchObject([{ position: { line: 1 } }]);
  expect(await located(at('/b'))).toMatchObject([{ position: { line: 2 } }]);
  expect(looks).toEqual(['a.yaml']);
});

test('positions become part of errors and warnings, whose sources are then not parsed again', async () => {
  const sources = new Map([['a.yaml', parsed('a: 1\nb: 2\n')]]);
  const positions = await withPositions([...at('/b'), ...at('/b', 'info'), ...at('/a', 'warning')], sources);
  expect(positions.map(({ severity, place }) => [severity, place?.position?.line])).toEqual([
    ['error', 2],
    ['info', undefined],
    ['warning', 1],
  ]);
});
