/**
 * Generates packages of real documents with the optional templates: `npm run test:corpus-templates -- [FILTER] [SHARD] [types]`.
 *
 * Each package is compiled under its own switches. Its samples have to pass its exact validators and ajv.
 * FILTER is a part of the path of a document, and SHARD a part of all documents, such as `2/8`, the smallest first: a
 * process keeps the modules of every package that it has imported. `types` makes long integers `bigint` and points in time `Date`.
 */
import { argv, exit, stdout } from 'node:process';
import { documentsOf, isCorpusThere, pathOf, rootOf } from '../../support/corpus.ts';
import { tryDocument, type DocumentOutcome } from './try-document.ts';

if (!isCorpusThere) {
  stdout.write('The corpus is not here (../shared/corpus): nothing was tried.\n');
  exit(0);
}

const [filter = '', shard = '1/1', mode = ''] = argv.slice(2);
const [part = 1, parts = 1] = shard.split('/').map(Number);
const outcomes: DocumentOutcome[] = [];
const chosen = documentsOf(filter);
const shareOf = (nth: number): number => Math.round((chosen.length * nth) / parts);
for (const { entry } of chosen.slice(shareOf(part - 1), shareOf(part))) {
  const outcome = await tryDocument({
    spec: pathOf(entry),
    root: rootOf(entry),
    types: mode === 'types' ? { int64: 'bigint', dateTime: 'Date' } : {},
  });
  outcomes.push(outcome);
  for (const fault of outcome.faults.slice(0, 5)) stdout.write(`${entry}: ${fault}\n`);
  for (const name of outcome.without) stdout.write(`${entry}: no sample: ${name}\n`);
}
const sum = (of: (outcome: DocumentOutcome) => number): number =>
  outcomes.reduce((total, outcome) => total + of(outcome), 0);
const failed = outcomes.filter(({ faults }) => faults.length > 0).length;
stdout.write(
  `${outcomes.length} documents: ${sum(({ isRefused }) => Number(isRefused))} refused with a diagnostic, ${failed} failed; ` +
    `${sum(({ samples }) => samples)} samples, ${sum(({ accepted }) => accepted)} accepted by exact validators, ` +
    `${sum(({ acceptedByAjv }) => acceptedByAjv)} by ajv, ${sum(({ ambiguous }) => ambiguous)} ambiguous in the document; ${sum(({ without }) => without.length)} models without a sample; ` +
    `zod and validators agree on ${sum(({ agreed }) => agreed)} values, ${sum(({ valid }) => valid)} of them valid\n`,
);
exit(failed === 0 ? 0 : 1);
