/** What Node throws as it loads a configuration file → what a person reads of it: message, position and help. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { isJsonObject } from '../api/json.ts';
import type { Position } from '../api/place.ts';
import { positionAt } from '../diagnostics/text-position.ts';

/** A file that is there; whether it can be loaded is another question. */
export interface ConfigFile {
  readonly path: string;
  /** As diagnostics name it. */
  readonly label: string;
  readonly text: string;
}

export interface ConfigFault {
  /** Ends a sentence. */
  readonly message: string;
  readonly position: Position | null;
  readonly help?: string;
}

/** Also of a fault in a module that the file imports, which the message then names. */
export async function faultOf(error: unknown, file: ConfigFile): Promise<ConfigFault> {
  if (!(error instanceof Error)) return { message: `it throws ${String(error)}`, position: null };
  const message = shownMessage(error.message, file);
  const missing = /^Cannot find (?:package|module) '([^']+)'/.exec(error.message)?.[1];
  if (missing !== undefined) {
    const help = isPath(missing) ? pathHelp : installHelp;
    return { message, position: positionOfImport(missing, file), help };
  }
  const position = positionInStack(error.stack ?? '', file.path);
  const elsewhere = position === null ? siteInStack(error.stack ?? '', file) : '';
  const fault = { message: `${message}${elsewhere}`, position };
  return (await isTakenForCommonJs(error.message, file)) ? { ...fault, help: commonJsHelp } : fault;
}

const installHelp = 'Install what it imports; clientwright itself has to be a dev dependency of the project.';

const pathHelp =
  'Correct the path of the import: it starts at the file that it stands in, and has the extension that the file has on disk, such as `.ts`.';

const commonJsHelp =
  'The package.json says `"type": "commonjs"`, so that Node takes a `.ts` or `.js` file for CommonJS: name the configuration and its templates `.mts`, or set `"type": "module"`.';

/** What such a file says in `import` and `export` is then a syntax error, or is not seen by who imports it. */
async function isTakenForCommonJs(message: string, { path }: ConfigFile): Promise<boolean> {
  const requested = /^The requested module '(\.[^']+)' does not provide/.exec(message)?.[1];
  const isSyntax = /^(?:Cannot use import statement|Unexpected token 'export')/.test(message);
  const isAmbiguous = requested !== undefined && ['.ts', '.js'].includes(extname(requested));
  return (isSyntax || isAmbiguous) && (await packageType(dirname(path))) === 'commonjs';
}

/** `type` of the nearest package.json; `null`: it has none, and Node looks at the text of a module. */
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

/** Node names the file that is missing, but not the line that imports it. */
function positionOfImport(missing: string, { text }: ConfigFile): Position | null {
  const offset = text.indexOf(basename(missing));
  return offset < 0 ? null : positionAt(text, offset);
}

/** Paths of this machine mean nothing to the next reader of a log: they are shown from the configuration on. */
function shownMessage(message: string, file: ConfigFile): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line
    .replaceAll(/(?<=^|[\s'"(])(?:file:\/\/)?(?:\/|[A-Z]:\\)[^\s'"]+/g, (path) => shownPath(path, file))
    .replace(/\.$/, '');
}

function shownPath(path: string, { path: config }: ConfigFile): string {
  const start = path.indexOf(dirname(config));
  return start < 0 ? basename(path) : path.slice(start + dirname(config).length + 1).replaceAll('\\', '/');
}

/** ` (templates/pets.ts:3)`: where a module that is imported has its fault. */
function siteInStack(stack: string, file: ConfigFile): string {
  const site = /^(?:file:\/\/)?(?:\/|[A-Z]:\\)\S+:\d+$/m.exec(stack)?.[0];
  return site === undefined ? '' : ` (${shownPath(site, file)})`;
}

/**
 * The stack of a syntax error begins with `…/clientwright.config.ts:3` and has a caret under the column;
 * that of any other error names the file in a frame as `…/clientwright.config.ts:3:15`.
 */
function positionInStack(stack: string, path: string): Position | null {
  const name = basename(path).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const match = new RegExp(`${name}:(\\d+)(?::(\\d+))?`).exec(stack);
  if (match === null) return null;
  const caret = /^( *)\^/m.exec(stack)?.[1]?.length ?? 0;
  return { line: Number(match[1]), column: Number(match[2] ?? caret + 1) };
}
