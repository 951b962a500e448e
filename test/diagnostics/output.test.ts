import { describe, expect, it } from 'vitest';
import { catalogue } from '../../generator/diagnostics/catalogue.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { diagnosticsAsJson, printDiagnostics } from '../../generator/diagnostics/output.ts';
import type { Sources } from '../../generator/diagnostics/source.ts';

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
      message: 'An operation must be an object.',
      place: { file: 'api.json', pointer: '/paths/~1pets/get' },
      related: [
        { message: 'is where titles come from', place: { file: 'api.yaml', pointer: '/info/title' } },
      ],
      help: 'Make it an object.',
    });
    expect(await pretty([diagnostic])).toBe(
      [
        'api.json:3:16 error CW9001 An operation must be an object.',
        '  2 |   "paths": {',
        '> 3 |     "/pets": { "get": 3 }',
        '    |                ^',
        '  4 |   },',
        '  at #/paths/~1pets/get',
        '  api.yaml:2:3 is where titles come from',
        '  help Make it an object.',
        '',
        '1 error (docs/diagnostics.md explains the codes)',
        '',
      ].join('\n'),
    );
  });

  it('falls back on the fix of the catalogue, and on the pointer where no line is known', async () => {
    const text = await pretty([make({ place: { file: 'gone.json', pointer: '/info' } })]);
    expect(text).toContain('gone.json#/info error CW9001');
    expect(text).toContain('help Report it');
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

  it('shows every diagnostic', async () => {
    const found = Array.from({ length: 300 }, (_, index) => make({ severity: 'info', message: `${index}.` }));
    expect((await pretty(found)).match(/^info CW9001/gm)).toHaveLength(300);
  });

  it('counts each severity', async () => {
    const found = [
      make({}),
      make({ severity: 'info' }),
      make({ severity: 'info', message: 'Another.' }),
      make({ severity: 'warning' }),
    ];
    expect(await pretty(found)).toContain('\n1 error, 1 warning, 2 infos (docs');
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

describe('the summary', () => {
  const warnings = (code: Diagnostic['code'], count: number): Diagnostic[] =>
    Array.from({ length: count }, (_, index) =>
      make({ code, severity: 'warning', message: `Warning ${index}.`, place: at(`/${index}`) }),
    );

  it('shows errors in full, warnings by code with three examples, and infos as counts', async () => {
    const error = make({ message: 'The one error.', place: at('/info') });
    const infos = [make({ code: 'CW3001', severity: 'info' }), make({ code: 'CW2015', severity: 'info' })];
    const text = await summary([...infos, ...warnings('CW2007', 268), error, ...warnings('CW2010', 1)]);
    expect(text.split('\n')).toEqual([
      'api.json:5:3 error CW9001 The one error.',
      '  4 |   },',
      '> 5 |   "info": {}',
      '    |   ^',
      '  6 | }',
      '  at #/info',
      expect.stringMatching(/^ {2}help /),
      '',
      expect.stringMatching(/^warning CW2007 .* \(268\)$/),
      '  api.json:1:1 Warning 0.',
      '  api.json:1:1 Warning 1.',
      '  api.json:1:1 Warning 10.',
      expect.stringMatching(/^ {2}help /),
      expect.stringMatching(/^warning CW2010 [^()]*$/),
      '  api.json:1:1 Warning 0.',
      expect.stringMatching(/^ {2}help /),
      'info 1 CW2015, 1 CW3001',
      '',
      '1 error, 269 warnings, 2 infos (--verbose shows each one; docs/diagnostics.md explains the codes)',
      '',
    ]);
  });

  it('fits on a screen, however many codes there are', async () => {
    const codes = Object.keys(catalogue).filter(isCode);
    expect(codes.length).toBeGreaterThan(100);
    for (const count of [1, 7, 8, 11, 12, 20, codes.length]) {
      const given = codes.slice(0, count);
      const infos = given.map((code) => make({ code, severity: 'info' }));
      const text = await summary([...given.flatMap((code) => warnings(code, 500)), ...infos]);
      expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
      for (const code of given) expect(text).toContain(code);
    }
  });

  function isCode(text: string): text is Diagnostic['code'] {
    return text in catalogue;
  }

  it('shows new findings first, and does not repeat them', async () => {
    const known = warnings('CW2007', 2);
    const added = [
      make({ severity: 'info', message: 'An added info.' }),
      make({ severity: 'warning', message: 'An added warning.' }),
    ];
    const text = await summary([...known, ...added], (one) => known.includes(one));
    expect(text).toMatch(/^New since the last run:\n/);
    const order = text.match(/An added (?:warning|info)|Warning \d/g);
    expect(order).toEqual(['An added info', 'An added warning', 'Warning 0', 'Warning 1']);
    expect(await summary(known, () => true)).not.toContain('New since');
  });

  it('shows ten new findings in full, and groups the rest', async () => {
    const text = await summary(warnings('CW2007', 30), () => false);
    expect(text.match(/ warning CW2007 Warning/g)).toHaveLength(10);
    expect(text).toMatch(/^warning CW2007 .* \(20\)$/m);
  });

  it('shows a hundred errors and how many more there are', async () => {
    const text = await summary(Array.from({ length: 130 }, (_, index) => make({ message: `${index}.` })));
    expect(text.match(/^error CW9001/gm)).toHaveLength(100);
    expect(text).toContain('\nand 30 more errors\n');
  });

  it('sends no control or bidi character to the terminal', async () => {
    const evil = '\u001B[2J\u202Eevil\u2028\r';
    const hostile = { message: evil, help: evil, place: { file: evil, pointer: evil } };
    const text = await summary([make({ ...hostile, severity: 'warning' }), make(hostile)]);
    expect(text.replaceAll('\n', '')).toMatch(/^[\x20-\x7E]*$/);
  });

  function at(pointer: string): { file: string; pointer: string } {
    return { file: 'api.json', pointer };
  }
});

describe('github output', () => {
  it('is one escaped command a line', async () => {
    const place = { file: 'a,b:c%.json', pointer: '', position: { line: 3, column: 7 } };
    const found = [
      make({ place, message: 'x: 100%, y\n::error::z' }),
      make({ severity: 'warning', message: 'w', help: 'change, it' }),
      make({ severity: 'info', message: 'i' }),
    ];
    expect(await github(found)).toBe(
      [
        '::notice title=CW9001 Internal error::i',
        '::warning title=CW9001 Internal error::w (change, it)',
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
        help: expect.stringContaining('Report it'),
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

const options = { sources, folder: '', colours, severities, verbose: true, isKnown: null } as const;

function pretty(diagnostics: readonly Diagnostic[], of: Sources = sources): Promise<string> {
  return printDiagnostics(diagnostics, { ...options, format: 'pretty', sources: of });
}

function summary(
  diagnostics: readonly Diagnostic[],
  isKnown: ((diagnostic: Diagnostic) => boolean) | null = null,
): Promise<string> {
  return printDiagnostics(diagnostics, { ...options, format: 'pretty', verbose: false, isKnown });
}

function github(diagnostics: readonly Diagnostic[]): Promise<string> {
  return printDiagnostics(diagnostics, { ...options, format: 'github' });
}
