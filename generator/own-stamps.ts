/** Identity of this program: a hash of its build, or size and time of each source. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** The sources change while their version does not. */
export function ownStamps(): readonly string[] {
  const root = dirname(createRequire(import.meta.url).resolve('clientwright/package.json'));
  const isBuilt = relative(root, import.meta.dirname).startsWith('dist');
  if (isBuilt) return [buildIdentity(root)];
  return ['generator', 'templates'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .sort()
      .map((path) => `${path} ${stampOf(join(root, folder, path))}`),
  );
}

function buildIdentity(root: string): string {
  try {
    return readFileSync(join(root, 'dist/identity.txt'), 'utf8');
  } catch {
    return '';
  }
}

/** Size and time of a file; empty where it is absent. */
export function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.size} ${found.mtimeMs}`;
}
