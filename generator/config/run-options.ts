/** The settings of one API → the options of a run over it; paths that make no sense are reported. */
import { resolve } from 'node:path';
import { below } from '../api/place.ts';
import type { Place } from '../api/place.ts';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { isBelow } from '../load/read/reach.ts';
import type { GenerateOptions } from '../options.ts';
import { isWebAddress, resolvePath, shownPath } from './paths.ts';
import type { ApiSettings } from './settings.ts';

/** What belongs to a run and to no configuration. */
export type RunSurroundings = Pick<GenerateOptions, 'workingDirectory' | 'force'>;

/** Paths are seen from the working directory, as messages have them. */
export function runOptions(settings: ApiSettings, surroundings: RunSurroundings): GenerateOptions {
  const { api: _api, place: _place, ...rest } = settings;
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

/** A run reads files; what it fetches are at most references. */
export function reportAddresses(options: GenerateOptions, diagnostics: DiagnosticCollector): void {
  const { spec, root, overlays } = options;
  for (const address of [spec, ...(root === null ? [] : [root]), ...overlays].filter(isWebAddress)) {
    diagnostics.report({ code: 'CW6012', message: `"${address}" is no file.` });
  }
}

/** `place` is that of the API, where it is the configuration that says where the document lies. */
export function reportRoot(
  { spec, root, workingDirectory }: GenerateOptions,
  place: Place | null,
  diagnostics: DiagnosticCollector,
): void {
  if (root === null || isBelow(resolve(workingDirectory, spec), resolve(workingDirectory, root))) return;
  diagnostics.report({
    code: 'CW6013',
    message: `"${spec}" does not lie below the root, "${root}".`,
    place: place === null ? null : below(place, 'spec'),
  });
}
