/** A file system that stops or fails at a chosen operation, to stand where a real one would be cut off. */
import { type FileSystem, nodeFileSystem } from '../../generator/emit/file-system.ts';

/** Thrown in place of a death: unlike a failure of the disk, no code of ours may live on after it. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/**
 * `kill`: dies before the operation; `tear`: dies halfway through a write; `full`: from then on, everything
 * fails that takes space; else the error code of one failure.
 */
export type Fault = 'kill' | 'tear' | 'full' | 'ENOSPC' | 'EIO' | 'EACCES';

export interface FaultyFileSystem extends FileSystem {
  readonly operations: () => number;
}

/** A death matters only at an operation that changes something; a failure, at a read too. Counted from 1; 0 is never met. */
export function faultyFileSystem(fault: Fault, at: number, deathAfter = Infinity): FaultyFileSystem {
  const isDeath = fault === 'kill' || fault === 'tear';
  let count = 0;
  let dead = false;
  const meet = (work: () => void, halfWay: () => void, takesSpace = false): void => {
    if (dead) throw new Killed();
    count += 1;
    if (count === at + deathAfter) {
      dead = true;
      throw new Killed();
    }
    if (fault === 'full' && takesSpace && at > 0 && count >= at) throw failure('ENOSPC');
    if (count !== at || fault === 'full') return work();
    if (isDeath) {
      dead = true;
      if (fault === 'tear') halfWay();
      throw new Killed();
    }
    throw failure(fault);
  };
  const counted =
    <Arguments extends readonly unknown[]>(work: (...given: Arguments) => void, takesSpace = false) =>
    (...given: Arguments): void =>
      meet(
        () => work(...given),
        () => undefined,
        takesSpace,
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
        true,
      ),
    // Left out: a flush is slow and changes nothing that a test could see.
    sync: counted(() => undefined),
    claim: counted(claim, true),
    rename: counted(rename),
    remove: counted(remove),
    createFolder: counted(createFolder, true),
    removeFolder: counted(removeFolder),
    operations: () => count,
  };
}

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code, syscall: 'test', path: 'injected' });
}

/** The disk without its flushes: they are slow, and change nothing that a test could see. */
export function fastFileSystem(): FileSystem {
  return { ...nodeFileSystem, sync: () => undefined };
}
