/** `npm run conformance [-- --check]` → docs/conformance.md, or whether it still says the truth. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { format } from 'prettier';
import { root } from '../support/generated-package.ts';
import { count } from './counts.ts';
import { printPage } from './page.ts';
import type { Section } from './page.ts';
import { sectionsOf } from './sections.ts';
import { commitOf, findSuite } from './suite-folder.ts';
import { readSuite } from './suite.ts';
import { tryGroups } from './try-groups.ts';

const page = join(root, 'docs/conformance.md');

const isCheck = argv.includes('--check');
const folder = findSuite();
if (folder === null) {
  stdout.write('Nothing was tried: name the folder of the suite in JSON_SCHEMA_TEST_SUITE.\n');
  process.exitCode = isCheck ? 0 : 1;
} else process.exitCode = (await tryAll(folder)) ? 0 : 1;

/** `false`: the page is out of date, or what was generated does not compile. */
async function tryAll(suiteFolder: string): Promise<boolean> {
  const suite = readSuite(suiteFolder);
  const sections: Section[] = [];
  for (const { groups, templates, ...section } of sectionsOf(suite)) {
    const trial = await tryGroups({ groups, templates, remotes: suite.remotes });
    sections.push({ ...section, trial });
    report(section.title, trial);
  }
  const text = await format(printPage({ commit: commitOf(suiteFolder), sections }), {
    parser: 'markdown',
    printWidth: 110,
  });
  const isCurrent = isCheck ? (await readFile(page, 'utf8')) === text : true;
  if (!isCheck) await writeFile(page, text);
  if (!isCurrent) stdout.write('docs/conformance.md says something else: run `npm run conformance`\n');
  return isCurrent && sections.every(({ trial }) => trial.complaints.length === 0);
}

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
