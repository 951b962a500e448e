import { describe, expect, test } from 'vitest';
import { areaOf } from './areas.ts';
import {
  castsIn,
  limits,
  lineCount,
  mutableState,
  needlessClasses,
  runsText,
  tooDeep,
  tooLong,
  tooManyParameters,
  usesOfAny,
  type Cast,
} from './shape.ts';
import { allModules, parseModule, type SourceModule } from './source-tree.ts';

const all = allModules();
const published = all.filter(({ path }) => !path.startsWith('test/'));
const tests = all.filter(({ path }) => path.startsWith('test/'));

/** Classes that keep state on purpose, each with its reason. */
const classes: ReadonlyMap<string, string> = new Map([
  ['DiagnosticCollector', 'Every stage adds findings, and the last one reads them.'],
  ['Registry', 'Templates request symbols and files one by one; names are decided after the last request.'],
  ['Scopes', 'Records which names are taken in which scope.'],
  ['Draft', 'Changes a tree in place for one overlay: a copy for each change would take quadratic time.'],
  ['OriginTree', 'Origins move with the parts of the tree that an overlay changes.'],
  ['Partition', 'Splits classes of nodes in place: a copy in each round would take quadratic time.'],
  ['ModelFile', 'Collects the nested types of a model while its type is built.'],
  ['RetryQuota', 'All calls of a client share one budget of retries.'],
  ['Fitting', 'Remembers which pairs of models are being compared, so that recursion ends.'],
  ['ValueComparison', 'Collects changes, and compares each pair of models once in each direction.'],
  ['OperationComparison', 'Collects the changes of one operation from the parts that compare it.'],
  ['Reach', 'Records each use of a model while models are compared.'],
  ['LookUp', 'Finds the operations that reach a model once for all changes of the model.'],
  ['ReviewReader', 'Reports every fault of a review file, as a collector of diagnostics does.'],
  ['Generation', 'Makes one run of `watch` at a time, and remembers that another one is wanted.'],
  ['LongInteger', 'Only the class tells it apart: no JSON text can produce an instance.'],
]);

interface PositionalFile {
  readonly file: string;
  readonly most: number;
  readonly reason: string;
}

const hotPath = 'Called for each value of each answer: an options object would be allocated every time.';
const publicCall =
  'Called by generated code in the order of a call: transport, operation, parameters, options.';

/** Modules of the runtime whose functions take more parameters than usual. */
const positional: readonly PositionalFile[] = [
  ...['alternatives', 'assertions', 'checks', 'keys', 'limits'].map((file) => ({
    file,
    most: 4,
    reason: hotPath,
  })),
  ...['call', 'poller', 'waiter'].map((file) => ({ file, most: 4, reason: publicCall })),
];

/** Most parameters that a function of a file may take. */
function mostParameters(path: string): number {
  const exempt = positional.find(({ file }) => path === `templates/runtime/files/${file}.ts`);
  return exempt?.most ?? limits.parameters;
}

interface CastLimit {
  readonly perThousandLines: number;
  readonly reason: string;
}

/** Areas that need more casts than the others, each with its reason. */
const castLimits: ReadonlyMap<string, CastLimit> = new Map([
  [
    'runtime files',
    {
      perThousandLines: 5,
      reason: 'Validators turn `unknown` into types that the generator derived from the same schema.',
    },
  ],
  [
    'plan',
    {
      perThousandLines: 2,
      reason: 'Contracts of slots come from templates, which may be untyped JavaScript.',
    },
  ],
]);

