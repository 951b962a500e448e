/** Two states of a package → the lines that a reviewer sees, each as a diff shows it. */
import { diffLines } from 'diff';
import type { Files } from './generated-package.ts';

export interface ChangedLines {
  /** `src/client.ts: + readonly pets: Pets;`, in the order of the files. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * What a reviewer reads: not the manifest, whose hashes follow from the rest, not the ledger, and not the entry of
 * CHANGES.md, which lists the changes of API.md once more.
 */
export const reviewed = (path: string): boolean =>
  !path.startsWith('.clientwright/') && path !== 'CHANGES.md';

/** The lines that differ in files whose path is of interest. */
export function changedLines(
  before: Files,
  after: Files,
  isOfInterest: (path: string) => boolean = reviewed,
): ChangedLines {
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(isOfInterest).toSorted();
  const changes = paths.flatMap((path) => {
    const parts = diffLines(before.get(path) ?? '', after.get(path) ?? '');
    return parts.flatMap(({ added, removed, value }) =>
      value
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => ({ added, removed, line: `${path}: ${line.trim()}` })),
    );
  });
  return {
    added: changes.filter(({ added }) => added).map(({ line }) => line),
    removed: changes.filter(({ removed }) => removed).map(({ line }) => line),
  };
}
