/** The numbers of the checklist that are no portable case: by which test they are held, or why they cannot apply. */
import type { CaseNumber } from './case.ts';

export interface Elsewhere {
  readonly numbers: readonly CaseNumber[];
  /** The test, from the root of the repository; its text names the numbers. `null`: none. */
  readonly file: string | null;
  readonly why: string;
}

export const elsewhere: readonly Elsewhere[] = [
  {
    numbers: [41, 51, 52, 55, 121, 122, 124, 127],
    file: 'test/checklist/process-checks.ts',
    why: 'They look into a process of Node.js: its end, its memory, its collections.',
  },
  {
    numbers: [126],
    file: 'test/checklist/checklist.test.ts',
    why: 'It is about all cases together.',
  },
  {
    numbers: [128],
    file: 'test/checklist/runtimes/run.ts',
    why: 'It is this suite on every runtime: `npm run test:runtimes`.',
  },
  {
    numbers: [131, 133],
    file: 'test/checklist/packaging.test.ts',
    why: 'They are about files and bundles, and no call is made.',
  },
];
