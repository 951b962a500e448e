/** What a run of the suite found → the page that is committed. */
import { count, countByFile } from './counts.ts';
import type { Counts } from './counts.ts';
import type { Trial } from './try-groups.ts';

/** One part of the suite, as it was run. */
export interface Section {
  readonly title: string;
  /** What it holds, in one sentence. */
  readonly about: string;
  readonly trial: Trial;
}

export interface PageRequest {
  /** Of the suite, or what is known of it. */
  readonly commit: string;
  readonly sections: readonly Section[];
}

/** The same text for the same findings. */
export function printPage({ commit, sections }: PageRequest): string {
  const totals = sections.map(({ title, trial }) => count(title, trial.outcomes));
  return [
    '# Conformance',
    introduction(commit),
    printTable('part', totals),
    ...sections.flatMap(printSection),
  ].join('\n\n');
}

function introduction(commit: string): string {
  return [
    'What the generated validators say to the official tests of JSON Schema, draft 2020-12.',
    '',
    `\`npm run conformance\` writes this page, \`npm run conformance -- --check\` compares it. Each file of the [JSON-Schema-Test-Suite](https://github.com/json-schema-org/JSON-Schema-Test-Suite) (commit ${commit}) becomes an OpenAPI 3.1 document with a component schema and a GET for each group of tests; a package is generated of it with \`schemas: 'exact'\`, compiled under every switch that is promised, and asked: \`Model.safeParse(value, { exact: true })\`. A document that is refused is split until what is refused stands alone. A group that has an \`$id\`, an anchor or a reference to another document gets a document of its own, in which the documents that it refers to are embedded.`,
    '',
    'The suite is read from the folder that `JSON_SCHEMA_TEST_SUITE` names, or else from `../shared/json-schema-test-suite`.',
    '',
    'A wrong accept is a value that should have been refused, a wrong reject one that should have been taken; a refused test belongs to a schema that the generator declines, with a diagnostic, to make a package of. A validator that takes everything passes more than half of the suite: look at the wrong answers.',
  ].join('\n');
}

function printSection({ title, about, trial }: Section): readonly string[] {
  const refused = trial.refused.map(
    ({ group, codes }) => `- \`${group.file}\`, ${group.description}: ${codes.join(', ')}`,
  );
  return [
    `## ${title}`,
    about,
    printTable('file', countByFile(trial.outcomes)),
    ...(refused.length === 0 ? [] : [`Refused:\n\n${refused.join('\n')}`]),
  ];
}

function printTable(first: string, rows: readonly Counts[]): string {
  const cells = rows.map(({ label, tests, of }) => [
    label,
    tests,
    of.pass,
    of['wrong accept'],
    of['wrong reject'],
    of.threw,
    of.refused,
  ]);
  const head = [first, 'tests', 'right', 'wrong accepts', 'wrong rejects', 'threw', 'refused'];
  return [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...cells]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}
