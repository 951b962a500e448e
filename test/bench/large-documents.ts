/** Large documents of the corpus → what generating a client takes: the first run, one that changes nothing, and one after a changed line. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { ownProgram } from './generation.ts';
import { median, processUsage, type ProcessUsage } from './process-usage.ts';
import type { Row } from './table.ts';

/** A run takes seconds, so that few of them agree. */
const rounds = 3;

const documents: Readonly<Record<string, string>> = {
  GitHub: 'bench/github.json',
  Elasticsearch:
    'openapi/elastic-elasticsearch-specification-output-openapi-elasticsearch-serverless-openapi/elasticsearch-serverless-openapi.json',
  Plaid: 'openapi/plaid-plaid-openapi-2020-09-14/2020-09-14.yml',
};

/** Throws where the corpus is absent. `peers` is the folder that they are installed in. */
export async function largeRows(root: string, peers: string | null): Promise<readonly Row[]> {
  const corpus = join(root, '../shared/corpus');
  if (!existsSync(corpus)) throw new Error('../shared/corpus is absent');
  const rows: Row[] = [];
  try {
    for (const [name, path] of Object.entries(documents)) {
      const text = await readFile(join(corpus, path), 'utf8');
      rows.push(...(await rowsOf({ name, text, extension: extname(path) }, root, peers)));
    }
  } finally {
    await removeFolders();
  }
  return rows;
}

interface LargeDocument {
  readonly name: string;
  readonly text: string;
  readonly extension: string;
}

async function rowsOf(document: LargeDocument, root: string, peers: string | null): Promise<readonly Row[]> {
  const { name } = document;
  const own = await measured(document, root, ({ spec, out }) => [
    ...ownProgram(root),
    'generate',
    '--spec',
    spec,
    '--out',
    out,
    '--quiet',
  ]);
  const heyApi = await measuredPeer(document, peers, ({ spec, out }) => ['generate.mjs', spec, out, 'zod']);
  const types = await measuredPeer(document, peers, ({ spec, out }) => [
    'node_modules/openapi-typescript/bin/cli.js',
    spec,
    '-o',
    `${out}.ts`,
  ]);
  const beside = (figure: (usage: ProcessUsage) => number): Row['peers'] => ({
    'hey-api + zod': heyApi && figure(heyApi),
    'openapi-typescript (types alone)': types && figure(types),
  });
  return [
    {
      measure: `${name}, cold`,
      unit: 's CPU',
      ours: own.cold.cpuSeconds,
      peers: beside(({ cpuSeconds }) => cpuSeconds),
    },
    { measure: `${name}, one changed line`, unit: 's CPU', ours: own.changed.cpuSeconds, peers: {} },
    { measure: `${name}, unchanged`, unit: 's CPU', ours: own.unchanged.cpuSeconds, peers: {} },
    {
      measure: `${name}, peak memory`,
      unit: 'MB',
      ours: own.cold.peakMegabytes,
      peers: beside(({ peakMegabytes }) => peakMegabytes),
    },
  ];
}

interface Paths {
  readonly spec: string;
  readonly out: string;
}

type CommandOf = (paths: Paths) => readonly string[];

type Runs = Readonly<Record<'cold' | 'unchanged' | 'changed', ProcessUsage>>;

async function measured({ text, extension }: LargeDocument, cwd: string, command: CommandOf): Promise<Runs> {
  const runs = await inFolders(async (folder): Promise<Runs> => {
    const paths = { spec: join(folder, `document${extension}`), out: join(folder, 'out') };
    await writeFile(paths.spec, text);
    const cold = await processUsage(command(paths), cwd);
    const unchanged = await processUsage(command(paths), cwd);
    await writeFile(paths.spec, withChangedLine(text));
    return { cold, unchanged, changed: await processUsage(command(paths), cwd) };
  });
  return {
    cold: middle(runs.map(({ cold }) => cold)),
    unchanged: middle(runs.map(({ unchanged }) => unchanged)),
    changed: middle(runs.map(({ changed }) => changed)),
  };
}

/** `null`: the peers are not installed. */
async function measuredPeer(
  { text, extension }: LargeDocument,
  peers: string | null,
  command: CommandOf,
): Promise<ProcessUsage | null> {
  if (peers === null) return null;
  const runs = await inFolders(async (folder) => {
    const spec = join(folder, `document${extension}`);
    await writeFile(spec, text);
    return processUsage(command({ spec, out: join(folder, 'out') }), peers);
  });
  return middle(runs);
}

async function inFolders<Result>(work: (folder: string) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let round = 0; round < rounds; round++) {
    const folder = await mkdtemp(join(tmpdir(), 'clientwright-bench-'));
    folders.push(folder);
    results.push(await work(folder));
  }
  return results;
}

/**
 * Removed after the last round of the last document: ext4 passes over entries that were freed within a minute one
 * by one, which took 1.5 s of a first run of GitHub.
 */
const folders: string[] = [];

async function removeFolders(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
}

/** A description of an operation in the middle of the document gets a word more. */
function withChangedLine(text: string): string {
  const middleOfText = Math.floor(text.length / 2);
  const rest = text.slice(middleOfText).replace(/("?description"?: "?)(?=[A-Z])/, '$1Also ');
  return text.slice(0, middleOfText) + rest;
}

function middle(usages: readonly ProcessUsage[]): ProcessUsage {
  return {
    cpuSeconds: median(usages.map(({ cpuSeconds }) => cpuSeconds)),
    peakMegabytes: median(usages.map(({ peakMegabytes }) => peakMegabytes)),
    stdout: '',
  };
}
