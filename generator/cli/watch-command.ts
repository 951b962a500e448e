/** `clientwright watch`: generates again when a document, an overlay, the configuration or a template changes. */
import { type ChildProcess, execFile } from 'node:child_process';
import { type FSWatcher, watch } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { RunFlags } from '../config/run-options.ts';
import { resolveRuns } from '../config/runs.ts';
import { isPlainObject } from '../config/values.ts';
import { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { GenerateOptions } from '../options.ts';
import { coloursOf, type Context, type ExitCode, exitCodes } from './environment.ts';
import { configurationModules } from './remembered-runs.ts';
import { refuse } from './report.ts';

/** Editors write a file in several steps. */
const pauseMs = 100;

/** Runs until the process is interrupted. A run that fails is reported, and the next change tries again. */
export async function watchCommand(flags: RunFlags, context: Context): Promise<ExitCode> {
  const { cwd, runForeignCode, stdout } = context.environment;
  const diagnostics = new DiagnosticCollector();
  const sources = new Map<string, SourceText>();
  const runs = await resolveRuns({ flags, workingDirectory: cwd, diagnostics, sources, runForeignCode });
  if (runs === null) return refuse({ diagnostics: diagnostics.all, sources }, context);
  const stopped = Promise.withResolvers<void>();
  const generation = new Generation(flags, context);
  const options = runs.map((run) => run.options);
  const watcher = await watchFiles({ flags, options, cwd }, () => generation.request());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.resolve());
  const { bold, dim } = coloursOf('stdout', context);
  stdout.write(`${bold('watching')} ${watcher.count} files and folders ${dim('(stop with Ctrl+C)')}\n`);
  generation.request();
  await stopped.promise;
  watcher.close();
  await generation.stop();
  stdout.write('stopped\n');
  return exitCodes.ok;
}

/** Makes one run at a time. Changes during a run cause one more run. */
class Generation {
  readonly #flags: RunFlags;
  readonly #context: Context;
  #child: ChildProcess | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isWanted = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(flags: RunFlags, context: Context) {
    this.#flags = flags;
    this.#context = context;
  }

  request(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#child === null) this.#ended = this.#run();
      else this.#isWanted = true;
    }, pauseMs);
  }

  /** Ends the run in progress, which leaves the output as it was before it or after it. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#isWanted = false;
    this.#child?.kill('SIGTERM');
    await this.#ended;
  }

  async #run(): Promise<void> {
    do {
      this.#isWanted = false;
      const line = await this.#generate();
      this.#context.environment.stdout.write(`${line}\n`);
    } while (this.#isWanted);
  }

  /** A process of its own reads the configuration and its templates anew. */
  #generate(): Promise<string> {
    const { cwd } = this.#context.environment;
    const [program = '', script = ''] = process.argv;
    const words = [...process.execArgv, script, 'generate', ...wordsOf(this.#flags), '--format', 'json'];
    const start = performance.now();
    return new Promise((done) => {
      this.#child = execFile(program, words, { cwd, maxBuffer: longestOutput }, (_error, output) => {
        this.#child = null;
        done(`${summaryOf(output)} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
      });
    });
  }
}

const longestOutput = 256 * 1024 * 1024;

/** The same options for the run, as words of a command line. */
function wordsOf({
  config,
  spec,
  root,
  out,
  overlays,
  packageName,
  api,
  strict,
  force,
}: RunFlags): readonly string[] {
  const named = { config, spec, root, out, name: packageName, api };
  return [
    ...Object.entries(named).flatMap(([name, value]) => (value === null ? [] : [`--${name}=${value}`])),
    ...overlays.map((overlay) => `--overlay=${overlay}`),
    ...(strict === null ? [] : [`--strict=${strict}`]),
    ...(force ? ['--force'] : []),
  ];
}

/** One line about all APIs of a run. */
function summaryOf(output: string): string {
  const result = parsed(output);
  if (!isPlainObject(result)) return 'failed: the run ended without a result';
  const apis: readonly unknown[] = Array.isArray(result['apis']) ? result['apis'] : [];
  const faults = faultsOf(result['diagnostics']);
  const [first] = faults;
  if (result['ok'] !== true) {
    const count = `${faults.length} ${faults.length === 1 ? 'error' : 'errors'}`;
    return first === undefined ? 'failed' : `failed, ${count}: ${visibleText(first)}`;
  }
  return apis.filter(isPlainObject).map(apiSummary).join('; ');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function faultsOf(diagnostics: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(diagnostics) ? diagnostics : [];
  return all
    .filter(isPlainObject)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${String(code)} ${String(message)}`);
}

function apiSummary({ out, written, removed, unchanged }: Readonly<Record<string, unknown>>): string {
  const count = (list: unknown): number => (Array.isArray(list) ? list.length : 0);
  const changed = count(written) + count(removed);
  const state =
    changed === 0
      ? 'unchanged'
      : `${count(written)} written, ${count(removed)} removed, ${String(unchanged)} unchanged`;
  return `${visibleText(String(out))}: ${state}`;
}

interface Watcher {
  /** Number of files and folders. */
  readonly count: number;
  readonly close: () => void;
}

interface WatchRequest {
  readonly flags: RunFlags;
  readonly options: readonly GenerateOptions[];
  readonly cwd: string;
}

/** Watches folders, as editors replace files. Changes of the output do not count. */
async function watchFiles(request: WatchRequest, changed: () => void): Promise<Watcher> {
  const files = await filesOf(request);
  const roots = documentFolders(request);
  const outputs = request.options.map(({ out, workingDirectory }) => resolve(workingDirectory, out));
  const isOutput = (path: string): boolean => outputs.some((out) => isInside(path, out));
  const isInput = (path: string): boolean =>
    files.has(path) || (isDocument(path) && !isOutput(path) && roots.some((root) => isInside(path, root)));
  const watchers = [
    ...[...new Set([...files].map((file) => dirname(file)))].map((folder) => watchFolder(folder, false)),
    ...roots.map((folder) => watchFolder(folder, true)),
  ].filter((watcher) => watcher !== null);

  function watchFolder(folder: string, recursive: boolean): FSWatcher | null {
    try {
      return watch(folder, { recursive }, (_event, name) => {
        if (name !== null && isInput(join(folder, name))) changed();
      });
    } catch {
      // The folder may be missing until the first document is pulled.
      return null;
    }
  }

  return {
    count: files.size + roots.length,
    close() {
      for (const watcher of watchers) watcher.close();
    },
  };
}

function isInside(path: string, folder: string): boolean {
  const from = relative(folder, path);
  return from === '' || (!from.startsWith('..') && !from.includes('node_modules'));
}

function isDocument(path: string): boolean {
  return /\.(?:json|ya?ml)$/i.test(path) && !path.endsWith('.source.json');
}

/** References may lead to any file below these folders. */
function documentFolders({ options }: WatchRequest): readonly string[] {
  const folders = options.map(({ root, spec, workingDirectory }) =>
    resolve(workingDirectory, root ?? dirname(spec)),
  );
  return [...new Set(folders)].filter(
    (folder) => !folders.some((other) => other !== folder && isInside(folder, other)),
  );
}

/** Files outside of the folders of documents too. */
async function filesOf({ flags, options, cwd }: WatchRequest): Promise<ReadonlySet<string>> {
  const files = new Set<string>();
  for (const { spec, overlays, workingDirectory } of options)
    for (const file of [spec, ...overlays]) files.add(resolve(workingDirectory, file));
  for (const file of configurationModules(flags, cwd).keys()) files.add(file);
  return files;
}
