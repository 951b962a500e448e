/** Remembers which documents the schema found no fault with: the check costs more than the rest of an unchanged run. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashText } from '../../api/hash.ts';
import type { WrittenDocument } from '../document.ts';

export interface Verdict {
  readonly isKnownValid: boolean;
  /** To be called once nothing was found; a cache that cannot be written is no fault. */
  readonly remember: () => void;
}

/** A new number makes all that was remembered void: for when the check itself finds more. */
const checkVersion = 3;

/** Kept where tools of a project keep such things, and nowhere else: without `node_modules` nothing is kept. */
export function recallVerdict(written: WrittenDocument, workingDirectory: string): Verdict {
  const modules = join(workingDirectory, 'node_modules');
  if (!existsSync(modules)) return { isKnownValid: false, remember: () => undefined };
  const folder = join(modules, '.cache', 'clientwright');
  const content = JSON.stringify([checkVersion, written.version, written.root]);
  const file = join(folder, `valid-${hashText(content)}`);
  return { isKnownValid: existsSync(file), remember: () => markValid(folder, file) };
}

function markValid(folder: string, file: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, '');
  } catch {
    // A folder that cannot be written to: the next run checks again.
  }
}
