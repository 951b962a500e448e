/** Turns a check of a process into a run of the program, and holds what it says against the check. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
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
  /** Turns of the event loop from the report to the end of the process. */
  readonly turns: number;
  /** So many turns are at once for this Node.js. */
  readonly fewTurns: number;
  readonly log: Log;
}

/** Which Node.js runs it, and the folder of `program.mjs` and `suite.mjs`. */
export interface ProcessPlace {
  readonly node: string;
  /** How many turns this Node.js takes at most to end when nothing is left to do. */
  readonly fewTurns: number;
  readonly folder: string;
}

/** Runs one check. @throws what the check throws. */
export async function runProcessCheck(
  { mode, script, verify }: ProcessCheck,
  place: ProcessPlace,
): Promise<void> {
  verify(await runProgram(place, mode, script));
}

async function runProgram(
  { node, folder, fewTurns }: ProcessPlace,
  mode: string,
  script: Script,
): Promise<Ran> {
  const server = await startScriptedServer(script);
  const files = [join(folder, 'program.mjs'), join(folder, 'suite.mjs')];
  const child = spawn(node, ['--expose-gc', ...files, server.url, mode]);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  await new Promise((resolve) => child.on('close', resolve));
  const log = server.log();
  await server.close();
  if (output === '') throw new Error(errors);
  return { ...JSON.parse(output), fewTurns, log };
}
