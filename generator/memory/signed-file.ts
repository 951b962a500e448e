/** Files below `node_modules/.cache` that only this machine can have written. */
import { createHmac } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { machineKey } from './machine-key.ts';

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
