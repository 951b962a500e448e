/** Resolves a command line and a configuration file to the runs to make, each with all its options. */
import { dirname } from 'node:path';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { GenerateOptions } from '../options.ts';
import type { AddressSettings } from './values.ts';
import { type ConfigRequest, findConfig, loadConfig, reportFailure } from './load-config.ts';
import { reportAddresses, reportRoot, resolvePath, type RunFlags, runOptions } from './run-options.ts';
import { type ApiSettings, checkConfig, defaultSettings } from './settings.ts';

/** One API, ready for `generate` or `check`. */
export interface Run {
  /** The key under `apis`; `null` for a configuration of one API. */
  readonly api: string | null;
  readonly options: GenerateOptions;
  /** Address of the document; `null`: it is not pulled. */
  readonly from: AddressSettings | null;
}

export interface RunsRequest extends ConfigRequest {
  /** Receives the configuration file, so that its diagnostics are shown with their lines. */
  readonly sources: Map<string, SourceText>;
}

/**
 * Returns `null` and reports the faults where anything is wrong. With `--spec` and `--out` the configuration file is
 * not read: its overlays and names belong to another document.
 */
export async function resolveRuns(request: RunsRequest): Promise<readonly Run[] | null> {
  const settings = isComplete(request.flags) ? [commandLineSettings] : await settingsOfFile(request);
  const chosen = settings === null ? null : chooseApis(settings, request.flags, request.diagnostics);
  return chosen === null ? null : runsOf(chosen, request);
}

function runsOf(chosen: readonly ApiSettings[], request: RunsRequest): readonly Run[] | null {
  const { flags, workingDirectory, diagnostics } = request;
  const runs = chosen.map((settings) => ({
    api: settings.api,
    options: runOptions(withFlags(settings, flags), { workingDirectory, force: flags.force }),
    from: settings.from,
    // A path of the command line has no place in the configuration.
    place: flags.spec === null && flags.root === null ? settings.place : null,
  }));
  for (const { options } of runs) reportAddresses(options, diagnostics);
  if (!diagnostics.hasErrors) for (const { options, place } of runs) reportRoot(options, place, diagnostics);
  return diagnostics.hasErrors ? null : runs.map(({ api, options, from }) => ({ api, options, from }));
}

function isComplete({ spec, out, config, api }: RunFlags): boolean {
  return spec !== null && out !== null && config === null && api === null;
}

/** `withFlags` sets the document and the output folder. */
const commandLineSettings: ApiSettings = {
  api: null,
  place: null,
  spec: '',
  out: '',
  overlays: [],
  packageName: null,
  from: null,
  ...defaultSettings,
};

async function settingsOfFile(request: RunsRequest): Promise<readonly ApiSettings[] | null> {
  const { diagnostics, sources } = request;
  const file = await findConfig(request);
  if (file === null) return null;
  sources.set(file.label, { text: file.text, format: file.format });
  const loaded = await loadConfig(file, request);
  if (!loaded.ok) return null;
  try {
    const settings = checkConfig(loaded.value, file.label, diagnostics);
    return settings?.map((api) => withPathsFrom(dirname(file.path), api)) ?? null;
  } catch (error) {
    // Getters and proxies of the configuration run when it is read.
    await reportFailure(error, file, diagnostics);
    return null;
  }
}

/** Options of the command line override the configuration. */
function withFlags(settings: ApiSettings, flags: RunFlags): ApiSettings {
  return {
    ...settings,
    spec: flags.spec ?? settings.spec,
    root: flags.root ?? settings.root,
    out: flags.out ?? settings.out,
    overlays: flags.overlays.length > 0 ? flags.overlays : settings.overlays,
    packageName: flags.packageName ?? settings.packageName,
    strict: flags.strict ?? settings.strict,
    ...flags.selections,
  };
}

function withPathsFrom(folder: string, settings: ApiSettings): ApiSettings {
  return {
    ...settings,
    spec: resolvePath(folder, settings.spec),
    root: settings.root === null ? null : resolvePath(folder, settings.root),
    out: resolvePath(folder, settings.out),
    overlays: settings.overlays.map((overlay) => resolvePath(folder, overlay)),
  };
}

/** Returns all APIs without `--api`; `null` where an option concerns one API and several remain. */
function chooseApis(
  apis: readonly ApiSettings[],
  flags: RunFlags,
  diagnostics: DiagnosticCollector,
): readonly ApiSettings[] | null {
  if (flags.api !== null) return chooseByName(apis, flags.api, diagnostics);
  if (apis.length === 1 || !concernsOneApi(flags)) return apis;
  const message =
    '--spec, --out, --overlay and --name set an option of one API, and the configuration has several.';
  const help = `Choose an API with --api: ${namesOf(apis).join(', ')}.`;
  diagnostics.report({ code: 'CW6009', message, help });
  return null;
}

function chooseByName(
  apis: readonly ApiSettings[],
  name: string,
  diagnostics: DiagnosticCollector,
): readonly ApiSettings[] | null {
  const chosen = apis.filter(({ api }) => api === name);
  if (chosen.length > 0) return chosen;
  const names = namesOf(apis);
  const help =
    names.length === 0
      ? 'Remove --api: the configuration has one API, without a name.'
      : didYouMean(name, names);
  diagnostics.report({ code: 'CW6007', message: `Unknown API "${name}".`, help });
  return null;
}

function namesOf(apis: readonly ApiSettings[]): readonly string[] {
  return apis.map(({ api }) => api).filter((api) => api !== null);
}

function concernsOneApi({ spec, out, overlays, packageName }: RunFlags): boolean {
  return spec !== null || out !== null || packageName !== null || overlays.length > 0;
}
