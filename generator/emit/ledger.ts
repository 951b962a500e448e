/** Reads and prints the ledger, `.clientwright/names.json`: the names that callers write, by identity. */
import { join } from 'node:path';
import { isJsonObject } from '../api/json.ts';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import { encodeJson } from '../naming/encode.ts';
import { emptyLedger, type Ledger } from '../naming/ledger.ts';
import { existingFolder, nodeFileSystem, readInside } from './file-system.ts';
import { sha256, type UnformattedFile } from './files.ts';
import { conflictSides, type JoinedLedger, joinLedgers } from './merge-sides.ts';
import { ledgerPath } from './output-path.ts';

const version = 2;

/** The first version had places of some models, and no shapes, directions and aliases. */
const readVersions: readonly unknown[] = [1, version];

const sections = ['aliases', 'directions', 'mediaTypes', 'models', 'names', 'operations', 'shapes'] as const;

/** Sections that are written even if they are empty. */
const written: ReadonlySet<string> = new Set(['mediaTypes', 'names']);

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
  const problem = /^<{7}/m.test(left === null ? ours : '')
    ? `${ledgerPath} has markers of a merge conflict that do not match. Resolve the conflict, or restore the file.`
    : `${ledgerPath} cannot be read.`;
  return left === null || right === null
    ? { ledger: emptyLedger, problems: [problem] }
    : joinLedgers(left, right);
}

/** One name a line, sorted by identity, so that people can rename things and reviewers see it. */
export function ledgerFile(ledger: Ledger): UnformattedFile {
  const content = sections.flatMap((section) => {
    const entries = ledger[section];
    const isLeftOut = entries === null || (entries.size === 0 && !written.has(section));
    return isLeftOut ? [] : [[section, Object.fromEntries(entries)] as const];
  });
  const text = `${encodeJson({ version, ...Object.fromEntries(content) })}\n`;
  return { path: ledgerPath, format: 'text', sourceHash: sha256(text), text: () => text };
}

/** `null` if the text is not a ledger. */
export function parseLedger(text: string): Ledger | null {
  try {
    const content: unknown = JSON.parse(text);
    if (!isJsonObject(content) || !readVersions.includes(content['version'])) return null;
    const read = (section: string): ReadonlyMap<string, string> | null => textMap(content[section] ?? {});
    const [models, operations, shapes] = [read('models'), read('operations'), read('shapes')];
    const [directions, aliases, names] = [read('directions'), read('aliases'), textMap(content['names'])];
    if (models === null || operations === null || shapes === null) return null;
    if (directions === null || aliases === null || names === null) return null;
    const mediaTypes = content['mediaTypes'] === undefined ? null : textMap(content['mediaTypes']);
    return { models, names, operations, shapes, directions, aliases, mediaTypes };
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
