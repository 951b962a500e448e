/** Results of earlier runs, by the hash of their input. The files are signed: only this user on this machine can have written them. */
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { env } from 'node:process';
import { isJsonArray, isJsonObject } from '../api/json.ts';

/**
 * A text itself is never remembered: it is taken from the output folder, if it has the remembered hash. So a memory
 * can save work, and cannot change a result.
 */
export interface Memory {
  /** Keeps the answer for the next run. `null`: unknown. */
  readonly recall: (key: string) => string | null;
  readonly keep: (key: string, value: string) => void;
}

export interface MemoryOfRuns extends Memory {
  /** Keeps what this run recalled or kept, and nothing else, for the next one. */
  readonly save: () => void;
}

interface MemoryAddress {
  readonly workingDirectory: string;
  /** Absolute path of the output folder: each has a memory of its own. */
  readonly out: string;
  /** Identity of the program. Another program starts without memory. */
  readonly program: () => string;
}

/** Remembers nothing. */
const noMemory: Memory = { recall: () => null, keep: () => undefined };

/** Without `node_modules` in the working directory or above it, nothing is remembered. */
export function openMemory({ workingDirectory, out, program }: MemoryAddress): MemoryOfRuns {
  const folder = cacheFolder(workingDirectory);
  if (folder === null) return { ...noMemory, save: () => undefined };
  const file = join(folder, `memory${recordName(out)}.json`);
  let read: Remembered | null = null;
  const remembered = (): Remembered => (read ??= readEntries(file, program()));
  const now = new Map<string, string>();
  return {
    recall: (key) => {
      const value = now.get(key) ?? remembered().entries.get(key) ?? null;
      if (value !== null) now.set(key, value);
      return value;
    },
    keep: (key, value) => now.set(key, value),
    save: () => {
      const { owner, entries } = remembered();
      if (isSame(now, entries)) return;
      try {
        writeSigned(file, { program: owner, entries: [...now] });
      } catch {
        // The next run works without a memory.
      }
    },
  };
}

/** Part of a file name that stands for an output folder. */
export function recordName(out: string): string {
  return encodeURIComponent(out).replaceAll('%2F', '-').slice(-150);
}

/** Folder where tools of a project keep caches; `null` without `node_modules`. */
export function cacheFolder(workingDirectory: string): string | null {
  for (let folder = resolve(workingDirectory); ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) return join(modules, '.cache', 'clientwright');
    if (dirname(folder) === folder) return null;
  }
}

interface Remembered {
  /** The program that reads and writes the entries. */
  readonly owner: string;
  readonly entries: ReadonlyMap<string, string>;
}

function readEntries(file: string, owner: string): Remembered {
  const record = readSigned(file);
  const entries = isJsonObject(record) && record['program'] === owner ? record['entries'] : null;
  return { owner, entries: new Map(isJsonArray(entries) ? entries.flatMap(entryOf) : []) };
}

function entryOf(entry: unknown): readonly (readonly [string, string])[] {
  if (!isJsonArray(entry)) return [];
  const [key, value] = entry;
  return typeof key === 'string' && typeof value === 'string' ? [[key, value]] : [];
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);
}

/** `null`: the file is absent, damaged, or from elsewhere. */
export function readSigned(file: string): unknown {
  const text = textOf(file);
  const key = text === null ? null : machineKey();
  if (text === null || key === null) return null;
  const end = text.indexOf('\n');
  const content = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== signatureOf(content, key)) return null;
  return JSON.parse(content);
}

/** Writes nothing where no key can be kept. Throws if the file cannot be written. */
export function writeSigned(file: string, value: unknown): void {
  const key = machineKey();
  if (key === null) return;
  const content = JSON.stringify(value);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${signatureOf(content, key)}\n${content}`);
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function signatureOf(content: string, key: string): string {
  return createHmac('sha256', key).update(content).digest('hex');
}

/**
 * Creates the key at its first use. It lies outside of every project: a repository can bring records, but none that
 * this machine has signed. `null`: it can be neither read nor written, so that no record is believed or kept.
 */
function machineKey(): string | null {
  try {
    const file = keyFile();
    return readKey(file) ?? createKey(file);
  } catch {
    return null;
  }
}

function keyFile(): string {
  const given = env['XDG_CACHE_HOME'] ?? '';
  return join(isAbsolute(given) ? given : join(homedir(), '.cache'), 'clientwright', 'key');
}

function readKey(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8');
    return /^[0-9a-f]{64}$/.test(text) ? text : null;
  } catch {
    return null;
  }
}

/** Another process may have created it meanwhile. */
function createKey(file: string): string | null {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch {
    // The key that is there counts.
  }
  return readKey(file);
}
