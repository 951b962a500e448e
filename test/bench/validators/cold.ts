/** A bundled validator → what its first check costs in a new process, and whether it makes code at run time. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median, processUsage } from '../process-usage.ts';
import { makeBodies } from './bodies.ts';
import type { Target } from './measure.ts';

export interface Cold {
  readonly name: string;
  /** CPU milliseconds from the import to the end of the first check of a small body. */
  readonly cpuMs: number;
  /** `refused`: it does not run where code may not be made of text. */
  readonly codeGeneration: 'no' | 'tried' | 'refused';
}

const runs = 9;

/** One process at a time, all validators in each of the rounds. */
export async function measureCold(targets: readonly Target[], folder: string): Promise<readonly Cold[]> {
  const script = join(folder, 'cold.mjs');
  await writeFile(script, program(makeBodies().S.text));
  const times = new Map(targets.map(({ name }) => [name, new Array<number>()]));
  for (let round = 0; round < runs; round += 1) {
    for (const { name, file } of targets) {
      const { stdout } = await processUsage([script, pathToFileURL(file).href], folder);
      times.get(name)?.push(Number(stdout.split(' ')[0]));
    }
  }
  const results = [];
  for (const { name, file } of targets) {
    const codeGeneration = await codeGenerationOf(script, file, folder);
    results.push({ name, cpuMs: median(times.get(name) ?? []), codeGeneration });
  }
  return results;
}

/** By a policy that forbids it, and by a count of who asks for it. */
async function codeGenerationOf(
  script: string,
  file: string,
  folder: string,
): Promise<Cold['codeGeneration']> {
  try {
    const words = ['--disallow-code-generation-from-strings', script, pathToFileURL(file).href];
    const { stdout } = await processUsage(words, folder);
    return stdout.split(' ')[1] === '0' ? 'no' : 'tried';
  } catch {
    return 'refused';
  }
}

/** Prints the milliseconds and how often `Function` was asked to make code. */
function program(text: string): string {
  return `
    let asked = 0;
    const count = (make) => (target, ...rest) => { asked += 1; return make(target, ...rest); };
    globalThis.Function = new Proxy(Function, { construct: count(Reflect.construct), apply: count(Reflect.apply) });
    const value = JSON.parse(${JSON.stringify(text)});
    const before = process.cpuUsage();
    const { check } = await import(process.argv[2]);
    if (check(value) !== 0) throw new Error('a right body is refused');
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(\`\${(user + system) / 1000} \${asked}\`);
  `;
}
