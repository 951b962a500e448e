/** Finds and loads a configuration file, and explains why one cannot be loaded. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isJsonObject } from '../api/json.ts';
import type { Position } from '../api/place.ts';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import { positionAt, type SourceText } from '../diagnostics/source.ts';
import { readThrown } from '../diagnostics/thrown.ts';
import { configFileNames } from './config.ts';
import { type RunFlags, shownPath } from './run-options.ts';

/** Runs code of the project, and rejects where that code would end or block the process. */
export type ForeignCodeRunner = <Result>(run: () => Promise<Result>) => Promise<Result>;

export interface ConfigRequest {
  readonly flags: RunFlags;
  readonly workingDirectory: string;
  readonly diagnostics: DiagnosticCollector;
  readonly runForeignCode: ForeignCodeRunner;
}

/** A configuration file that exists and is readable. */
export interface ConfigFile extends SourceText {
  readonly path: string;
  /** The path that diagnostics show. */
  readonly label: string;
}

export type ConfigReading =
  | { readonly kind: 'read'; readonly file: ConfigFile }
  | { readonly kind: 'absent' }
  /** `reason` ends a sentence. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Distinguishes an absent file, for which others are tried, from one that cannot be read. */
export async function readConfigFile(path: string, label: string): Promise<ConfigReading> {
  try {
    const text = await readFile(path, 'utf8');
    return { kind: 'read', file: { path, label, text, format: extname(path) === '.json' ? 'json' : 'code' } };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' };
    return { kind: 'unreadable', reason: reasons.get(code) ?? code };
  }
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ELOOP', 'its symbolic links form a circle'],
  ['ERR_FS_FILE_TOO_LARGE', 'it is larger than 2 GiB'],
]);

/** Searches the working directory only: a file of a parent folder may be somebody else's code. */
export async function findConfig({
  flags,
  workingDirectory,
  diagnostics,
}: ConfigRequest): Promise<ConfigFile | null> {
  for (const name of flags.config === null ? configFileNames : [flags.config]) {
    const path = resolve(workingDirectory, name);
    const reading = await readConfigFile(path, shownPath(workingDirectory, path));
    if (reading.kind === 'read') return reading.file;
    if (reading.kind === 'absent') continue;
    const message = `Cannot read the configuration file "${name}": ${reading.reason}.`;
    diagnostics.report({ code: 'CW6003', message });
    return null;
  }
  if (flags.config === null) diagnostics.report({ code: 'CW6002', message: missingInput(flags) });
  else diagnostics.report({ code: 'CW6003', message: `Configuration file "${flags.config}" not found.` });
  return null;
}

function missingInput({ spec, out }: RunFlags): string {
  if (spec !== null) return '"--spec" needs "--out", or a clientwright.config.ts in this folder.';
  if (out !== null) return '"--out" needs "--spec", or a clientwright.config.ts in this folder.';
  return 'Neither a clientwright.config.ts in this folder nor "--spec" was found.';
}

/** `value` is the default export, not validated yet. */
export type LoadedConfig = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** Runs the file with Node's own type stripping. It is code of the project, trusted as its build scripts are. */
export async function loadConfig(
  file: ConfigFile,
  { diagnostics, runForeignCode }: ConfigRequest,
): Promise<LoadedConfig> {
  try {
    if (file.format === 'json') return await parseConfig(file, diagnostics);
    const module = await runForeignCode<unknown>(() => import(pathToFileURL(file.path).href));
    if (typeof module === 'object' && module !== null && 'default' in module) {
      return { ok: true, value: module.default };
    }
    reportFault(file, { message: 'it has no default export', position: null }, diagnostics);
  } catch (error) {
    await reportFailure(error, file, diagnostics);
  }
  return { ok: false };
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

interface ConfigFault {
  /** Ends a sentence. */
  readonly message: string;
  readonly position: Position | null;
  readonly help?: string;
}

function reportFault(
  { label }: ConfigFile,
  { message, position, help }: ConfigFault,
  diagnostics: DiagnosticCollector,
): void {
  diagnostics.report({
    code: 'CW6004',
    message: `Cannot load the configuration: ${message}.`,
    place: { file: label, pointer: '', ...(position === null ? {} : { position }) },
    ...(help === undefined ? {} : { help }),
  });
}

/** Reports an error that the file, or a module that it imports, threw. */
export async function reportFailure(
  error: unknown,
  file: ConfigFile,
  diagnostics: DiagnosticCollector,
): Promise<void> {
  reportFault(file, await faultOf(error, file), diagnostics);
}

async function faultOf(error: unknown, file: ConfigFile): Promise<ConfigFault> {
  const thrown = readThrown(error);
  if (thrown.kind === 'value') return { message: `it throws ${thrown.text}`, position: null };
  if (thrown.isTooDeep)
    return { message: 'it is nested too deeply, or recurses without end', position: null };
  const { message: text, stack } = thrown;
  const message = shownMessage(text, file);
  const missing = /^Cannot find (?:package|module) '([^']+)'/.exec(text)?.[1];
  if (missing !== undefined) {
    const help = isPath(missing) ? pathHelp : installHelp;
    return { message, position: positionOfImport(missing, file), help };
  }
  const position = positionInStack(stack, file.path);
  const elsewhere = position === null ? siteInStack(stack, file) : '';
  const fault = { message: `${message}${elsewhere}`, position };
  return (await isTakenForCommonJs(text, file)) ? { ...fault, help: commonJsHelp } : fault;
}

