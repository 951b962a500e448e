/** Every temporary folder of a run of the tests → one that is gone when the run is over. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What its name begins with. */
export const prefix = 'clientwright-tests-';

/** Runs before the workers start, which inherit where temporary files go; what it returns runs after them. */
export default function setUp(): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  for (const variable of ['TMPDIR', 'TMP', 'TEMP']) process.env[variable] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
