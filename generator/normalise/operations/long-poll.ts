/** Turns `x-long-poll` into a `LongPoll`: how long the server holds a request, and how to ask for it. */
import type { LongPoll, Response } from '../../api/api.ts';
import { sortedBy } from '../../api/compare.ts';
import { noDocs } from '../../api/docs.ts';
import type { Scope } from '../scope.ts';
import { placeOf } from '../scope.ts';
import { childOf, objectOf } from '../source.ts';
import type { Extension } from './extension.ts';
import { milliseconds, reportExtension, reportOtherKeys, wordAt } from './extension.ts';
import { readFallback } from './fallback.ts';
import type { Waiting } from './answer-values.ts';
import { readWindow } from './window.ts';

/** `null`: the operation answers at once, or the extension does not fit and was reported. */
export function readLongPoll(scope: Scope, waiting: Waiting): LongPoll | null {
  const source = childOf(waiting.source, 'x-long-poll');
  if (source.value === undefined) return null;
  const extension: Extension = { scope, source, code: 'CW2050' };
  if (objectOf(source) === null) {
    reportExtension(extension, 'x-long-poll must be an object.');
    return null;
  }
  reportOtherKeys(extension, ['window', 'default', 'graceMs', 'onElapsed', 'fallback']);
  const window = readWindow(extension, waiting);
  if (window === null) return null;
  return {
    window,
    graceMs: milliseconds(extension, 'graceMs', 10_000),
    elapsedStatus: elapsedStatuses[wordAt(extension, 'onElapsed', endings)],
    fallback: readFallback(extension, waiting),
    place: placeOf(scope, source),
  };
}

type Ending = 'current-state' | 'no-content' | 'not-modified' | 'request-timeout';

const endings: readonly [Ending, ...Ending[]] = [
  'current-state',
  'no-content',
  'not-modified',
  'request-timeout',
];

const elapsedStatuses: Readonly<Record<Ending, number | null>> = {
  'current-state': null,
  'no-content': 204,
  'not-modified': 304,
  'request-timeout': 408,
};

/** The responses with that of a window in which nothing happened: it has no body, whatever the document says. */
export function withElapsed(
  responses: readonly Response[],
  { elapsedStatus, place }: LongPoll,
): readonly Response[] {
  if (elapsedStatus === null) return responses;
  const status = String(elapsedStatus);
  const written = responses.find((one) => one.status === status);
  const elapsed: Response = { status, headers: [], docs: noDocs, place, ...written, content: [] };
  const others = responses.filter((one) => one !== written);
  return sortedBy([...others, elapsed], (one) =>
    /^\d+$/.test(one.status) ? `0${one.status}` : `1${one.status}`,
  );
}
