/** The document of the repository → what a run of the generator takes, cold and with nothing to do. */
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Timing } from '../../generator/options.ts';
import { median, processUsage } from './process-usage.ts';
import type { Row } from './table.ts';

const rounds = 5;

/** Medians of five. */
export interface Generation {
  /** CPU seconds with an empty output folder. */
  readonly cold: number;
  /** CPU seconds of the next run. */
  readonly unchanged: number;
}

/** The words behind `node` that generate into a folder. */
export type Command = (out: string) => readonly string[];

/** Five times both, each pair in a folder of its own, after one that fills caches. */
export async function measureGeneration(command: Command, cwd: string): Promise<Generation> {
  const folder = await mkdtemp(join(tmpdir(), 'clientwright-bench-'));
  const cold: number[] = [];
  const unchanged: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const words = command(join(folder, String(round)));
    cold.push((await processUsage(words, cwd)).cpuSeconds);
    unchanged.push((await processUsage(words, cwd)).cpuSeconds);
  }
  return { cold: median(cold.slice(1)), unchanged: median(unchanged.slice(1)) };
}

/** What a command costs that generates nothing: the floor under every other figure. */
export async function helpRow(root: string): Promise<Row> {
  const figures: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    figures.push((await processUsage([...ownProgram(root), '--help'], root)).cpuSeconds);
  }
  return { measure: '--help', unit: 's CPU', ours: median(figures.slice(1)), peers: {} };
}

/** The built program where there is one, as that is what people install; else the sources. */
export function ownProgram(root: string): readonly string[] {
  const built = join(root, 'dist/generator/cli/bin.js');
  return existsSync(built)
    ? [built]
    : ['--conditions=clientwright-source', join(root, 'generator/cli/bin.ts')];
}

/** Generates the package of this repository's own document into any folder. */
export function ownCommand(root: string, more: readonly string[] = []): Command {
  const input = ['--spec', 'specs/workflows.json', '--overlay', 'specs/workflows.overlay.yaml'];
  return (out) => [...ownProgram(root), 'generate', ...input, '--out', out, '--quiet', ...more];
}

/** `null` for what could not be run. */
export function generationRows(ours: Generation | null, peer: Generation | null): readonly Row[] {
  return (['cold', 'unchanged'] as const).map((measure) => ({
    measure: `generate, ${measure}`,
    unit: 's CPU',
    ours: ours?.[measure] ?? null,
    peers: { 'hey-api + zod': peer?.[measure] ?? null },
  }));
}

/** What each stage of one cold run takes by its own account. */
export async function stageRows(root: string): Promise<readonly Row[]> {
  const out = await mkdtemp(join(tmpdir(), 'clientwright-bench-'));
  const { stdout } = await processUsage(
    ownCommand(root, ['--timings', '--format', 'json'])(join(out, 'x')),
    root,
  );
  const report: { readonly apis: readonly { readonly timings: readonly Timing[] }[] } = JSON.parse(stdout);
  const timings = report.apis.flatMap((api) => api.timings);
  return timings.map(({ stage, cpuMs }) => ({ measure: `  ${stage}`, unit: 'ms', ours: cpuMs, peers: {} }));
}
