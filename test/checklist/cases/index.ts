/** Every case that runs anywhere. */
import type { Case } from '../case.ts';
import { cases as retry } from './retry.ts';
import { cases as waiters } from './waiters.ts';

export const cases: readonly Case[] = [...retry, ...waiters];
