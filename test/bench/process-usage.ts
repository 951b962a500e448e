/** A command → the CPU time of its whole process, from the start of Node to its exit, worker threads included. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Wall time is left out: it depends on who else uses the machine. */
export interface ProcessUsage {
  readonly cpuSeconds: number;
  /** The most memory that the process held at a time. */
  readonly peakMegabytes: number;
  readonly stdout: string;
}

/** Node's own count at exit, written to a third stream, as that works alike on every system. */
const reporter = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  import { isMainThread } from 'node:worker_threads';
  if (isMainThread) process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeSync(3, JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 }));
  });
`)}`;

/** Throws where the command fails: the time of a failure says nothing. */
export async function processUsage(words: readonly string[], cwd: string): Promise<ProcessUsage> {
  const child = spawn(process.execPath, ['--import', reporter, ...words], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [, out, err, usage] = child.stdio;
  const [stdout, stderr, counted] = await Promise.all([read(out), read(err), read(usage)]);
  const code = await exit;
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr.trim().split('\n')[0] ?? ''}`);
  const figures: Omit<ProcessUsage, 'stdout'> = JSON.parse(counted);
  return { ...figures, stdout };
}

/** The middle of an odd number of figures: one slow run does not move it. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN;
}

function read(stream: unknown): Promise<string> {
  return isReadable(stream) ? text(stream) : Promise.resolve('');
}

function isReadable(stream: unknown): stream is NodeJS.ReadableStream {
  return typeof stream === 'object' && stream !== null && 'read' in stream;
}
