/** What the command line says and what the configuration file says → the runs to make, each with all its options. */
import { dirname, extname, resolve } from 'node:path';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { SourceText } from '../diagnostics/output-source.ts';
import type { GenerateOptions } from '../options.ts';
import { checkConfig } from './check-config.ts';
import { chooseApis } from './choose-apis.ts';
import { configFileNames, loadConfig, readConfigFile } from './load-config.ts';
import type { ConfigFile } from './load-config.ts';
import { resolvePath, shownPath } from './paths.ts';
import type { RunFlags } from './run-flags.ts';
import { reportAddresses, reportRoot, runOptions } from './run-options.ts';
import { defaultSettings } from './settings.ts';
import type { ApiSettings } from './settings.ts';

/** One API, ready for `generate` or `check`. */
export interface Run {
  /** The name under `apis`; `null` for the only one. */
  readonly api: string | null;
  readonly options: GenerateOptions;
}

/** `diagnostics` receives all that keeps a run from being made. */
export interface RunsRequest {
  readonly flags: RunFlags;
  readonly workingDirectory: string;
  readonly diagnostics: DiagnosticCollector;
  /** Receives the configuration file, so that its faults are shown with their lines. */
  readonly sources: Map<string, SourceText>;
}

/**
 * `null` where anything is wrong. A spec and an output folder on the command line are a whole answer:
 * the configuration file is then not read, as its overlays and names belong to another document.
 */
export async function resolveRuns(request: RunsRequest): Promise<readonly Run[] | null> {
  const settings = isWhole(request.flags) ? [wholeSettings] : await settingsOfFile(request);
  const chosen = settings === null ? null : chooseApis(settings, request.flags, request.diagnostics);
  return chosen === null ? null : runsOf(chosen, request);
}

function runsOf(chosen: readonly ApiSettings[], request: RunsRequest): readonly Run[] | null {
  const { flags, workingDirectory, diagnostics } = request;
  const runs = chosen.map((settings) => ({
    api: settings.api,
    options: runOptions(withFlags(settings, flags), { workingDirectory, force: flags.force }),
    // The configuration is not to blame where the command line has a part in it.
    place: flags.spec === null && flags.root === null ? settings.place : null,
  }));
  for (const { options } of runs) reportAddresses(options, diagnostics);
  if (!diagnostics.hasErrors) for (const { options, place } of runs) reportRoot(options, place, diagnostics);
  return diagnostics.hasErrors ? null : runs.map(({ api, options }) => ({ api, options }));
}

function isWhole({ spec, out, config, api }: RunFlags): boolean {
  return spec !== null && out !== null && config === null && api === null;
}

const wholeSettings: ApiSettings = {
  api: null,
  place: null,
  spec: '',
  out: '',
  overlays: [],
  packageName: null,
  ...defaultSettings,
};

async function settingsOfFile(request: RunsRequest): Promise<readonly ApiSettings[] | null> {
  const { diagnostics, sources } = request;
  const file = await findConfig(request);
  if (file === null) return null;
  sources.set(file.label, { text: file.text, format: extname(file.path) === '.json' ? 'json' : 'code' });
  const loaded = await loadConfig(file, diagnostics);
  if (!loaded.ok) return null;
  const settings = checkConfig(loaded.value, file.label, diagnostics);
  return settings?.map((api) => withPathsFrom(dirname(file.path), api)) ?? null;
}

/** Looks in the working directory alone: a file further up may belong to somebody else, and would be run. */
async function findConfig({ flags, workingDirectory, diagnostics }: RunsRequest): Promise<ConfigFile | null> {
  for (const name of flags.config === null ? configFileNames : [flags.config]) {
    const path = resolve(workingDirectory, name);
    const file = await readConfigFile(path, shownPath(workingDirectory, path));
    if (file !== null) return file;
  }
  if (flags.config === null) diagnostics.report({ code: 'CW6002', message: nothingToWorkOn(flags) });
  else diagnostics.report({ code: 'CW6003', message: `There is no configuration file "${flags.config}".` });
  return null;
}

function nothingToWorkOn({ spec, out }: RunFlags): string {
  if (spec !== null) return '--spec is given without --out, and there is no clientwright.config.ts here.';
  if (out !== null) return '--out is given without --spec, and there is no clientwright.config.ts here.';
  return 'There is no clientwright.config.ts here, and no --spec is given.';
}

/** What the command line says counts for more. */
function withFlags(settings: ApiSettings, flags: RunFlags): ApiSettings {
  return {
    ...settings,
    spec: flags.spec ?? settings.spec,
    root: flags.root ?? settings.root,
    out: flags.out ?? settings.out,
    overlays: flags.overlays.length > 0 ? flags.overlays : settings.overlays,
    packageName: flags.packageName ?? settings.packageName,
    strict: flags.strict ?? settings.strict,
  };
}

function withPathsFrom(folder: string, settings: ApiSettings): ApiSettings {
  return {
    ...settings,
    spec: resolvePath(folder, settings.spec),
    root: settings.root === null ? null : resolvePath(folder, settings.root),
    out: resolve(folder, settings.out),
    overlays: settings.overlays.map((overlay) => resolvePath(folder, overlay)),
  };
}
