/** What a platform does not let a client do or see: the cases of the checklist that do not apply there, and why. */
import type { RuntimeName } from '../case.ts';

export interface Exception {
  readonly kinds: readonly RuntimeName[];
  /** The number and name of each case, or the beginning of both. */
  readonly cases: readonly string[];
  readonly why: string;
}

export const exceptions: readonly Exception[] = [
  {
    kinds: ['browser'],
    cases: ['9: ', 'W15: ', 'W16: '],
    why: 'A browser by itself sends a request again where a connection that it has used before is reset or closed.',
  },
  {
    kinds: ['browser'],
    cases: ['28: '],
    why: 'A header of its own costs a page a second request, so the client sends none there.',
  },
  {
    kinds: ['browser'],
    cases: ['98: User-Agent'],
    why: 'Pages cannot set it.',
  },
  {
    kinds: ['browser'],
    cases: ['105: a redirect within', '107: '],
    why: 'Pages cannot look at a redirect before they follow it, so all are refused.',
  },
  {
    kinds: ['browser'],
    cases: ['30: '],
    why: 'Browsers send a body that is a stream over HTTP/2 alone, which this server does not speak.',
  },
];
