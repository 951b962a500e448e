/** Every temporary folder of a run of the tests → one that is gone when the run is over. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** What its name begins with. */
export const prefix = 'clientwright-tests-';

/** Before the workers start, which inherit where temporary files go. */
export function setup(): void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  for (const variable of ['TMPDIR', 'TMP', 'TEMP']) process.env[variable] = folder;
}

/** After them. */
export function teardown(): void {
  if (!basename(tmpdir()).startsWith(prefix)) return;
  rmSync(tmpdir(), { recursive: true, force: true, maxRetries: 3 });
}
