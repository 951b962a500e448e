/** What a program asks for one API → the options of the run, checked and filled in as a configuration is. */
import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { GenerateOptions } from '../options.ts';
import { checkConfig } from './check-config.ts';
import type { ApiConfig } from './config.ts';
import { fieldsOf } from './fields.ts';
import { reportAddresses, reportRoot, runOptions } from './run-options.ts';
import { isPlainObject, readFlag, readText } from './values.ts';

/** The keys of a configuration with one API, and what a command line would say besides. */
export interface ApiRun extends ApiConfig {
  /** Folder that paths start from; the one that the program runs in, where it is absent. */
  readonly workingDirectory?: string;
  /** Write over files that were edited by hand. */
  readonly force?: boolean;
}

export type ApiRunReading =
  | { readonly ok: true; readonly options: GenerateOptions }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Nothing is believed of `run`, as a program in JavaScript may have made it. */
export function readApiRun(run: unknown): ApiRunReading {
  const diagnostics = new DiagnosticCollector();
  const options = optionsOf(isPlainObject(run) ? run : {}, diagnostics);
  return options === null ? { ok: false, diagnostics: diagnostics.all } : { ok: true, options };
}

/** What the places of diagnostics have for a file. */
const file = 'options';

function optionsOf(
  { workingDirectory, force, ...config }: Readonly<Record<string, unknown>>,
  diagnostics: DiagnosticCollector,
): GenerateOptions | null {
  const place = { file, pointer: '' };
  const known = ['workingDirectory', 'force'];
  const own = fieldsOf({ object: { workingDirectory, force }, place, known, diagnostics });
  const surroundings = {
    workingDirectory: resolve(own.read('workingDirectory', readText, '.')),
    force: own.read('force', readFlag, false),
  };
  if ('apis' in config) {
    diagnostics.report({
      code: 'CW6005',
      message: '"apis" is for a configuration file: a run is of one API.',
    });
  }
  const [settings] = checkConfig(config, file, diagnostics) ?? [];
  if (settings === undefined) return null;
  const options = runOptions(settings, surroundings);
  reportAddresses(options, diagnostics);
  if (!diagnostics.hasErrors) reportRoot(options, place, diagnostics);
  return diagnostics.hasErrors ? null : options;
}
