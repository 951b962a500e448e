/** Runs `main` in this process, on a folder of its own, with streams that remember. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { main } from '../../generator/cli/main.ts';
import type { CheckResult, GenerateResult, Pipeline, ReadResult } from '../../generator/options.ts';

export interface RunRequest {
  readonly cwd: string;
  readonly pipeline?: Partial<Pipeline>;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  /** To watch while the command runs. */
  readonly stderr?: Recorder;
}

export interface RunAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether the stages were asked for at all. */
  readonly loaded: boolean;
  /** Whether the configuration was evaluated. */
  readonly evaluated: boolean;
}

export async function runMain(words: readonly string[], request: RunRequest): Promise<RunAnswer> {
  const { cwd, env = {}, isTerminal = false, stderr = new Recorder() } = request;
  const stdout = new Recorder();
  let [loaded, evaluated] = [false, false];
  const environment = {
    stdout,
    stderr,
    cwd,
    env,
    isTerminal: { stdout: isTerminal, stderr: isTerminal },
    runForeignCode: async <Result>(foreignCode: () => Promise<Result>) => {
      evaluated = true;
      return foreignCode();
    },
  };
  const code = await main(words, environment, async () => {
    loaded = true;
    return { ...refusingPipeline, ...request.pipeline };
  });
  return { code, stdout: stdout.text, stderr: stderr.text, loaded, evaluated };
}

/** A folder with these files, gone when the run of the tests is over. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'clientwright-cli-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

export const nothingGenerated: GenerateResult = {
  diagnostics: [],
  ok: true,
  api: null,
  written: [],
  removed: [],
  unchanged: 0,
  sources: new Map(),
  timings: [],
};

export const nothingDiffers: CheckResult = {
  diagnostics: [],
  ok: true,
  differences: [],
  sources: new Map(),
  timings: [],
};

export const nothingRead: ReadResult = {
  diagnostics: [],
  ok: true,
  api: null,
  sources: new Map(),
  timings: [],
};

/** A stream that remembers. */
export class Recorder extends Writable {
  text = '';

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

const refuse = (): never => {
  throw new Error('this test runs no such stage');
};

const refusingPipeline: Pipeline = {
  generate: refuse,
  check: refuse,
  diff: refuse,
  explain: refuse,
  names: refuse,
  readApi: refuse,
};
