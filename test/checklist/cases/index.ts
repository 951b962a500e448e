/** Every case that runs anywhere. */
import type { Case } from '../case.ts';
import { cases as abort } from './abort.ts';
import { cases as errors } from './errors.ts';
import { cases as logging } from './logging.ts';
import { cases as longPoll } from './long-poll.ts';
import { cases as observability } from './observability.ts';
import { cases as parsing } from './parsing.ts';
import { cases as pollers } from './pollers.ts';
import { cases as requests } from './requests.ts';
import { cases as resources } from './resources.ts';
import { cases as retryHints } from './retry-hints.ts';
import { cases as retry } from './retry.ts';
import { cases as security } from './security.ts';
import { cases as streams } from './streams.ts';
import { cases as timeouts } from './timeouts.ts';
import { cases as waiterTrouble } from './waiter-trouble.ts';
import { cases as waiters } from './waiters.ts';

export const cases: readonly Case[] = [
  ...retry,
  ...retryHints,
  ...timeouts,
  ...abort,
  ...errors,
  ...parsing,
  ...requests,
  ...security,
  ...observability,
  ...logging,
  ...resources,
  ...streams,
  ...longPoll,
  ...waiters,
  ...waiterTrouble,
  ...pollers,
];
