/** The ledger of names, `.clientwright/names.json`: which name every thing that callers write has. */
import { join } from 'node:path';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { nodeFileSystem, readInside } from './file-system.ts';
import type { UnformattedFile } from './files.ts';
import { isRecord } from './manifest.ts';
import { ledgerPath } from './output-path.ts';
import { existingFolder } from './previous.ts';
import { sha256 } from './sha256.ts';

const version = 1;

/** Identity to name; empty where there is no ledger yet. */
export function readLedger(out: string, diagnostics: DiagnosticCollector): ReadonlyMap<string, string> {
  const folder = existingFolder(nodeFileSystem, out);
  const bytes = folder === null ? null : readInside(nodeFileSystem, folder, ledgerPath);
  if (bytes === null) return new Map();
  const names = parseNames(new TextDecoder().decode(bytes));
  if (names !== null) return names;
  diagnostics.report({
    code: 'CW3002',
    message: `${ledgerPath} cannot be read.`,
    place: { file: join(out, ledgerPath), pointer: '' },
  });
  return new Map();
}

/** One name a line, sorted by identity: people rename here, and reviewers see it. */
export function ledgerFile(names: ReadonlyMap<string, string>): UnformattedFile {
  const text = `${JSON.stringify({ version, names: Object.fromEntries(names) }, null, 2)}\n`;
  return { path: ledgerPath, format: 'text', sourceHash: sha256(text), text: () => text };
}

function parseNames(text: string): ReadonlyMap<string, string> | null {
  try {
    const content: unknown = JSON.parse(text);
    if (!isRecord(content) || content['version'] !== version || !isRecord(content['names'])) return null;
    const entries = Object.entries(content['names']);
    return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
      ? new Map(entries)
      : null;
  } catch {
    return null;
  }
}
