/** The numbered checklist of what a client must do at run time, against the generated packages. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { root } from '../support/generated-package.ts';
import { elsewhere } from './elsewhere.ts';
import { measured } from './measured.ts';
import { processChecks } from './process-checks.ts';
import { runProcessCheck } from './process-run.ts';
import { startControlServer } from './server/control.ts';
import { bundleProgram, bundleSuite, type Suite } from './suite.ts';
import { isThorough, sampleOf } from '../support/sample.ts';

const folder = await mkdtemp(join(tmpdir(), 'clientwright-checklist-'));
const file = join(folder, 'suite.mjs');
await writeFile(file, await bundleSuite());
await writeFile(join(folder, 'program.mjs'), await bundleProgram());
const { cases, packages, runCase }: Suite = await import(pathToFileURL(file).href);
const control = await startControlServer();

const unhandled: unknown[] = [];
const noteUnhandled = (reason: unknown): void => void unhandled.push(reason);
process.on('unhandledRejection', noteUnhandled);

afterAll(async () => {
  process.off('unhandledRejection', noteUnhandled);
  await control[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** What the tests so far say of each number: all of them have to pass. */
const results = new Map<string, boolean>();

/** The numbers at the beginning of the name of a test: `53, 54: …`. */
function numbersIn(name: string): string[] {
  return /^(?<numbers>W?\d+(?:, W?\d+)*): /.exec(name)?.groups?.['numbers']?.split(', ') ?? [];
}

afterEach(({ task }) => {
  for (const number of numbersIn(task.name)) {
    results.set(number, results.get(number) !== false && task.result?.state === 'pass');
  }
});

describe.concurrent('the checklist', () => {
  for (const each of sampleOf(cases, 40)) {
    it(`${each.number}: ${each.name}`, async () => {
      const place = { runtime: 'node', controlUrl: control.url } as const;
      await expect(runCase(each, packages, place)).resolves.toBeUndefined();
    });
  }
});

describe('the checklist, beyond what runs anywhere', () => {
  for (const each of sampleOf(processChecks, 2)) {
    it(`${each.numbers}: ${each.name}`, async () => {
      const place = { node: process.execPath, folder, fewTurns: 200 };
      await expect(runProcessCheck(each, place)).resolves.toBeUndefined();
    });
  }

  it('126: no rejection is left unhandled by any of it', () => {
    expect(unhandled).toEqual([]);
  });
});

/** 1 to 135 and 180 to 184; 136 to 179 are W1 to W44. */
function allNumbers(): string[] {
  const plain = Array.from({ length: 184 }, (_, index) => index + 1);
  const numbered = plain.filter((number) => number < 136 || number > 179).map(String);
  return [...numbered, ...Array.from({ length: 44 }, (_, index) => `W${index + 1}`)];
}

describe('nothing of the checklist is skipped silently', () => {
  it('every number is a case, or is said to be elsewhere', () => {
    const found = [...cases.map(({ number }) => number), ...elsewhere.flatMap(({ numbers }) => numbers)];
    expect(allNumbers().filter((number) => !found.map(String).includes(number))).toEqual([]);
  });

  it.each(elsewhere.filter(({ file: held }) => held !== null))(
    '$file has $numbers',
    async ({ numbers, file: held }) => {
      const text = await readFile(join(root, held ?? ''), 'utf8');
      expect(numbers.filter((number) => !new RegExp(`\\b${number}\\b`).test(text))).toEqual([]);
    },
  );

  it('no two cases have one number and name', () => {
    const names = cases.map(({ number, name }) => `${number}: ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.runIf(isThorough)('the table of the measured checks reads 46 of 46', () => {
    const failed = measured.filter(({ numbers }) => !numbers.every((number) => results.get(String(number))));
    process.stdout.write(`measured checks: ${measured.length - failed.length} of ${measured.length}\n`);
    expect(measured).toHaveLength(46);
    expect(failed.map(({ check }) => check)).toEqual([]);
  });
});
