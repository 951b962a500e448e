/** What tests write besides is gone when their run is over. */
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { prefix } from '../support/temporary-folder.ts';

test('temporary folders are made in the one that the run removes', () => {
  expect(basename(tmpdir())).toMatch(new RegExp(`^${prefix}`));
});

test('so are those of the programs that tests start', () => {
  const ask = `process.stdout.write(require('node:os').tmpdir())`;
  expect(execFileSync(process.execPath, ['-e', ask], { encoding: 'utf8' })).toBe(tmpdir());
});
