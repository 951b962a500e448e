/** Reads and prints the ledger, `.clientwright/names.json`: the names that callers write, by identity. */
import { join } from 'node:path';
import { isJsonObject } from '../api/json.ts';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { encodeJson } from '../naming/encode.ts';
import { emptyLedger, type Ledger } from '../naming/ledger.ts';
import { existingFolder, nodeFileSystem, readInside } from './file-system.ts';
import type { UnformattedFile } from './files.ts';
import { sha256 } from './hash.ts';
import { conflictSides, type JoinedLedger, joinLedgers } from './merge-sides.ts';
import { ledgerPath } from './output-path.ts';

const version = 1;

/** Empty if there is no ledger yet. `shownAs`: name of the folder in messages. */
export function readLedger(out: string, diagnostics: DiagnosticCollector, shownAs = out): Ledger {
  const folder = existingFolder(nodeFileSystem, out);
  const bytes = folder === null ? null : readInside(nodeFileSystem, folder, ledgerPath);
  if (bytes === null) return emptyLedger;
  const { ledger, problems } = parseSides(new TextDecoder().decode(bytes));
  const place = { file: join(shownAs, ledgerPath), pointer: '' };
  for (const message of problems) diagnostics.report({ code: 'CW3002', message, place });
  return ledger;
}

/** Keeps the names of both branches of a merge. */
function parseSides(text: string): JoinedLedger {
  const { ours, theirs } = conflictSides(text) ?? { ours: text, theirs: null };
  const [left, right] = [parseLedger(ours), theirs === null ? emptyLedger : parseLedger(theirs)];
  return left === null || right === null
    ? { ledger: emptyLedger, problems: [`${ledgerPath} cannot be read.`] }
    : joinLedgers(left, right);
}

/** One name a line, sorted by identity, so that people can rename things and reviewers see it. */
export function ledgerFile({ models, names, operations }: Ledger): UnformattedFile {
  const content = {
    version,
    models: Object.fromEntries(models),
    names: Object.fromEntries(names),
    operations: Object.fromEntries(operations),
  };
  const text = `${encodeJson(content)}\n`;
  return { path: ledgerPath, format: 'text', sourceHash: sha256(text), text: () => text };
}

function parseLedger(text: string): Ledger | null {
  try {
    const content: unknown = JSON.parse(text);
    if (!isJsonObject(content) || content['version'] !== version) return null;
    const models = textMap(content['models'] ?? {});
    const names = textMap(content['names']);
    const operations = textMap(content['operations'] ?? {});
    const isWhole = models !== null && names !== null && operations !== null;
    return isWhole ? { models, names, operations } : null;
  } catch {
    return null;
  }
}

function textMap(content: unknown): ReadonlyMap<string, string> | null {
  if (!isJsonObject(content)) return null;
  const entries = Object.entries(content);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
    ? new Map(entries)
    : null;
}
