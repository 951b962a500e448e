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
    numbers: ['W33', 'W34'],
    file: 'test/checklist/process-checks.ts',
    why: 'They look into a process of Node.js: its end, and what its collections take away.',
  },
  {
    numbers: ['W11'],
    file: 'test/templates/waiters.test.ts',
    why: 'ARTU tells the current state; other ways to say that a window is over need another document.',
  },
  {
    numbers: ['W44'],
    file: 'test/checklist/waiter-types.test.ts',
    why: 'It is about types, and nothing runs.',
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
  {
    numbers: [132, 134],
    file: 'test/package/generated.test.ts',
    why: 'They are about the packed package in a project that installs it: `npm run test:package`.',
  },
  {
    numbers: [135],
    file: 'test/consumer/documented.test.ts',
    why: 'It is about the words that the package says of itself.',
  },
];
