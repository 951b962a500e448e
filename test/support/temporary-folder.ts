/** Every temporary folder of a run of the tests → one that is gone when the run is over. */
import { existsSync, mkdtempSync, realpathSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** What its name begins with. */
export const prefix = 'clientwright-tests-';

/** Where Linux keeps files in memory. */
const memoryFolder = '/dev/shm';

/** Every write of a package waits for the disk several times, and on a busy disk each of them takes long. */
function hasRoomInMemory(): boolean {
  if (!existsSync(memoryFolder)) return false;
  const { bavail, bsize } = statfsSync(memoryFolder);
  return bavail * bsize >= 4 * 2 ** 30;
}

/** Before the workers start, which inherit where temporary files go. */
export function setup(): void {
  const folder = realpathSync(mkdtempSync(join(hasRoomInMemory() ? memoryFolder : tmpdir(), prefix)));
  for (const variable of ['TMPDIR', 'TMP', 'TEMP']) process.env[variable] = folder;
  // Runs of the tests sign their records with a key of their own.
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  // A command that a test starts takes its compiled modules from the one before: half of its time.
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled-modules');
}

/** After them. */
export function teardown(): void {
  if (!basename(tmpdir()).startsWith(prefix)) return;
  rmSync(tmpdir(), { recursive: true, force: true, maxRetries: 3 });
}
