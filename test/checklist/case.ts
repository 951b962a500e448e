/** What a case of the checklist is: a number, a name, and a check that runs wherever `fetch` does. */
import type { Packages } from './packages.ts';
import type { Log, Script } from './script.ts';

/** 1 to 184 as in the list of checks; W1 to W44 are those of waiters, and S1 on those of streams, beyond the list. */
export type CaseNumber = number | `W${number}` | `S${number}`;

/**
 * One check. It uses nothing of Node.js or the test runner: the same code runs in Node.js, Bun, Deno,
 * workerd and a browser.
 */
export interface Case {
  readonly number: CaseNumber;
  /** Unique together with the number. */
  readonly name: string;
  /** @throws whatever says what is wrong. */
  readonly run: (context: Context) => Promise<void>;
}

export type RuntimeName = 'node' | 'bun' | 'deno' | 'workerd' | 'browser';

/** What a case has to work with. */
export interface Context extends Packages {
  readonly runtime: RuntimeName;
  /** Starts a server; it ends with the case. */
  readonly serve: (script: Script) => Promise<Server>;
}

export interface Server {
  readonly url: string;
  readonly log: () => Promise<Log>;
}
