/**
 * Generates a package of every real document of the corpus and compiles it: `npm run test:corpus -- [FILTER] [LIMIT] [exact]`.
 *
 * Each package is compiled under its own switches, which are all that is promised: a validator that
 * reads a member which its model does not have, or is narrower or wider than it, is found here.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { argv, cpuUsage, exit, stdout } from 'node:process';
import { generate } from '../../generator/generate.ts';
import type { GenerateResult } from '../../generator/options.ts';

const corpus = join(import.meta.dirname, '../../../shared/corpus');
const compiler = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');

interface Entry {
  readonly entry: string;
  readonly kind: string;
  readonly bytes: number;
}

interface Outcome {
  readonly entry: string;
  readonly state: 'ok' | 'refused' | 'threw' | 'does not compile';
  readonly detail: string;
  readonly cpuSeconds: number;
  readonly files: number;
}

if (!existsSync(corpus)) {
  stdout.write('The corpus is not here (../shared/corpus): nothing was tried.\n');
  exit(0);
}

const [filter = '', limit = '100000', schemas = 'lenient'] = argv.slice(2);
const outcomes: Outcome[] = [];
for (const entry of readEntries()
  .filter((each) => each.entry.includes(filter))
  .slice(0, Number(limit))) {
  const outcome = await tryEntry(entry);
  outcomes.push(outcome);
  if (outcome.state !== 'ok') stdout.write(`${outcome.state}: ${outcome.entry}\n${outcome.detail}\n`);
}
const failed = outcomes.filter(({ state }) => state === 'threw' || state === 'does not compile');
const refused = outcomes.filter(({ state }) => state === 'refused');
const cpu = outcomes.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
stdout.write(
  `${outcomes.length} documents: ${outcomes.length - failed.length - refused.length} generated and compiled, ` +
    `${refused.length} refused with a diagnostic, ${failed.length} failed; ${cpu.toFixed(1)} s CPU to generate\n`,
);
exit(failed.length === 0 ? 0 : 1);

function readEntries(): readonly Entry[] {
  const manifest: unknown = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8'));
  const list: readonly Entry[] = Array.isArray(manifest)
    ? manifest
    : Object.values(manifest as object).flat();
  return list.filter(({ entry, kind }) => typeof entry === 'string' && kind !== 'invalid-fixture');
}

async function tryEntry({ entry }: Entry): Promise<Outcome> {
  const out = mkdtempSync(join(tmpdir(), 'clientwright-corpus-'));
  const cpu = cpuUsage();
  try {
    const result = await generate(optionsFor(entry, out));
    const spent = cpuUsage(cpu);
    const cpuSeconds = (spent.user + spent.system) / 1e6;
    return { entry, cpuSeconds, files: result.written.length, ...judge(result, out) };
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      entry,
      state: 'threw',
      detail: detail.split('\n').slice(0, 6).join('\n'),
      cpuSeconds: 0,
      files: 0,
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function judge(result: GenerateResult, out: string): Pick<Outcome, 'state' | 'detail'> {
  if (!result.ok) {
    const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
    const lines = errors
      .slice(0, 3)
      .map(({ code, message, place }) => `  ${code} ${message} (${place?.pointer ?? ''})`);
    return { state: 'refused', detail: lines.join('\n') };
  }
  const run = spawnSync(compiler, ['--noEmit', '-p', out], { encoding: 'utf8' });
  if (run.status === 0) return { state: 'ok', detail: '' };
  const lines = run.stdout.split('\n');
  return { state: 'does not compile', detail: `${lines.length - 1} lines\n${lines.slice(0, 5).join('\n')}` };
}

/** A document of several files has a folder of its own below that of its kind: its entry file may lie deeper. */
function rootOf(entry: string): string {
  return join(corpus, ...dirname(entry).split('/').slice(0, 2));
}

function optionsFor(entry: string, out: string): Parameters<typeof generate>[0] {
  return {
    spec: join(corpus, entry),
    root: rootOf(entry),
    out,
    overlays: [],
    packageName: 'corpus-package',
    strict: false,
    force: false,
    allowedOrigins: [],
    propertyOrder: 'name',
    schemas: schemas === 'exact' ? 'exact' : 'lenient',
    importExtension: 'js',
    templates: [],
    workingDirectory: import.meta.dirname,
  };
}
