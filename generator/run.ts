/** State of one run: its diagnostics, the files that it has read, and the times of its stages. */
import { resolve } from 'node:path';
import { cpuUsage, version } from 'node:process';
import type { Api } from './api/api.ts';
import { hashText } from './api/hash.ts';
import { type Diagnostic, DiagnosticCollector } from './diagnostics/diagnostic.ts';
import type { Sources, SourceText } from './diagnostics/source.ts';
import { openMemory, type MemoryOfRuns } from './memory/memory.ts';
import type { Count, GenerateOptions, ProgressListener, StageName, Timing } from './options.ts';
import { ownStamps } from './own-file.ts';

export interface RunState {
  readonly options: GenerateOptions;
  readonly diagnostics: DiagnosticCollector;
  readonly sources: Map<string, SourceText>;
  /** Absolute path of the output folder. */
  readonly out: string;
  /** Of the runs for this output folder. Saved by a run that ends without an error. */
  readonly memory: MemoryOfRuns;
  /** `false`: an error, or a warning under `strict`, stops the run. */
  readonly ok: boolean;
  /** Runs a stage, reports it to the listener, and measures it. `count`: the amount of work, where it is known. */
  readonly stage: <Result>(
    name: StageName,
    work: () => Result | Promise<Result>,
    count?: Count,
  ) => Promise<Result>;
  /** Reports that `render` of a template is called next, if the template is one of the project. */
  readonly announce: (template: string) => void;
  /** Absolute paths of all files that were read. */
  readonly inputs: () => readonly string[];
  readonly result: () => RunResult;
}

/** The operations of an API, as the amount of work of a stage. */
export function operationsIn({ operations: { length } }: Api): Count {
  return { total: length, unit: length === 1 ? 'operation' : 'operations' };
}

/** Files, as the amount of work of a stage. */
export function filesIn({ length }: readonly unknown[]): Count {
  return { total: length, unit: length === 1 ? 'file' : 'files' };
}

export interface RunResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly ok: boolean;
  readonly sources: Sources;
  readonly timings: readonly Timing[];
}

/** `progress` is called at the start of each stage. */
export function startRun(options: GenerateOptions, progress?: ProgressListener): RunState {
  const diagnostics = new DiagnosticCollector();
  const sources = new Map<string, SourceText>();
  const times = new Map<StageName, Timing>();
  const isOk = (): boolean =>
    !diagnostics.all.some(
      ({ severity }) => severity === 'error' || (options.strict && severity === 'warning'),
    );
  const { workingDirectory } = options;
  let announced = '';
  const out = resolve(workingDirectory, options.out);
  return {
    options,
    diagnostics,
    sources,
    out,
    memory: openMemory({
      workingDirectory,
      out,
      program: () => hashText(JSON.stringify([version, ownStamps()])),
    }),
    get ok() {
      return isOk();
    },
    async stage(name, work, count) {
      progress?.(name, count);
      const wall = performance.now();
      const cpu = cpuUsage();
      const result = await work();
      const spent = cpuUsage(cpu);
      const before = times.get(name);
      times.set(name, {
        stage: name,
        wallMs: (before?.wallMs ?? 0) + performance.now() - wall,
        cpuMs: (before?.cpuMs ?? 0) + (spent.user + spent.system) / 1000,
      });
      return result;
    },
    announce(template) {
      if (template !== announced && options.templates.some(({ name }) => name === template))
        progress?.('render', undefined, template);
      announced = template;
    },
    inputs: () =>
      [options.spec, ...options.overlays, ...sources.keys()]
        .filter((file) => !/^https?:/i.test(file))
        .map((file) => resolve(options.workingDirectory, file)),
    result: () => ({
      diagnostics: diagnostics.all,
      ok: isOk(),
      sources,
      timings: [...times.values()],
    }),
  };
}
