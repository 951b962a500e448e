import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { diagnosticsAsJson, printDiagnostics } from '../../generator/diagnostics/output.ts';
import type { Sources } from '../../generator/diagnostics/output-source.ts';

const plain = (text: string): string => text;
const colours = { red: plain, yellow: plain, green: plain, cyan: plain, bold: plain, dim: plain };
const severities = ['error', 'warning', 'info'] as const;

const json = '{\n  "paths": {\n    "/pets": { "get": 3 }\n  },\n  "info": {}\n}\n';
const sources: Sources = new Map([
  ['api.json', { text: json, format: 'json' }],
  ['api.yaml', { text: 'info:\n  title: x\npaths: {}\n', format: 'yaml' }],
]);

describe('pretty output', () => {
  it('shows the place, three lines with a caret, the pointer, related places, help, and counts', async () => {
    const diagnostic = make({
      message: 'An operation has to be an object.',
      place: { file: 'api.json', pointer: '/paths/~1pets/get' },
      related: [
        { message: 'is where titles come from', place: { file: 'api.yaml', pointer: '/info/title' } },
      ],
      help: 'Make it an object.',
    });
    expect(await pretty([diagnostic])).toBe(
      [
        'api.json:3:16 error CW9001 An operation has to be an object.',
        '  2 |   "paths": {',
        '> 3 |     "/pets": { "get": 3 }',
        '    |                ^',
        '  4 |   },',
        '  at #/paths/~1pets/get',
        '  api.yaml:2:3 is where titles come from',
        '  help Make it an object.',
        '',
        '1 error (docs/diagnostics.md of the package explains each code)',
        '',
      ].join('\n'),
    );
  });

  it('falls back on the fix of the catalogue, and on the pointer where no line is known', async () => {
    const text = await pretty([make({ place: { file: 'gone.json', pointer: '/info' } })]);
    expect(text).toContain('gone.json#/info error CW9001');
    expect(text).toContain('help Please report it');
  });

  it('needs no place', async () => {
    expect(await pretty([make({ message: 'All is lost.' })])).toMatch(/^error CW9001 All is lost\.\n  help /);
  });

  it('sorts by file, line and code, whatever order the run has found them in', async () => {
    const found = [
      make({ place: { file: 'api.yaml', pointer: '/paths' }, message: 'fourth' }),
      make({ place: { file: 'api.json', pointer: '/info' }, message: 'third' }),
      make({ place: { file: 'api.json', pointer: '/paths' }, message: 'second' }),
      make({ message: 'first' }),
    ];
    const order = (text: string): readonly string[] => text.match(/first|second|third|fourth/g) ?? [];
    expect(order(await pretty(found))).toEqual(['first', 'second', 'third', 'fourth']);
    expect(await pretty(found)).toBe(await pretty(found.toReversed()));
  });

  it('shows a hundred and says how many more there are, errors before warnings', async () => {
    const warnings = Array.from({ length: 150 }, (_, index) =>
      make({ severity: 'warning', message: `warning ${index}` }),
    );
    const text = await pretty([
      ...warnings,
      make({ message: 'the one error', place: { file: 'z', pointer: '' } }),
    ]);
    expect(text).toContain('the one error');
    expect(text).toContain('\nand 51 more\n');
    expect(text).toContain('1 error, 150 warnings');
  });

  it('counts each severity by the word that it is shown with', async () => {
    const text = await pretty([make({ severity: 'info' }), make({ severity: 'info', message: 'Another.' })]);
    expect(text.match(/\binfo\b/g)).toHaveLength(3);
    expect(text).toContain('\n2 info (docs');
  });

  it('shows a part of a line that is megabytes long', async () => {
    const text = `{"a":"${'x'.repeat(1_000_000)}","b":1}`;
    const minified: Sources = new Map([['min.json', { text, format: 'json' }]]);
    const shown = await pretty([make({ place: { file: 'min.json', pointer: '/b' } })], minified);
    expect(shown.length).toBeLessThan(500);
    const [source = '', caret = ''] = shown.split('\n').slice(1);
    expect(source.slice(caret.indexOf('^'), caret.indexOf('^') + 3)).toBe('"b"');
  });

  it('lets no text of a spec reach the terminal as a command', async () => {
    const evil = '\u001B[2J\u202Eevil\u2028\r';
    const text = JSON.stringify({ [evil]: 1 }).replaceAll('\\u001b', '\u001B');
    const shown = await pretty(
      [
        make({
          message: `The key "${evil}" is odd.`,
          help: evil,
          place: { file: `${evil}.json`, pointer: `/${evil}` },
          related: [{ message: evil, place: { file: evil, pointer: evil } }],
        }),
      ],
      new Map([[`${evil}.json`, { text, format: 'json' }]]),
    );
    expect(shown.replaceAll('\n', '')).toMatch(/^[\x20-\x7E\uFFFD]*$/);
  });

  it('says nothing where there is nothing to say', async () => {
    expect(await pretty([])).toBe('');
  });
});

describe('github output', () => {
  it('is one escaped command a line', async () => {
    const place = { file: 'a,b:c%.json', pointer: '', position: { line: 3, column: 7 } };
    const found = [
      make({ place, message: 'x: 100%, y\n::error::z' }),
      make({ severity: 'warning', message: 'w', help: 'mend, it' }),
      make({ severity: 'info', message: 'i' }),
    ];
    expect(await github(found)).toBe(
      [
        '::notice title=CW9001 Internal error::i',
        '::warning title=CW9001 Internal error::w (mend, it)',
        '::error file=a%2Cb%3Ac%25.json,line=3,col=7,title=CW9001 Internal error::x: 100%25, y\\n::error::z',
        '',
      ].join('\n'),
    );
  });
});

describe('json output', () => {
  it('has every diagnostic with its line', async () => {
    const place = { file: 'api.yaml', pointer: '/info/title' };
    const found = [make({ place, message: 'm', related: [{ message: 'r', place }] })];
    expect(await diagnosticsAsJson(found, sources)).toEqual([
      {
        code: 'CW9001',
        severity: 'error',
        message: 'm',
        file: 'api.yaml',
        line: 2,
        column: 3,
        pointer: '/info/title',
        help: expect.stringContaining('report'),
        related: [{ message: 'r', file: 'api.yaml', line: 2, column: 3, pointer: '/info/title' }],
      },
    ]);
  });

  it('leaves out no diagnostic', async () => {
    const found = Array.from({ length: 300 }, (_, index) => make({ message: `${index}` }));
    expect(await diagnosticsAsJson(found, sources)).toHaveLength(300);
  });
});

function make(part: Partial<Diagnostic>): Diagnostic {
  return { code: 'CW9001', severity: 'error', message: 'm', place: null, related: [], help: null, ...part };
}

function pretty(diagnostics: readonly Diagnostic[], of: Sources = sources): Promise<string> {
  return printDiagnostics(diagnostics, { format: 'pretty', sources: of, folder: '', colours, severities });
}

function github(diagnostics: readonly Diagnostic[]): Promise<string> {
  return printDiagnostics(diagnostics, { format: 'github', sources, folder: '', colours, severities });
}
