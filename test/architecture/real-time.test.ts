import { describe, expect, test } from 'vitest';
import { long, sampled } from '../suites.ts';
import { usesOfRealTime } from './real-time.ts';
import { allModules, parseModule } from './source-tree.ts';

const tests = allModules().filter(({ path }) => path.startsWith('test/'));

/** Folders that measure time, or drive programs of others; none of them is part of `npm test`. */
const folders: readonly string[] = ['test/bench/', 'test/checklist/runtimes/'];

/** Files that use the clock on the wall on purpose: each with its why. */
const exempt: ReadonlyMap<string, string> = new Map([
  ['test/support/process-clock.ts', 'It makes the clock of the process out of that on the wall.'],
  ['test/checklist/program.ts', 'Its time on the wall has only a lower bound; its timer counts turns.'],
  ['test/checklist/run-all.ts', 'It ends a case that hangs on a runtime without a test runner.'],
  ['test/runtime/timeout.test.ts', 'It gives the timer of the platform a chance to fire too early.'],
]);

const findings = tests
  .filter(({ path }) => folders.every((folder) => !path.startsWith(folder)))
  .map((module) => [module.path, usesOfRealTime(module)] as const);

describe('tests', () => {
  test('wait on the clock of the process, and set no limit on the clock on the wall', () => {
    expect(findings.flatMap(([path, uses]) => (exempt.has(path) ? [] : uses))).toEqual([]);
  });

  test('are exempt only where they use it', () => {
    const needed = new Set(findings.filter(([, uses]) => uses.length > 0).map(([path]) => path));
    expect([...exempt.keys()].filter((path) => !needed.has(path))).toEqual([]);
  });

  test.each([
    'await new Promise((resolve) => setTimeout(resolve, 50));',
    'globalThis.setTimeout(go, 5);',
    `import { setTimeout as after } from 'node:timers/promises';`,
    'expect(performance.now() - startedAt).toBeLessThan(250);',
    'const startedAt = Date.now();',
    'await vi.waitFor(() => expect(count).toBe(1));',
    'await expect.poll(() => count).toBe(1);',
    `it('ends', async () => {}, 20_000);`,
    `it.each([1])('ends %i', async () => {}, 20_000);`,
    'vi.setConfig({ testTimeout: 1 });',
  ])('that use it are found: %s', (text) => {
    expect(usesOfRealTime(parseModule('test/a.test.ts', text))).toHaveLength(1);
  });

  test.each([
    `import { setImmediate } from 'node:timers/promises';`,
    'await sleep(50);',
    `it.each([1, 2])('%i', () => {});`,
    'const seconds = clock.now();',
  ])('that do not are left alone: %s', (text) => {
    expect(usesOfRealTime(parseModule('test/a.test.ts', text))).toEqual([]);
  });
});

describe('suites that take long', () => {
  test('those that are sampled use the sample, and no other suite does', () => {
    const sampling = /\b(?:sampleOf|compilersTried|allCompilersTried|isThorough)\b/;
    const found = tests.filter(({ path, text }) => path.endsWith('.test.ts') && sampling.test(text));
    const own = 'test/architecture/real-time.test.ts';
    const others = found.map(({ path }) => path).filter((path) => path !== own && !long.includes(path));
    expect(others).toEqual(sampled);
  });

  test('those that run whole are there, each once, and are not sampled', () => {
    const paths = new Set(tests.map(({ path }) => path));
    expect(long.filter((path) => !paths.has(path) || sampled.includes(path))).toEqual([]);
    expect(long.toSorted()).toEqual([...new Set(long)]);
  });
});