describe('small', () => {
  test(`files have at most ${limits.linesOfFile} lines, functions ${limits.linesOfFunction}`, () => {
    expect(published.flatMap(tooLong)).toEqual([]);
  });

  test('so have the files of tests', () => {
    const long = tests.filter(({ text }) => lineCount(text) > limits.linesOfFile);
    expect(long.map(({ path, text }) => `${path} ${lineCount(text)}`)).toEqual([]);
  });

  test(`9 of 10 files have at most ${limits.linesOfMostFiles} lines`, () => {
    const lines = published.map(({ text }) => lineCount(text));
    expect(quantile(lines, 0.9)).toBeLessThanOrEqual(limits.linesOfMostFiles);
  });

  test(`4 of 5 files have at least ${limits.linesOfFullFile} lines: what one reader looks for stands in one file`, () => {
    const lines = published.map(({ text }) => lineCount(text));
    expect(quantile(lines, 0.2)).toBeGreaterThanOrEqual(limits.linesOfFullFile);
  });

  test('a long file and a long function are found', () => {
    const body = '  call();\n'.repeat(limits.linesOfFunction - 1);
    const fits = parseModule('a.ts', `function fits() {\n${body.replace('  call();\n', '')}}\n`);
    const grown = parseModule('a.ts', `const grown = () => {\n${body}};\n`);
    const file = parseModule('b.ts', '// line\n'.repeat(limits.linesOfFile + 1));
    expect(tooLong(fits)).toEqual([]);
    expect(tooLong(grown)).toEqual(['a.ts:1 a function of 61 lines']);
    expect(tooLong(file)).toEqual(['b.ts:1 a file of 401 lines']);
  });

  test(`functions take at most ${limits.parameters} parameters, then one object`, () => {
    const found = published.flatMap((module) => tooManyParameters(module, mostParameters(module.path)));
    expect(found).toEqual([]);
  });

  test('every exemption is needed, and no wider than needed', () => {
    const needless = positional.filter(({ file, most }) => {
      const module = published.find(({ path }) => path === `templates/runtime/files/${file}.ts`);
      return module === undefined || tooManyParameters(module, most - 1).length === 0;
    });
    expect(needless).toEqual([]);
  });

  test('a fourth parameter is found, in a type too', () => {
    const text = 'type Call = (a: A, b: B, c: C, d: D) => void;\nclass K { m(a: A, b: B, c: C, d: D) {} }';
    expect(tooManyParameters(parseModule('a.ts', text))).toEqual([
      'a.ts:1 4 parameters',
      'a.ts:2 4 parameters',
    ]);
    expect(tooManyParameters(parseModule('a.ts', 'function f(this: T, a: A, b: B, c: C) {}'))).toEqual([]);
  });

  test(`branches and loops are nested at most ${limits.nesting} deep`, () => {
    expect(published.flatMap(tooDeep)).toEqual([]);
  });

  test('a fourth level is found; `else if` is none, and a function inside counts for itself', () => {
    const deep = 'for (const a of b)\n if (a)\n  while (c)\n   switch (d) {}';
    const chain = 'if (a) {} else if (b) {} else if (c) {} else if (d) {}';
    expect(tooDeep(parseModule('a.ts', deep))).toEqual(['a.ts:4 nested 4 deep']);
    expect(tooDeep(parseModule('a.ts', chain))).toEqual([]);
    expect(tooDeep(parseModule('a.ts', `if (a) if (b) if (c) call(() => { if (d) e(); });`))).toEqual([]);
  });
});

test('the pipeline is one file of at most 80 lines', () => {
  const pipeline = published.find(({ path }) => path === 'generator/generate.ts');
  expect(pipeline?.text.trimEnd().split('\n').length).toBeLessThanOrEqual(80);
});

