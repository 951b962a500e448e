/** Reads the file that a reference names, if the rules for its place allow it. */
import { extname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonValue } from '../../api/json.ts';
import type { DiagnosticCode } from '../../diagnostics/catalogue.ts';
import type { DiagnosticCollector } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../diagnostics/source.ts';
import { parseText } from './parse-text.ts';
import { isBelow, realPathOf } from './reach.ts';
import { fetchText, readText, reportEncoding, type TextRead } from './read-text.ts';

export interface FileAccess {
  /** Absolute path of the entry file. */
  readonly entry: string;
  /** Absolute path of the folder that references may reach: what lies below it may be read, nothing else. */
  readonly root: string;
  readonly allowedOrigins: readonly string[];
  readonly workingDirectory: string;
  readonly sources: Map<string, SourceText>;
  readonly diagnostics: DiagnosticCollector;
}

export interface LoadedFile {
  /** Name shown to people. */
  readonly file: string;
  /** `undefined` where its text could not be parsed, which was reported. */
  readonly value: JsonValue | undefined;
}

/** Why a file is not there; reported where the reference stands. */
export interface Refusal {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly help?: string;
}

type FileOutcome = { readonly loaded: LoadedFile } | { readonly refusal: Refusal };

/** Nothing is opened or fetched before the rules for its place have let it through. */
export async function readReferenced(url: string, access: FileAccess): Promise<FileOutcome> {
  const { protocol } = new URL(url);
  if (protocol === 'file:') return readLocal(url, access);
  if (protocol === 'http:' || protocol === 'https:') return readRemote(url, access);
  return { refusal: { code: 'CW1020', message: `References with "${protocol}" are not supported.` } };
}

async function readLocal(url: string, access: FileAccess): Promise<FileOutcome> {
  const path = pathOf(url);
  const shown = path === null ? 'A reference' : shownName(path, access.workingDirectory);
  const leaves = {
    code: 'CW1020',
    message: `${shown} is outside the folder that references may reach.`,
  } as const;
  if (path === null || !isBelow(path, access.root)) return { refusal: leaves };
  if (!/^\.(?:json|ya?ml)$/i.test(extname(path))) {
    return { refusal: { code: 'CW1020', message: `${shown} is not a .json, .yaml or .yml file.` } };
  }
  const real = await realPathOf(path);
  if (!isBelow(real, await realPathOf(access.root))) return { refusal: leaves };
  return outcomeOf(shown, await readText(real), access);
}

/** `file://host/…` and encoded slashes have no path. */
function pathOf(url: string): string | null {
  try {
    return fileURLToPath(url);
  } catch {
    return null;
  }
}

async function readRemote(url: string, access: FileAccess): Promise<FileOutcome> {
  const { origin } = new URL(url);
  if (access.allowedOrigins.includes(origin)) {
    return outcomeOf(url, await fetchText(url, access.allowedOrigins), access);
  }
  const message = `References to ${origin} are not allowed.`;
  const help = `Copy the file next to the document, or copy the schema into the document with that address as its \`$id\`, or set allowedOrigins: ['${origin}'].`;
  return { refusal: { code: 'CW1021', message, help } };
}

function outcomeOf(file: string, read: TextRead, { sources, diagnostics }: FileAccess): FileOutcome {
  if (!read.ok) {
    // A file that is not there is a reference that leads nowhere; any other failure stops the run.
    const code = read.reason === 'does not exist' ? 'CW1023' : read.code;
    return { refusal: { code, message: `${file} ${read.reason}.` } };
  }
  reportEncoding(file, read, diagnostics);
  const { source, value } = parseText(file, read.text, diagnostics);
  sources.set(file, source);
  return { loaded: { file, value } };
}

/** Relative to the working directory and with `/` on every system, so that output is the same everywhere. */
export function shownName(path: string, workingDirectory: string): string {
  const shown = relative(workingDirectory, path);
  return (shown === '' ? path : shown).split(sep).join('/');
}
