/** The largest document of the corpus → what importing its built client takes in Node.js, beside a peer as one bundle. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ownProgram } from './generation.ts';
import { median, processUsage } from './process-usage.ts';
import type { Row } from './table.ts';

const rounds = 9;

/** Medians of processes of their own. */
interface ImportCost {
  readonly cpuMs: number;
  /** Growth of the resident memory, in MB. */
  readonly megabytes: number;
}

/** Throws where the document is absent. `peers` is the folder that they are installed in. */
export async function importRows(root: string, peers: string | null): Promise<readonly Row[]> {
  const document = join(root, '../shared/corpus/bench/github.json');
  if (!existsSync(document)) throw new Error('../shared/corpus is absent');
  const folder = await mkdtemp(join(tmpdir(), 'clientwright-bench-'));
  try {
    const out = join(folder, 'github');
    const words = ['generate', '--spec', document, '--out', out, '--name', 'github', '--quiet'];
    await processUsage([...ownProgram(root), ...words], root);
    const client = await importCost(join(out, 'dist/index.js'));
    const resource = await importCost(join(out, 'dist/resources/gists.js'));
    const peer = peers === null ? null : await importCost(await heyApiBundle(document, peers));
    const beside = (figure: (cost: ImportCost) => number): Row['peers'] =>
      peer === null ? {} : { 'hey-api + zod': figure(peer) };
    return [
      row(
        'import of GitHub',
        'ms CPU',
        client.cpuMs,
        beside(({ cpuMs }) => cpuMs),
      ),
      row(
        'import of GitHub',
        'MB',
        client.megabytes,
        beside(({ megabytes }) => megabytes),
      ),
      row('import of one resource', 'ms CPU', resource.cpuMs, {}),
      row('import of one resource', 'MB', resource.megabytes, {}),
      row('import of an empty module', 'ms CPU', (await emptyCost(folder)).cpuMs, {}),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The share of Node.js, which starts to load modules only with the first. */
async function emptyCost(folder: string): Promise<ImportCost> {
  const file = join(folder, 'empty.mjs');
  await writeFile(file, '');
  return importCost(file);
}

async function importCost(file: string): Promise<ImportCost> {
  const script = `
    const before = process.memoryUsage.rss();
    const start = process.cpuUsage();
    await import(${JSON.stringify(pathToFileURL(file).href)});
    const { user, system } = process.cpuUsage(start);
    console.log(JSON.stringify([(user + system) / 1e3, (process.memoryUsage.rss() - before) / 1e6]));`;
  const costs: [number, number][] = [];
  for (let round = 0; round < rounds; round++) {
    const { stdout } = await processUsage(['--input-type=module', '-e', script], tmpdir());
    costs.push(JSON.parse(stdout));
  }
  return { cpuMs: median(costs.map(([cpu]) => cpu)), megabytes: median(costs.map(([, memory]) => memory)) };
}

/** One module with all that hey-api generates; its sources are not a package. */
async function heyApiBundle(document: string, peers: string): Promise<string> {
  const out = join(peers, 'node_modules/.bench-github');
  await processUsage(['generate.mjs', document, out, 'zod'], peers);
  const outfile = join(out, 'bundle.mjs');
  await mkdir(out, { recursive: true });
  await build({
    entryPoints: [join(out, 'sdk.gen.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    logLevel: 'silent',
  });
  return outfile;
}

function row(measure: string, unit: Row['unit'], ours: number, peers: Row['peers']): Row {
  return { measure, unit, ours, peers };
}
