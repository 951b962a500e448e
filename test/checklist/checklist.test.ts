/** The numbered checklist of what a client must do at run time, against the generated packages. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { startControlServer } from './server/control.ts';
import { bundleSuite, type Suite } from './suite.ts';

const folder = await mkdtemp(join(tmpdir(), 'clientwright-checklist-'));
const file = join(folder, 'suite.mjs');
await writeFile(file, await bundleSuite());
const { cases, packages, runCase }: Suite = await import(pathToFileURL(file).href);
const control = await startControlServer();

afterAll(async () => {
  await control[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe.concurrent('the checklist', () => {
  for (const each of cases) {
    it(`${each.number}: ${each.name}`, async () => {
      const place = { runtime: 'node', controlUrl: control.url } as const;
      await expect(runCase(each, packages, place)).resolves.toBeUndefined();
    });
  }
});