const installHelp = 'Install the package. clientwright itself must be a dev dependency of the project.';

const pathHelp =
  'Correct the path of the import. It is relative to the importing file, and has the extension of the file on disk, such as `.ts`.';

const commonJsHelp =
  'package.json has `"type": "commonjs"`, so Node reads `.ts` and `.js` files as CommonJS. Name the configuration and its templates `.mts`, or set `"type": "module"`.';

/** In a CommonJS file, `import` and `export` are syntax errors, or their names are not exported. */
async function isTakenForCommonJs(message: string, { path }: ConfigFile): Promise<boolean> {
  const requested = /^The requested module '(\.[^']+)' does not provide/.exec(message)?.[1];
  const isSyntax = /^(?:Cannot use import statement|Unexpected token 'export')/.test(message);
  const isAmbiguous = requested !== undefined && ['.ts', '.js'].includes(extname(requested));
  return (isSyntax || isAmbiguous) && (await packageType(dirname(path))) === 'commonjs';
}

/** Returns `type` of the nearest package.json; `null` where it is absent and Node detects the kind of a module. */
async function packageType(folder: string): Promise<unknown> {
  try {
    const description: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return isJsonObject(description) ? (description['type'] ?? null) : null;
  } catch {
    return dirname(folder) === folder ? null : packageType(dirname(folder));
  }
}

function isPath(specifier: string): boolean {
  return specifier.startsWith('/') || specifier.startsWith('.') || /^[A-Z]:\\/.test(specifier);
}

/** Node names the missing file, but not the line that imports it. */
function positionOfImport(missing: string, { text }: ConfigFile): Position | null {
  const offset = text.indexOf(basename(missing));
  return offset < 0 ? null : positionAt(text, offset);
}

/** Shows paths relative to the configuration file: absolute paths differ on every machine. */
function shownMessage(message: string, file: ConfigFile): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line
    .replaceAll(/(?<=^|[\s'"(])(?:file:\/\/)?(?:\/|[A-Z]:\\)[^\s'"]+/g, (path) =>
      relativeToConfig(path, file),
    )
    .replace(/\.$/, '');
}

function relativeToConfig(path: string, { path: config }: ConfigFile): string {
  const start = path.indexOf(dirname(config));
  return start < 0 ? basename(path) : path.slice(start + dirname(config).length + 1).replaceAll('\\', '/');
}

/** Returns ` (templates/pets.ts:3)` for a fault in an imported module. */
function siteInStack(stack: string, file: ConfigFile): string {
  const site = /^(?:file:\/\/)?(?:\/|[A-Z]:\\)\S+:\d+$/m.exec(stack)?.[0];
  return site === undefined ? '' : ` (${relativeToConfig(site, file)})`;
}

/**
 * The stack of a syntax error begins with `…/clientwright.config.ts:3` and has a caret under the column. The stack of
 * any other error names the file in a frame, such as `…/clientwright.config.ts:3:15`.
 */
function positionInStack(stack: string, path: string): Position | null {
  const name = basename(path).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const match = new RegExp(`${name}:(\\d+)(?::(\\d+))?`).exec(stack);
  if (match === null) return null;
  const caret = /^( *)\^/m.exec(stack)?.[1]?.length ?? 0;
  return { line: Number(match[1]), column: Number(match[2] ?? caret + 1) };
}
