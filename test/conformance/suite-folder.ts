/** The JSON-Schema-Test-Suite → the folder that holds it: no package of npm has it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/generated-package.ts';

/** Beside a checkout, with the documents that tests read. */
const shared = join(root, '../shared/json-schema-test-suite');

/** `null` where the suite is not on this machine. */
export function findSuite(): string | null {
  const places = [process.env['JSON_SCHEMA_TEST_SUITE'], shared];
  return places.find((place) => place !== undefined && existsSync(join(place, 'tests'))) ?? null;
}

/** The commit that the folder is a copy of, by its README or its own Git data; `an unknown one` where neither tells. */
export function commitOf(folder: string): string {
  const files = [join(folder, 'README.md'), join(folder, '.git/HEAD')];
  const texts = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  const [commit] = texts.flatMap((text) => /\b[0-9a-f]{40}\b/.exec(text) ?? []);
  return commit?.slice(0, 7) ?? 'an unknown one';
}
