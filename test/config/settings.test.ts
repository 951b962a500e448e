import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../generator/config/settings.ts';
import { defineConfig } from '../../generator/config/config.ts';
import { type Diagnostic, DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';

describe('checkConfig', () => {
  it('fills in what is not said', () => {
    const diagnostics = new DiagnosticCollector();
    const settings = checkConfig(defineConfig({ spec: 's.json', out: 'g' }), 'c.ts', diagnostics);
    expect(settings).toEqual([
      {
        api: null,
        place: { file: 'c.ts', pointer: '' },
        spec: 's.json',
        root: null,
        out: 'g',
        overlays: [],
        packageName: null,
        from: null,
        strict: false,
        allowedOrigins: [],
        propertyOrder: 'name',
        schemas: 'lenient',
        enums: 'open',
        nulls: 'strict',
        dateTimes: 'strict',
        types: {},
        package: true,
        build: true,
        importExtension: 'js',
        templates: [],
      },
    ]);
    expect(diagnostics.all).toEqual([]);
  });

  it('takes every key that the types have', () => {
    const template = { name: 'mine' };
    const config = defineConfig({
      spec: 's.json',
      out: 'g',
      overlays: ['o.yaml'],
      name: '@acme/orders',
      root: '..',
      strict: true,
      allowedOrigins: ['https://example.com', 'http://localhost:8080'],
      propertyOrder: 'spec',
      enums: 'closed',
      types: { int64: 'bigint', dateTime: 'Temporal' },
      include: { tags: ['orders'], operations: ['orders.*'], paths: ['/v2/**'], deprecated: false },
      exclude: { methods: ['delete'] },
      importExtension: 'ts',
      templates: Object(template) === template ? [Object(template)] : [],
    });
    expect(faults(config)).toEqual([]);
  });

  it.each([
    [{}, true],
    [{ build: false }, false],
    [{ importExtension: 'ts' }, false],
    [{ package: false }, false],
    [{ package: false, build: false }, false],
  ])('builds a package whose imports end in .js, unless told otherwise: %j', (more, expected) => {
    expect(buildsOf({ spec: 's.json', out: 'g', ...more })).toEqual([expected]);
  });

  it.each([
    [{ build: false }, {}, false],
    [{ build: false }, { build: true }, true],
    [{ build: true }, { package: false }, false],
    [{ package: false }, { package: true }, true],
    [{ importExtension: 'ts' }, { importExtension: 'js' }, true],
    [{ build: false }, { importExtension: 'js' }, false],
  ])('takes `build` from the defaults of all APIs where it is possible: %j, %j', (shared, own, expected) => {
    const apis = { orders: { spec: 's.json', out: 'g', ...own } };
    expect(buildsOf({ ...shared, apis })).toEqual([expected]);
  });

  it.each([{ package: false }, { importExtension: 'ts' }, { importExtension: 'none' }])(
    'refuses `build: true` beside %j',
    (more) => {
      expect(faults({ spec: 's.json', out: 'g', build: true, ...more })).toEqual([
        '"build" must be `false`, unless a package is written and `importExtension` is \'js\'. | null',
      ]);
    },
  );

  it('reports all that is wrong at once, by key', () => {
    const config = { spce: 's.json', out: '', strict: 'yes', propertyOrder: 'age', overlays: ['a', 3] };
    expect(faults(config)).toEqual([
      'Unknown key "spce". | Did you mean "spec"?',
      '"spec" is missing. | null',
      '"out" must be a path (a string that is not empty and has no NUL). | null',
      '"overlays" must be a list in which each item is a path (a string that is not empty and has no NUL); item 1 is not. | null',
      '"strict" must be true or false. | null',
      '"propertyOrder" must be "name" or "spec". | null',
    ]);
  });

  it.each([
    ['name', 'Orders'],
    ['name', '../x'],
    ['allowedOrigins', ['https://example.com/specs']],
    ['allowedOrigins', ['file:///']],
    ['allowedOrigins', 'https://example.com'],
    ['templates', [{}]],
    ['templates', ['models']],
    ['importExtension', 'mjs'],
    ['types', 'bigint'],
    ['types', { int64: 'BigInt' }],
    ['types', { dateTime: 'date' }],
    ['types', { date: 'Date' }],
    ['include', ['orders']],
    ['include', { tag: ['orders'] }],
    ['include', { tags: 'orders' }],
    ['exclude', { tags: [] }],
    ['exclude', { methods: ['GET'] }],
    ['exclude', { deprecated: 'yes' }],
    ['root', ''],
    ['root', ['..']],
  ])('refuses %s: %j', (key, value) => {
    expect(faults({ spec: 's', out: 'g', [key]: value })).toEqual([
      expect.stringMatching(new RegExp(`^"${key}" must be `)),
    ]);
  });

  it.each([[null], [[]], ['text'], [() => ({})], [new Map()]])('refuses %s as a configuration', (value) => {
    expect(faults(value)).toEqual(['The default export must be an object. | null']);
  });

  it('says which of several APIs is meant, and where', () => {
    const diagnostics = diagnosticsOf({ apis: { 'a/b': { spec: 's', out: 'g', naem: 'x' }, c: 3 } });
    expect(diagnostics.map(({ message, place }) => [message, place?.pointer])).toEqual([
      ['Unknown key "apis.a/b.naem".', '/apis/a~1b/naem'],
      ['"apis.c" must be an object.', '/apis/c'],
    ]);
  });

  it('keeps keys of one API away from where they would be for all', () => {
    expect(faults({ apis: { a: { spec: 's', out: 'g' } }, out: 'g' })[0]).toContain('Unknown key "out"');
    expect(faults({ apis: {} })[0]).toContain('at least one');
  });

  it.each([
    ['g', 'g'],
    ['g', './g/'],
    ['g', 'G'],
    ['g/a', 'g'],
    ['.', 'g'],
  ])('refuses two APIs that write to %j and %j', (first, second) => {
    const apis = { a: { spec: 's', out: first }, b: { spec: 's', out: second } };
    expect(diagnosticsOf({ apis }).map(({ code }) => code)).toEqual(['CW6008']);
  });

  it('lets folders stand beside each other', () => {
    expect(faults({ apis: { a: { spec: 's', out: 'g/a' }, b: { spec: 's', out: 'g/ab' } } })).toEqual([]);
  });

  it('takes no key from a prototype', () => {
    expect(faults(JSON.parse('{"__proto__": {"spec": "s"}, "out": "g"}'))).toEqual([
      expect.stringContaining('Unknown key "__proto__"'),
      '"spec" is missing. | null',
    ]);
  });
});

function diagnosticsOf(value: unknown): readonly Diagnostic[] {
  const diagnostics = new DiagnosticCollector();
  const settings = checkConfig(value, 'clientwright.config.json', diagnostics);
  expect(settings === null).toBe(diagnostics.hasErrors);
  return diagnostics.all;
}

function faults(value: unknown): readonly string[] {
  return diagnosticsOf(value).map(({ message, help }) => `${message} | ${help}`);
}

function buildsOf(config: object): readonly boolean[] | undefined {
  return checkConfig(config, 'c.ts', new DiagnosticCollector())?.map(({ build }) => build);
}
