import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { recover } from '../../generator/emit/write-recover.ts';
import { sleep } from '../support/process-clock.ts';
import { readTree, temporaryFolder, type Tree } from './output-folder.ts';
import { filesOfTurn, write } from './writing-turns.ts';

const rounds = 6;

/** A process that is in the midst of writing, some milliseconds after its start. */
async function startWriting(
  out: string,
  milliseconds: number,
): Promise<{ stop: (signal: NodeJS.Signals) => Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writing-process.ts'), out], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  await sleep(milliseconds);
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    expect(await exited).toEqual([null, signal]);
  };
  return { stop };
}

function expectOneTurn(tree: Tree): void {
  const { '.clientwright/manifest.json': manifest, ...files } = tree;
  expect(manifest).toMatch(/\}\n$/);
  const turn = 'src/even/only.ts' in files ? 0 : 1;
  expect(files).toEqual(filesOfTurn(turn));
}

test('kill -9 at any moment leaves a folder that recovers to one of the two packages', async () => {
  const out = join(temporaryFolder(), 'out');
  await write(out, 0);
  for (let round = 0; round < rounds; round += 1) {
    const { stop } = await startWriting(out, 10 + Math.random() * 40);
    await stop('SIGKILL');
    const diagnostics = new DiagnosticCollector();
    await recover(out, diagnostics);
    expect(diagnostics.all).toEqual([]);
    expectOneTurn(readTree(out));
  }
});

test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])(
  '%s takes effect between two writes, with nothing left over',
  async (signal) => {
    const out = join(temporaryFolder(), 'out');
    await write(out, 0);
    for (let round = 0; round < rounds / 2; round += 1) {
      const { stop } = await startWriting(out, 10 + Math.random() * 40);
      await stop(signal);
      expectOneTurn(readTree(out));
    }
  },
);

test('a run beside another one writes all of its files or none', async () => {
  const out = join(temporaryFolder(), 'out');
  await write(out, 0);
  const { stop } = await startWriting(out, 0);
  const codes = new Set<string>();
  for (let turn = 0; turn < 30; turn += 1) for (const code of await write(out, turn)) codes.add(code);
  await stop('SIGTERM');
  expectOneTurn(readTree(out));
  expect([...codes].filter((code) => code !== 'CW5011')).toEqual([]);
});
