/**
 * Counts the names with a hash, and the names of whole URLs: `npm run test:corpus-names -- [FILTER]`.
 *
 * Nothing is written or compiled. Names of models are compared with their number; all others are names that
 * callers write too: of functions, methods, their types and their arguments.
 */
import { readFileSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { documentsOf, pathOf } from '../support/corpus.ts';
import { hashedNames, type HashedName } from './hashed-names.ts';
import { plannedNames } from './unwritten-package.ts';

const [filter = ''] = argv.slice(2);
const hashed: HashedName[] = [];
const counts = { documents: 0, models: 0, others: 0 };
for (const { entry } of documentsOf(filter)) {
  const planned = await plannedNames(entry).catch(() => null);
  if (planned === null) continue;
  const { api, names } = planned;
  const found = hashedNames(names, readFileSync(pathOf(entry), 'utf8'));
  counts.documents += 1;
  counts.models += api.models.length;
  counts.others += [...names.keys()].filter((identity) => !identity.startsWith('model.')).length;
  hashed.push(...found);
  for (const { identity, name } of found) stdout.write(`${entry}: ${name} (${identity})\n`);
}
const ofModels = hashed.filter(({ isModel }) => isModel).length;
stdout.write(
  `${counts.documents} documents: ${ofModels} names of ${counts.models} models end in a hash, ` +
    `and ${hashed.length - ofModels} of ${counts.others} other names\n`,
);
