/** The packages that the bench compares with → installed in a folder of their own, or a reason why not. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The bench goes on without them. */
export type Peers =
  { readonly ok: true; readonly folder: string } | { readonly ok: false; readonly reason: string };

/** Never a dependency of the project: only the bench installs them, from their own lock file. */
export async function installPeers(folder: string): Promise<Peers> {
  if (existsSync(`${folder}/node_modules`)) return { ok: true, folder };
  try {
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
    return { ok: true, folder };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { ok: false, reason };
  }
}
