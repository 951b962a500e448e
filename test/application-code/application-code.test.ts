/** The table of `docs/application-code.md` is what the code of the two applications has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countedTasks, tableOfTasks } from './count-lines.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/application-code.md'), 'utf8');

test('the page has the counted table', () => {
  expect(page).toContain(`\n${tableOfTasks()}\n`);
});

test('no task takes more lines than with the peer', () => {
  expect(countedTasks().filter(({ ours, peer }) => ours > peer || ours === 0)).toEqual([]);
});
