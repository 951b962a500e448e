/** A configuration file → the value that it exports, with Node's own type stripping; its faults located. */
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Position } from '../api/place.ts';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { positionAt } from '../diagnostics/text-position.ts';

/** In the order in which they are looked for. */
export const configFileNames: readonly string[] = ['ts', 'mts', 'js', 'mjs', 'json'].map(
  (extension) => `clientwright.config.${extension}`,
);

/** A file that is there; whether it can be loaded is another question. */
export interface ConfigFile {
  readonly path: string;
  /** As diagnostics name it. */
  readonly label: string;
  readonly text: string;
}

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
    reportFault(file, faultOf(error, file), diagnostics);
  }
  return { ok: false };
}

interface Fault {
  readonly message: string;
  readonly position: Position | null;
  readonly help?: string;
}

function reportFault(
  { label }: ConfigFile,
  { message, position, help }: Fault,
  diagnostics: DiagnosticCollector,
): void {
  diagnostics.report({
    code: 'CW6004',
    message: `The configuration cannot be loaded: ${message}.`,
    place: { file: label, pointer: '', ...(position === null ? {} : { position }) },
    ...(help === undefined ? {} : { help }),
  });
}

function faultOf(error: unknown, file: ConfigFile): Fault {
  if (!(error instanceof Error)) return { message: `it throws ${String(error)}`, position: null };
  const fault = { message: firstLine(error.message), position: positionInStack(error.stack ?? '', file) };
  const missing = /^Cannot find (?:package|module) '([^']+)'/.exec(error.message)?.[1];
  return missing === undefined
    ? fault
    : { ...fault, position: positionOfImport(missing, file), help: installHelp };
}

const installHelp = 'Install what it imports; clientwright itself has to be a dev dependency of the project.';

/** Node names the file that is missing, but not the line that imports it. */
function positionOfImport(missing: string, { text }: ConfigFile): Position | null {
  const offset = text.indexOf(basename(missing));
  return offset < 0 ? null : positionAt(text, offset);
}

/** Paths of this machine mean nothing to the next reader of a log. */
function firstLine(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line.replaceAll(/(?:file:\/\/)?(?:\/|[A-Z]:\\)[^\s'"]*[/\\]([^\s'"/\\]+)/g, '$1').replace(/\.$/, '');
}

/**
 * The stack of a syntax error begins with `…/clientwright.config.ts:3` and has a caret under the column;
 * that of any other error names the file in a frame as `…/clientwright.config.ts:3:15`.
 */
function positionInStack(stack: string, { path }: ConfigFile): Position | null {
  const name = basename(path).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const match = new RegExp(`${name}:(\\d+)(?::(\\d+))?`).exec(stack);
  if (match === null) return null;
  const caret = /^( *)\^/m.exec(stack)?.[1]?.length ?? 0;
  return { line: Number(match[1]), column: Number(match[2] ?? caret + 1) };
}
