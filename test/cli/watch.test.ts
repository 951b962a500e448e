import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { expect, test } from 'vitest';
import { shop } from '../review/shop.ts';
import { root } from '../support/generated-package.ts';
import { folderWith } from './run-main.ts';
import { isThorough } from '../support/sample.ts';

interface Watching {
  readonly folder: string;
  readonly child: ChildProcess;
  /** The next line that the command prints. */
  readonly next: () => Promise<string>;
}

async function watchIn(folder: string): Promise<Watching> {
  const script = join(root, 'generator/cli/bin.ts');
  const words = ['--conditions=clientwright-source', script, 'watch'];
  const child = spawn(process.execPath, words, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: Interface = createInterface({ input: child.stdout });
  const iterator = lines[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await iterator.next()).value);
  expect(await next()).toMatch(/^watching \d+ files and folders/);
  return { folder, child, next };
}

test.runIf(isThorough)(
  'a change of each input is one run and one line, until it is interrupted',
  async () => {
    const folder = await folderWith({
      'clientwright.config.mjs': `import { version } from './settings.mjs';\nexport default { spec: 'specs/api.json', out: 'out', name: 'a' + version };`,
      'settings.mjs': 'export const version = 1;',
      'specs/api.json': JSON.stringify(shop),
    });
    const { child, next } = await watchIn(folder);
    expect(await next()).toMatch(/^out: \d+ written, 0 removed, 0 unchanged \(\d+\.\d s\)$/);
    await writeFile(join(folder, 'specs/api.json'), '{');
    expect(await next()).toMatch(/^failed, 1 error: CW\d+ .*\(\d+\.\d s\)$/);
    await writeFile(join(folder, 'specs/api.json'), JSON.stringify(shop));
    expect(await next()).toMatch(/^out: unchanged/);
    await writeFile(join(folder, 'settings.mjs'), 'export const version = 2;');
    expect(await next()).toMatch(/^out: \d+ written/);
    child.kill('SIGINT');
    expect(await next()).toBe('stopped');
    expect(await once(child, 'exit')).toEqual([0, null]);
  },
);
