/** A file system that takes names for the same that differ in case only, as those of macOS and Windows do. */
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FileSystem } from '../../generator/emit/file-system.ts';

/** Names below the base keep the case that they were made with. */
export function caselessFileSystem(disk: FileSystem, base: string): FileSystem {
  const onDisk = (path: string): string =>
    relative(base, path)
      .split(sep)
      .reduce((folder, name) => join(folder, nameOnDisk(folder, name)), base);
  return {
    ...disk,
    kindOf: (path) => disk.kindOf(onDisk(path)),
    realPath: (path) => disk.realPath(onDisk(path)),
    list: (folder) => disk.list(onDisk(folder)),
    read: (path) => disk.read(onDisk(path)),
    write: (path, text) => disk.write(onDisk(path), text),
    claim: (from, to) => disk.claim(onDisk(from), onDisk(to)),
    rename: (from, to) => disk.rename(onDisk(from), onDisk(to)),
    remove: (file) => disk.remove(onDisk(file)),
    createFolder: (path) => disk.createFolder(onDisk(path)),
    removeFolder: (path) => disk.removeFolder(onDisk(path)),
  };
}

function nameOnDisk(folder: string, name: string): string {
  try {
    return readdirSync(folder).find((other) => other.toLowerCase() === name.toLowerCase()) ?? name;
  } catch {
    return name;
  }
}
