/** The ledger of names, `.clientwright/names.json`: which name every thing that callers write has. */
import { join } from 'node:path';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { encodeJson } from '../naming/encode.ts';
import { nodeFileSystem, readInside } from './file-system.ts';
import type { UnformattedFile } from './files.ts';
import { emptyLedger, type Ledger } from '../naming/ledger.ts';
import { isRecord } from './manifest.ts';
import { ledgerPath } from './output-path.ts';
import { existingFolder } from './previous.ts';
import { sha256 } from './sha256.ts';

const version = 1;

/** Empty where there is no ledger yet. */
export function readLedger(out: string, diagnostics: DiagnosticCollector): Ledger {
  const folder = existingFolder(nodeFileSystem, out);
  const bytes = folder === null ? null : readInside(nodeFileSystem, folder, ledgerPath);
  if (bytes === null) return emptyLedger;
  const ledger = parseLedger(new TextDecoder().decode(bytes));
  if (ledger !== null) return ledger;
  diagnostics.report({
    code: 'CW3002',
    message: `${ledgerPath} cannot be read.`,
    place: { file: join(out, ledgerPath), pointer: '' },
  });
  return emptyLedger;
}

/** One name a line, sorted by identity: people rename here, and reviewers see it. */
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
    if (!isRecord(content) || content['version'] !== version) return null;
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
  if (!isRecord(content)) return null;
  const entries = Object.entries(content);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
    ? new Map(entries)
    : null;
}