describe('typed without holes', () => {
  test('`any` is nowhere', () => {
    expect(all.flatMap(usesOfAny)).toEqual([]);
  });

  test('it is found as a type, not as a word', () => {
    const module = parseModule('a.ts', 'const any: string = "any";\nlet x: readonly any[];');
    expect(usesOfAny(module)).toEqual(['a.ts:2 any']);
  });

  test(`each area has at most ${limits.castsPerThousandLines} casts for 1,000 lines, or its own limit`, () => {
    const over = castCounts(published).flatMap(({ area, casts, lines }) => {
      const perThousand = castLimits.get(area)?.perThousandLines ?? limits.castsPerThousandLines;
      const allowed = Math.floor((lines / 1000) * perThousand);
      return casts.length > allowed ? [`${area}: ${allowed} allowed\n${listed(casts)}`] : [];
    });
    expect(over).toEqual([]);
  });

  test('every limit of an area is needed, and no wider than needed', () => {
    const counts = new Map(castCounts(published).map((count) => [count.area, count]));
    const needless = [...castLimits].filter(([area, { perThousandLines }]) => {
      const { casts, lines } = counts.get(area) ?? { casts: [], lines: 0 };
      return casts.length <= Math.floor((lines / 1000) * (perThousandLines - 1));
    });
    expect(needless).toEqual([]);
  });

  test('the casts of one area are not spread over the lines of another', () => {
    const plain = parseModule('generator/emit/a.ts', 'const a = 1;\n'.repeat(10));
    const casting = parseModule('generator/load/b.ts', 'const a = b as C;');
    const found = castCounts([plain, casting]).map(({ area, casts, lines }) => [area, casts.length, lines]);
    expect(found).toEqual([
      ['emit', 0, 10],
      ['load', 1, 1],
    ]);
  });

  test('each cast has its why beside it or above it', () => {
    const casts = published.flatMap(castsIn).filter(({ isExplained }) => !isExplained);
    expect(casts.map(({ path, line, text }) => `${path}:${line} ${text}`)).toEqual([]);
  });

  test('a cast is found whatever it looks like; `as const` is none', () => {
    const module = parseModule(
      'a.ts',
      'a as B;\na!;\n<B>a;\na as unknown as B;\n[1] as const;\na satisfies B;',
    );
    expect(castsIn(module).map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  });

  test('a why is a comment beside the cast, or above what it stands in', () => {
    const explained = (text: string): readonly boolean[] =>
      castsIn(parseModule('a.ts', text)).map(({ isExplained }) => isExplained);
    expect(explained('const a = b as C;')).toEqual([false]);
    expect(explained('const a = b as C; // Why.')).toEqual([true]);
    expect(explained('const x = 1;\n// Why.\nconst a = f(\n  b as C,\n);')).toEqual([true]);
    expect(explained('/** What the file does. */\nconst x = 1;\nconst a = b as C;')).toEqual([false]);
  });
});

describe('no state that outlives a run', () => {
  test('modules have no variables, and their collections are read-only', () => {
    expect(published.flatMap(mutableState)).toEqual([]);
  });

  test('both are found', () => {
    const text = [
      'let count = 0;',
      'export const seen = new Set<string>();',
      'export const words = ["a"];',
      'export const fixed: ReadonlySet<string> = new Set(["a"]);',
      'export const list: readonly string[] = [];',
      'export const tuple = ["a"] as const;',
      'export const open: string[] = ["a"];',
      'const inner = ["a"];',
      'const cache = new Map<string, string>();',
      'export function remember(word: string) { cache.set(word, inner[0]); }',
    ].join('\n');
    expect(mutableState(parseModule('a.ts', text))).toEqual([
      'a.ts:1 let at module level',
      'a.ts:2 seen can be changed',
      'a.ts:3 words can be changed',
      'a.ts:7 open can be changed',
      'a.ts:9 cache can be changed',
    ]);
  });

  test('classes are errors or collectors with a reason', () => {
    expect(published.flatMap((module) => needlessClasses(module, classes))).toEqual([]);
  });

  test('every class in the list is still there', () => {
    const needless = published.flatMap((module) => needlessClasses(module, new Map()));
    const there = new Set(needless.map((finding) => finding.split(' class ')[1]));
    expect([...classes.keys()].filter((name) => !there.has(name))).toEqual([]);
  });

  test('a class that is neither is found', () => {
    const module = parseModule('a.ts', 'class LoadError extends Error {}\nclass Loader {}');
    expect(needlessClasses(module, classes)).toEqual(['a.ts:2 class Loader']);
  });

  test('no text becomes code', () => {
    expect(all.flatMap(runsText)).toEqual([]);
    expect(runsText(parseModule('a.ts', 'new Function("a");\neval("b");'))).toHaveLength(2);
  });
});

function quantile(numbers: readonly number[], share: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? 0;
}

interface CastCount {
  readonly area: string;
  readonly casts: readonly Cast[];
  readonly lines: number;
}

function castCounts(modules: readonly SourceModule[]): readonly CastCount[] {
  return [...Map.groupBy(modules, ({ path }) => areaOf(path))].map(([area, some]) => ({
    area,
    casts: some.flatMap(castsIn),
    lines: some.reduce((sum, { text }) => sum + lineCount(text), 0),
  }));
}

function listed(casts: readonly Cast[]): string {
  const byFile = Map.groupBy(casts, ({ path }) => path);
  return [...byFile]
    .map(([path, some]) => `${path} ${some.length}: ${some.map(({ text }) => text).join('; ')}`)
    .join('\n');
}
