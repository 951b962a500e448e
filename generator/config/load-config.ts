/** A configuration file → the value that it exports, with Node's own type stripping. */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { positionAt } from '../diagnostics/text-position.ts';
import { type ConfigFault, type ConfigFile, faultOf } from './config-fault.ts';

export type { ConfigFile } from './config-fault.ts';

/** In the order in which they are looked for. */
export const configFileNames: readonly string[] = ['ts', 'mts', 'js', 'mjs', 'json'].map(
  (extension) => `clientwright.config.${extension}`,
);

/** The value is whatever the file exports: nothing of it is checked yet. */
export type LoadedConfig = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** Runs the file, which is the project's own code: trusted as its build scripts are. */
export async function loadConfig(file: ConfigFile, diagnostics: DiagnosticCollector): Promise<LoadedConfig> {
  return extname(file.path) === '.json' ? parseConfig(file, diagnostics) : importConfig(file, diagnostics);
}

/** `null` where it cannot be read. */
export async function readConfigFile(path: string, label: string): Promise<ConfigFile | null> {
  try {
    return { path, label, text: await readFile(path, 'utf8') };
  } catch {
    return null;
  }
}

async function parseConfig(file: ConfigFile, diagnostics: DiagnosticCollector): Promise<LoadedConfig> {
  const { parse, printParseErrorCode } = await import('jsonc-parser');
  const errors: { error: number; offset: number; length: number }[] = [];
  const value: unknown = parse(file.text, errors, { disallowComments: true });
  const first = errors[0];
  if (first === undefined) return { ok: true, value };
  const position = positionAt(file.text, first.offset);
  reportFault(file, { message: printParseErrorCode(first.error), position }, diagnostics);
  return { ok: false };
}

async function importConfig(file: ConfigFile, diagnostics: DiagnosticCollector): Promise<LoadedConfig> {
  try {
    const module: unknown = await import(pathToFileURL(file.path).href);
    if (typeof module === 'object' && module !== null && 'default' in module) {
      return { ok: true, value: module.default };
    }
    reportFault(file, { message: 'it has no default export', position: null }, diagnostics);
  } catch (error) {
    reportFault(file, await faultOf(error, file), diagnostics);
  }
  return { ok: false };
}

function reportFault(
  { label }: ConfigFile,
  { message, position, help }: ConfigFault,
  diagnostics: DiagnosticCollector,
): void {
  diagnostics.report({
    code: 'CW6004',
    message: `The configuration cannot be loaded: ${message}.`,
    place: { file: label, pointer: '', ...(position === null ? {} : { position }) },
    ...(help === undefined ? {} : { help }),
  });
}
