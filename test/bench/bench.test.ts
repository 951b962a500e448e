import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleSize } from './bundle-size.ts';
import { median, processUsage } from './process-usage.ts';
import { printTable } from './table.ts';

describe('the bench', () => {
  it('counts the CPU of a whole process, its worker threads included', async () => {
    const busy = 'for (let i = 0, sum = 0; i < 3e8; i++) sum += i;';
    const idle = await processUsage(['-e', ''], tmpdir());
    const main = await processUsage(['-e', busy], tmpdir());
    const worker = `new (require('worker_threads').Worker)(${JSON.stringify(busy)}, { eval: true })`;
    const threaded = await processUsage(['-e', worker], tmpdir());
    expect(idle.cpuSeconds).toBeGreaterThan(0);
    expect(main.cpuSeconds).toBeGreaterThan(idle.cpuSeconds);
    expect(threaded.cpuSeconds).toBeGreaterThan(idle.cpuSeconds);
  });

  it('takes no time of a process that fails', async () => {
    await expect(processUsage(['-e', 'throw new Error("x")'], tmpdir())).rejects.toThrow('exit code 1');
  });

  it('weighs only what an entry reaches', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'clientwright-bench-'));
    await writeFile(join(folder, 'a.ts'), `export const a = 1; export const b = ${JSON.stringify(noise)};`);
    const weigh = (source: string, without?: RegExp): Promise<number> =>
      bundleSize({ source, folder, ...(without === undefined ? {} : { without }) });
    expect(await weigh(`export { a } from './a.js'`)).toBeLessThan(100);
    expect(await weigh(`export { b } from './a.js'`)).toBeGreaterThan(500);
    expect(await weigh(`import { b } from './a.js'; console.log(b)`, /a\.ts$/)).toBeLessThan(500);
  });

  it('takes the middle of its figures', () => {
    expect(median([5, 1, 9])).toBe(5);
  });

  it('prints one table with a ratio for each peer', () => {
    const rows = [
      { measure: 'cold', unit: 's CPU', ours: 0.5, peers: { a: 1, b: null } },
      { measure: 'size', unit: 'kB gzip', ours: null, peers: { b: 2 } },
    ] as const;
    expect(printTable(rows)).toBe(
      [
        '                 clientwright              a      b',
        'cold (s CPU)             0.50   1.00 (2.0 x)      –',
        'size (kB gzip)              –              –   2.00',
        '',
      ].join('\n'),
    );
  });
});

const noise = Array.from({ length: 300 }, (_, index) => Math.sin(index).toString(36)).join('');
