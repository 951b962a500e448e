/** Folders on the real disk: made whole, and refused where the disk refuses. */
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../generator/emit/file-system.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clientwright-folders-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('making a folder', () => {
  it('makes all that are missing above it, and takes one that is there', () => {
    nodeFileSystem.createFolder(join(folder, 'a/b/c'));
    nodeFileSystem.createFolder(join(folder, 'a/b/c'));
    expect(existsSync(join(folder, 'a/b/c'))).toBe(true);
  });

  it('takes a link to a folder', () => {
    symlinkSync(folder, join(folder, 'link'));
    expect(() => nodeFileSystem.createFolder(join(folder, 'link'))).not.toThrow();
  });

  it('fails where a file is in the way', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => nodeFileSystem.createFolder(join(folder, 'file'))).toThrow(/EEXIST/);
    expect(() => nodeFileSystem.createFolder(join(folder, 'file/a'))).toThrow(/ENOTDIR/);
  });

  it.runIf(existsSync('/proc/self'))('fails, and ends, where the parent takes no folders', () => {
    expect(() => nodeFileSystem.createFolder('/proc/clientwright/a')).toThrow(/ENOENT|EPERM|EACCES|EROFS/);
  });
});
