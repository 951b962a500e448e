/** `npm run bench:validators [-- --write]` → the generated validators beside the peers, measured in one run. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { promisify } from 'node:util';
import { format } from 'prettier';
import { root } from '../../support/generated-package.ts';
import { installPeers } from '../peers.ts';
import { drawChart } from './chart.ts';
import { measureCold } from './cold.ts';
import type { Findings } from './goals.ts';
import type { Speed, Target } from './measure.ts';
import { printFindings } from './page.ts';
import { measureSizes } from './sizes.ts';
import { buildSubjects, ownName } from './subjects.ts';

const page = join(root, 'docs/benchmarks.md');
const chart = join(root, 'docs/benchmarks.svg');

const peers = await installPeers(join(root, 'test/bench/peers'));
if (!peers.ok) stdout.write(`peers: not installed (${peers.reason})\n`);
const findings = await measureAll(peers.ok ? peers.folder : null);
const tables = await format(printFindings(findings), { parser: 'markdown' });
stdout.write(tables);
if (argv.includes('--write')) {
  await writeFile(page, between(await readFile(page, 'utf8'), tables));
  await writeFile(chart, chartOf(findings.speeds));
}

async function measureAll(folderOfPeers: string | null): Promise<Findings> {
  const folder = await mkdtemp(join(tmpdir(), 'clientwright-validators-'));
  try {
    const subjects = await buildSubjects({ root, peers: folderOfPeers, folder });
    const targets = subjects.map(({ name, bundle: { file } }) => ({ name, file }));
    return {
      subjects,
      speeds: await measureSpeeds(targets, folder),
      colds: await measureCold(targets, folder),
      sizes: await measureSizes(root, folder),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In a process of its own, which nothing was compiled or optimised in before. */
async function measureSpeeds(targets: readonly Target[], folder: string): Promise<readonly Speed[]> {
  const list = join(folder, 'targets.json');
  await writeFile(list, JSON.stringify(targets));
  const script = join(import.meta.dirname, 'measure.ts');
  const words = ['--expose-gc', '--conditions=clientwright-source', script, list];
  const run = await promisify(execFile)(process.execPath, words, { cwd: root });
  return JSON.parse(run.stdout);
}

/** The text around the tables is written by hand. */
function between(text: string, tables: string): string {
  const [start, end] = ['<!-- measured -->', '<!-- end of what was measured -->'];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error('docs/benchmarks.md has no place for the tables');
  return `${text.slice(0, from)}${start}\n\n${tables}\n${text.slice(to)}`;
}

function chartOf(speeds: readonly Speed[]): string {
  const bars = speeds.map(({ name, warm }) => ({
    label: name,
    value: warm.M,
    isOwn: name.startsWith(ownName),
  }));
  return drawChart({ title: 'Time to check a 45 KB response, by that of JSON.parse', bars });
}
