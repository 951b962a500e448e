/** `npm run conformance [-- --check] [-- PART]` → docs/conformance.md, or whether it still says the truth. */
import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { format } from 'prettier';
import { root } from '../support/generated-package.ts';
import { count } from './counts.ts';
import { printPage } from './page.ts';
import type { Section } from './page.ts';
import { sectionsOf } from './sections.ts';
import { provideSuite } from './suite-folder.ts';
import { readSuite } from './suite.ts';
import { tryGroups } from './try-groups.ts';

const page = join(root, 'docs/conformance.md');

const words = argv.slice(2);
const folder = await provideSuite();
const suite = readSuite(folder);
const sections: Section[] = [];
for (const { groups, ...section } of sectionsOf(suite)) {
  const trial = await tryGroups({ groups, remotes: suite.remotes });
  sections.push({ ...section, trial });
  report(section.title, trial);
}

const text = await format(printPage({ commit: commitOf(folder), sections }), {
  parser: 'markdown',
  printWidth: 110,
});
if (!words.includes('--check')) await writeFile(page, text);
else if ((await readFile(page, 'utf8')) !== text) {
  stdout.write('docs/conformance.md says something else: run `npm run conformance`\n');
  process.exitCode = 1;
}
if (sections.some(({ trial }) => trial.complaints.length > 0)) process.exitCode = 1;

/** One line for the part, and one for each answer that is not right. */
function report(title: string, { outcomes, refused, complaints }: Section['trial']): void {
  const { tests, of } = count(title, outcomes);
  stdout.write(`${title}: ${of.pass} of ${tests} right\n`);
  for (const { group, test, verdict } of outcomes) {
    if (verdict === 'pass' || verdict === 'refused') continue;
    stdout.write(`  ${verdict}: ${group.file} ${group.number}, ${group.description}: ${test.description}\n`);
  }
  for (const { group, codes } of refused) {
    stdout.write(`  refused (${codes.join(', ')}): ${group.file} ${group.number}, ${group.description}\n`);
  }
  for (const complaint of complaints) stdout.write(`  does not compile: ${complaint}\n`);
}

/** The package of Debian notes it beside the suite. */
function commitOf(suiteFolder: string): string {
  const note = join(suiteFolder, 'submodule_status');
  if (!existsSync(note)) return 'unknown';
  return readFileSync(note, 'utf8').slice(0, 7);
}
