/** Builds the options of a run: from the settings of a configuration, or from the options of a program. */
import { relative, resolve } from 'node:path';
import type { Selections } from '../api/selection.ts';
import { below, type Place } from '../api/place.ts';
import { type Diagnostic, DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import { isBelow } from '../load/read/reach.ts';
import type { GenerateOptions } from '../options.ts';
import type { ApiConfig } from './config.ts';
import { type ApiSettings, checkConfig } from './settings.ts';
import { fieldsOf, isPlainObject, readFlag, readPath } from './values.ts';

/** Options of the command line; `null` or empty where absent. Paths are relative to the working directory. */
export interface RunFlags {
  readonly config: string | null;
  readonly spec: string | null;
  readonly root: string | null;
  readonly out: string | null;
  readonly overlays: readonly string[];
  readonly packageName: string | null;
  readonly api: string | null;
  readonly strict: boolean | null;
  readonly selections: Selections;
  readonly force: boolean;
}

/** Options of `generate` and `check` when called from a program. */
export interface ApiRun extends ApiConfig {
  /** Folder that relative paths start from. Default: the working directory of the process. */
  readonly workingDirectory?: string;
  /** Overwrite files that were edited by hand. */
  readonly force?: boolean;
}

export type ApiRunReading =
  | { readonly ok: true; readonly options: GenerateOptions }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Validates `run`: it may come from untyped JavaScript. */
export function readApiRun(run: unknown): ApiRunReading {
  const diagnostics = new DiagnosticCollector();
  try {
    const options = optionsOf(isPlainObject(run) ? run : {}, diagnostics);
    if (options !== null) return { ok: true, options };
  } catch {
    // Getters and proxies run when they are read.
    diagnostics.report({
      code: 'CW6006',
      message: 'The options throw when they are read.',
      place: { file, pointer: '' },
    });
  }
  return { ok: false, diagnostics: diagnostics.all };
}

/** File name shown in diagnostics for options passed from code. */
const file = 'options';

function optionsOf(
  { workingDirectory, force, ...config }: Readonly<Record<string, unknown>>,
  diagnostics: DiagnosticCollector,
): GenerateOptions | null {
  const place = { file, pointer: '' };
  const known = ['workingDirectory', 'force'];
  const own = fieldsOf({ object: { workingDirectory, force }, place, known, diagnostics });
  const surroundings = {
    workingDirectory: resolve(own.read('workingDirectory', readPath, '.')),
    force: own.read('force', readFlag, false),
  };
  if ('apis' in config) {
    const message = '"apis" is only valid in a configuration file.';
    diagnostics.report({ code: 'CW6005', message, help: 'Call the function once for each API.' });
  }
  const [settings] = checkConfig(config, file, diagnostics) ?? [];
  if (settings === undefined) return null;
  const options = runOptions(settings, surroundings);
  reportAddresses(options, diagnostics);
  if (!diagnostics.hasErrors) reportRoot(options, place, diagnostics);
  return diagnostics.hasErrors ? null : options;
}

/** Returns options whose paths are relative to the working directory, as messages show them. */
export function runOptions(
  settings: ApiSettings,
  surroundings: Pick<GenerateOptions, 'workingDirectory' | 'force'>,
): GenerateOptions {
  const { api: _api, place: _place, from: _from, ...rest } = settings;
  const { workingDirectory } = surroundings;
  const shown = (path: string): string => shownPath(workingDirectory, resolvePath(workingDirectory, path));
  return {
    ...rest,
    ...surroundings,
    spec: shown(settings.spec),
    root: settings.root === null ? null : shown(settings.root),
    out: shown(settings.out),
    overlays: settings.overlays.map(shown),
  };
}

/** Only references may be fetched; a document, its root and its overlays are files. */
export function reportAddresses(options: GenerateOptions, diagnostics: DiagnosticCollector): void {
  const { spec, root, overlays } = options;
  for (const address of [spec, ...(root === null ? [] : [root]), ...overlays].filter(isWebAddress)) {
    diagnostics.report({ code: 'CW6012', message: `"${address}" is a web address, not a file.` });
  }
}

/** `place` is the place of the API where the paths come from the configuration. */
export function reportRoot(
  { spec, root, workingDirectory }: GenerateOptions,
  place: Place | null,
  diagnostics: DiagnosticCollector,
): void {
  if (root === null || isBelow(resolve(workingDirectory, spec), resolve(workingDirectory, root))) return;
  diagnostics.report({
    code: 'CW6013',
    message: `"${spec}" is not below the root "${root}".`,
    place: place === null ? null : below(place, 'spec'),
  });
}

/** A drive letter of Windows is not a scheme: it has one letter. */
function isWebAddress(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path);
}

/** Keeps a web address, so that the error about it shows it as written. */
export function resolvePath(folder: string, path: string): string {
  return isWebAddress(path) ? path : resolve(folder, path);
}

/** Relative and with `/`: the same in messages on every machine. */
export function shownPath(workingDirectory: string, path: string): string {
  if (isWebAddress(path)) return path;
  return relative(workingDirectory, path).replaceAll('\\', '/') || '.';
}
