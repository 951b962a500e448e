/** What a platform does not let a client do or see: the cases of the checklist that do not apply there, and why. */
import type { RuntimeName } from '../case.ts';

export interface Exception {
  /** A kind of runtime, or one by its title. */
  readonly runtimes: readonly (RuntimeName | `Node.js ${number}`)[];
  /** The number and name of each case, or the beginning of both. */
  readonly cases: readonly string[];
  readonly why: string;
}

export const exceptions: readonly Exception[] = [
  {
    runtimes: ['browser'],
    cases: ['9: ', 'W15: ', 'W16: '],
    why: 'A browser by itself sends a request again where a connection that it has used before is reset or closed.',
  },
  {
    runtimes: ['browser'],
    cases: ['28: '],
    why: 'A header of its own costs a page a second request, so the client sends none there.',
  },
  {
    runtimes: ['browser'],
    cases: ['98: User-Agent'],
    why: 'Pages cannot set it.',
  },
  {
    runtimes: ['browser'],
    cases: ['105: a redirect within', '107: '],
    why: 'Pages cannot look at a redirect before they follow it, so all are refused.',
  },
  {
    runtimes: ['browser'],
    cases: ['30: '],
    why: 'Browsers send a body that is a stream over HTTP/2 alone, which this server does not speak.',
  },
  {
    runtimes: ['Node.js 20', 'Node.js 22'],
    cases: ['59: 10,000'],
    why: 'Their AbortSignal.any keeps some 300 bytes for each call on a signal that lives on.',
  },
];
