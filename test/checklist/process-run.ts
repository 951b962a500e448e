/** Turns a check of a process into a run of the program, and holds what it says against the check. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bestOf } from './assertions.ts';
import { measureLag } from './lag.ts';
import type { Log, Script } from './script.ts';
import { startScriptedServer } from './server/scripted-server.ts';

/** One check of how a process ends or what it keeps. */
export interface ProcessCheck {
  /** `41`, or several: `53, 54, 55`. */
  readonly numbers: string;
  readonly name: string;
  /** What the program does. */
  readonly mode: string;
  readonly script: Script;
  /** @throws whatever says what is wrong. */
  readonly verify: (ran: Ran) => void;
}

/** What became of one run of the program. */
export interface Ran {
  readonly report: Readonly<Record<string, unknown>>;
  /** From the report to the end of the process. */
  readonly exitMs: number;
  /** What is at once, for this Node.js and on a machine as busy as this. */
  readonly atOnceMs: number;
  readonly log: Log;
}

/** Which Node.js runs it, and the folder of `program.mjs` and `suite.mjs`. */
export interface ProcessPlace {
  readonly node: string;
  /** How long this Node.js takes at most to end when nothing is left to do. */
  readonly endMs: number;
  readonly folder: string;
}

/** A busy machine makes a process late, and a slow one never fast. @throws what the last of three tries throws. */
export function runProcessCheck({ mode, script, verify }: ProcessCheck, place: ProcessPlace): Promise<void> {
  return bestOf(3, async () => verify(await runProgram(place, mode, script)));
}

async function runProgram({ node, folder, endMs }: ProcessPlace, mode: string, script: Script): Promise<Ran> {
  const server = await startScriptedServer(script);
  const files = [join(folder, 'program.mjs'), join(folder, 'suite.mjs')];
  const endLag = measureLag();
  const child = spawn(node, ['--expose-gc', ...files, server.url, mode]);
  let output = '';
  let errors = '';
  let reportedAt = 0;
  child.stdout.on('data', (chunk) => {
    reportedAt = performance.now();
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  await new Promise((resolve) => child.on('close', resolve));
  const exitMs = performance.now() - reportedAt;
  const atOnceMs = endMs + 2 * endLag();
  const log = server.log();
  await server.close();
  if (output === '') throw new Error(errors);
  return { report: JSON.parse(output), exitMs, atOnceMs, log };
}
