/** What runs remember, and whose memory is believed. */
import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  cacheFolder,
  type MemoryOfRuns,
  openMemory,
  readSigned,
  recordName,
  writeSigned,
} from '../../generator/memory/memory.ts';

const ownCache = process.env['XDG_CACHE_HOME'];

afterEach(() => {
  if (ownCache === undefined) delete process.env['XDG_CACHE_HOME'];
  else process.env['XDG_CACHE_HOME'] = ownCache;
});

function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clientwright-memory-'));
  mkdirSync(join(folder, 'node_modules'));
  return folder;
}

function open(workingDirectory: string, program = 'one'): MemoryOfRuns {
  return openMemory({ workingDirectory, out: join(workingDirectory, 'out'), program: () => program });
}

function fileOf(workingDirectory: string): string {
  const name = recordName(join(workingDirectory, 'out'));
  return join(cacheFolder(workingDirectory) ?? '', `memory${name}.json`);
}

function written(workingDirectory: string): void {
  const memory = open(workingDirectory);
  memory.keep('text a', 'hash');
  memory.keep('text b', 'other');
  memory.save();
}

describe('a memory', () => {
  test('answers what an earlier run kept', () => {
    const folder = project();
    written(folder);
    expect(open(folder).recall('text a')).toBe('hash');
    expect(open(folder).recall('text c')).toBeNull();
  });

  test('keeps only what the last run used', () => {
    const folder = project();
    written(folder);
    const memory = open(folder);
    memory.recall('text a');
    memory.save();
    expect(open(folder).recall('text a')).toBe('hash');
    expect(open(folder).recall('text b')).toBeNull();
  });

  test('of another program is not believed', () => {
    const folder = project();
    written(folder);
    expect(open(folder, 'two').recall('text a')).toBeNull();
  });

  test('lies in the nearest node_modules', () => {
    const folder = project();
    mkdirSync(join(folder, 'packages/api'), { recursive: true });
    expect(cacheFolder(join(folder, 'packages/api'))).toBe(join(folder, 'node_modules/.cache/clientwright'));
  });
});

describe('a record is believed only as this machine has signed it', () => {
  test.each<[string, (text: string) => string]>([
    ['changed by a character', (text) => text.replace('hash', 'hasx')],
    ['cut', (text) => text.slice(0, -5)],
    ['empty', () => ''],
    ['without a signature', (text) => text.slice(text.indexOf('\n') + 1)],
    ['no JSON', () => 'x\ny'],
  ])('and not %s', (_, edit) => {
    const folder = project();
    written(folder);
    const text = readFileSync(fileOf(folder), 'utf8');
    writeFileSync(fileOf(folder), edit(text));
    expect(open(folder).recall('text a')).toBeNull();
  });

  test('and not from another machine', () => {
    const folder = project();
    written(folder);
    process.env['XDG_CACHE_HOME'] = mkdtempSync(join(tmpdir(), 'clientwright-cache-'));
    expect(open(folder).recall('text a')).toBeNull();
  });

  test('and none is kept where no key can be', () => {
    const folder = project();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    process.env['XDG_CACHE_HOME'] = file;
    written(folder);
    expect(open(folder).recall('text a')).toBeNull();
    expect(readSigned(fileOf(folder))).toBeNull();
  });

  test('with a key that only this user can read', () => {
    const folder = project();
    process.env['XDG_CACHE_HOME'] = folder;
    writeSigned(join(folder, 'record'), { a: 1 });
    expect(readSigned(join(folder, 'record'))).toEqual({ a: 1 });
    if (process.platform !== 'win32') expect(statSync(join(folder, 'clientwright/key')).mode & 0o077).toBe(0);
  });
});
