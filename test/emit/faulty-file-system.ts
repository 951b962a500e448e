/** A file system that stops or fails at a chosen operation, to stand where a real one would be cut off. */
import { type FileSystem, nodeFileSystem } from '../../generator/emit/file-system.ts';

/** Thrown in place of a death: unlike a failure of the disk, no code of ours may live on after it. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** `kill`: dies before the operation; `tear`: dies halfway through a write; else the error code of one failure. */
export type Fault = 'kill' | 'tear' | 'ENOSPC' | 'EIO';

export interface FaultyFileSystem extends FileSystem {
  readonly operations: () => number;
}

/** A death matters only at an operation that changes something; a failure, at a read too. Counted from 1; 0 is never met. */
export function faultyFileSystem(fault: Fault, at: number, deathAfter = Infinity): FaultyFileSystem {
  const isDeath = fault === 'kill' || fault === 'tear';
  let count = 0;
  let dead = false;
  const meet = (work: () => void, halfWay: () => void): void => {
    if (dead) throw new Killed();
    count += 1;
    if (count === at + deathAfter) {
      dead = true;
      throw new Killed();
    }
    if (count !== at) return work();
    if (isDeath) {
      dead = true;
      if (fault === 'tear') halfWay();
      throw new Killed();
    }
    throw Object.assign(new Error(`${fault}: injected`), { code: fault, syscall: 'test', path: 'injected' });
  };
  const counted =
    <Arguments extends readonly unknown[]>(work: (...given: Arguments) => void) =>
    (...given: Arguments): void =>
      meet(
        () => work(...given),
        () => undefined,
      );
  const { claim, rename, remove, createFolder, removeFolder } = nodeFileSystem;
  return {
    ...nodeFileSystem,
    read: (path) => {
      if (!isDeath) counted(() => undefined)();
      return nodeFileSystem.read(path);
    },
    write: (path, text) =>
      meet(
        () => nodeFileSystem.write(path, text),
        () => nodeFileSystem.write(path, text.slice(0, text.length / 2)),
      ),
    // Left out: a flush is slow and changes nothing that a test could see.
    sync: counted(() => undefined),
    claim: counted(claim),
    rename: counted(rename),
    remove: counted(remove),
    createFolder: counted(createFolder),
    removeFolder: counted(removeFolder),
    operations: () => count,
  };
}

/** The disk without its flushes: they are slow, and change nothing that a test could see. */
export function fastFileSystem(): FileSystem {
  return { ...nodeFileSystem, sync: () => undefined };
}
