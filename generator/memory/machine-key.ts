/** A secret of this user on this machine, with which records of earlier runs are signed. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { env } from 'node:process';

/**
 * Creates the key at its first use. It lies outside of every project: a repository can bring records, but none that
 * this machine has signed. `null`: it can be neither read nor written, so that no record is believed or kept.
 */
export function machineKey(): string | null {
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
