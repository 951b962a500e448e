/** The packages that the bench compares with → installed in a folder of their own, or a reason why not. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The bench goes on without them. */
export type Peers =
  { readonly ok: true; readonly folder: string } | { readonly ok: false; readonly reason: string };

/** Never a dependency of the project: only the bench installs them, from their own lock file, and again where it changed. */
export async function installPeers(folder: string): Promise<Peers> {
  const installed = `${folder}/node_modules/.installed-lock.json`;
  try {
    const lock = await readFile(`${folder}/package-lock.json`, 'utf8');
    if ((await readFile(installed, 'utf8').catch(() => null)) === lock) return { ok: true, folder };
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
    await writeFile(installed, lock);
    return { ok: true, folder };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { ok: false, reason };
  }
}
