/** The APIs of a configuration and the options of a command → those that the command is about. */
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { RunFlags } from './run-flags.ts';
import type { ApiSettings } from './settings.ts';

/** All of them without `--api`; `null` where the command does not say which one it means. */
export function chooseApis(
  apis: readonly ApiSettings[],
  flags: RunFlags,
  diagnostics: DiagnosticCollector,
): readonly ApiSettings[] | null {
  if (flags.api !== null) return chooseByName(apis, flags.api, diagnostics);
  if (apis.length === 1 || !concernsOneApi(flags)) return apis;
  const message = '--spec, --out, --overlay and --name concern one API, and the configuration has several.';
  diagnostics.report({ code: 'CW6009', message, help: `Choose with --api: ${namesOf(apis).join(', ')}.` });
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
  const help = names.length === 0 ? 'The configuration has one API without a name.' : didYouMean(name, names);
  diagnostics.report({ code: 'CW6007', message: `The configuration has no API "${name}".`, help });
  return null;
}

function namesOf(apis: readonly ApiSettings[]): readonly string[] {
  return apis.map(({ api }) => api).filter((api) => api !== null);
}

function concernsOneApi({ spec, out, overlays, packageName }: RunFlags): boolean {
  return spec !== null || out !== null || packageName !== null || overlays.length > 0;
}
