/** `npm run bench` → what generating takes and what the client weighs, beside the peers, measured in the same run. */
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { callRow } from './call-cost.ts';
import { sizeRows } from './client-size.ts';
import { generationRows, helpRow, measureGeneration, ownCommand, stageRows } from './generation.ts';
import type { Command } from './generation.ts';
import { importRows } from './import-cost.ts';
import { largeRows } from './large-documents.ts';
import { installPeers } from './peers.ts';
import { printTable } from './table.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A figure that cannot be had leaves a dash in the table, and its reason above it. */
async function attempt<T>(what: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    process.stdout.write(
      `${what}: not measured (${error instanceof Error ? error.message : String(error)})\n`,
    );
    return null;
  }
}

const peers = await installPeers(join(root, 'test/bench/peers'));
if (!peers.ok) process.stdout.write(`peers: not installed (${peers.reason})\n`);
const folder = peers.ok ? peers.folder : null;

const heyApi: Command = (out) => ['generate.mjs', join(root, 'specs/workflows.json'), out, 'zod'];
const ours = await attempt('clientwright', () => measureGeneration(ownCommand(root), root));
const peer = folder === null ? null : await attempt('hey-api', () => measureGeneration(heyApi, folder));
const large = await attempt('large documents', () => largeRows(root, folder));
const help = await attempt('help', () => helpRow(root));
const stages = await attempt('stages', () => stageRows(root));
const sizes = await attempt('sizes', () => sizeRows(root, folder));
const call = await attempt('one call', () => callRow(root, folder));
const imports = await attempt('import of GitHub', () => importRows(root, folder));

const rows = [
  ...(help === null ? [] : [help]),
  ...generationRows(ours, peer),
  ...(large ?? []),
  ...(stages ?? []),
  ...(sizes ?? []),
  ...(call === null ? [] : [call]),
  ...(imports ?? []),
];
process.stdout.write(`\n${printTable(rows)}`);
