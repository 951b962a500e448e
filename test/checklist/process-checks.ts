/** The part of the checklist that looks into a process of Node.js: how it ends, and what it keeps. */
import { between, equal, has, ok } from './assertions.ts';
import type { ProcessCheck, Ran } from './process-run.ts';
import type { Script } from './script.ts';
import { execution } from './trial.ts';

const silence: Script = { answers: [{ fault: 'silence' }] };
const completed: Script = { answers: [execution()] };
const refuses: Script = { address: 'refuses' };
const megabyte = 1_000_000;

/** The call ends with this name, and the process at once after it. */
function goesAtOnce(name: string): (ran: Ran) => void {
  return ({ report, turns, fewTurns }) => {
    has(report, { name });
    between(turns, [0, fewTurns], 'turns until the end');
  };
}

function numberIn({ report }: Ran, key: string): number {
  return Number(report[key] ?? Number.NaN);
}

const ends: readonly ProcessCheck[] = [
  {
    numbers: '41',
    name: 'the process goes at once after a success',
    mode: 'call',
    script: completed,
    verify: goesAtOnce('success'),
  },
  {
    numbers: '41',
    name: 'after a refused connection',
    mode: 'call',
    script: refuses,
    verify: goesAtOnce('ApiConnectionError'),
  },
  {
    numbers: '41',
    name: 'after an error',
    mode: 'call',
    script: { answers: [{ status: 404 }] },
    verify: goesAtOnce('ApiStatusError'),
  },
  { numbers: '41', name: 'after an abort', mode: 'abort', script: silence, verify: goesAtOnce('AbortError') },
  {
    numbers: '51',
    name: 'an abort works after a collection of memory',
    mode: 'abort after collection',
    script: silence,
    verify: (ran) => {
      has(ran.report, { name: 'AbortError' });
      between(numberIn(ran, 'ms'), [190, 250], 'ms');
    },
  },
  {
    numbers: '52',
    name: 'a timeout works after a collection of memory',
    mode: 'timeout after collection',
    script: silence,
    verify: (ran) => {
      has(ran.report, { name: 'ApiTimeoutError' });
      between(numberIn(ran, 'wallMs'), [190, Infinity], 'ms on the wall');
      between(numberIn(ran, 'ms'), [0, 250], 'ms');
    },
  },
  {
    numbers: '124',
    name: 'a response whose body nobody reads does not keep the process',
    mode: 'unread',
    script: { answers: [{ text: ' ', times: 2_000_000 }] },
    verify: goesAtOnce('unread'),
  },
];

function showsNoSecret({ report }: Ran): void {
  ok(/^Api\w+Error/.test(String(report['text'])), `an error: ${String(report['text']).slice(0, 100)}`);
  ok(!String(report['text']).includes('key_secret'), 'the key is not shown');
}

const memory: readonly ProcessCheck[] = [
  {
    numbers: '53, 54, 55',
    name: '200 calls side by side on one signal give no warning and leave no listener',
    mode: 'warnings',
    script: completed,
    verify: ({ report }) => equal(report, { warnings: [], listeners: 0 }),
  },
  {
    numbers: '59',
    name: '10,000 calls on one long signal leave nothing in memory',
    mode: 'long signal',
    script: completed,
    verify: (ran) => {
      between(numberIn(ran, 'grownBytes'), [-Infinity, megabyte], 'bytes');
      has(ran.report, { listeners: 0 });
    },
  },
  {
    numbers: '83',
    name: 'what Node.js prints of a failed connection holds no secret',
    mode: 'inspect',
    script: refuses,
    verify: showsNoSecret,
  },
  {
    numbers: '83',
    name: 'nor what it prints of a status',
    mode: 'inspect',
    script: { answers: [{ status: 401, json: { message: 'no' } }] },
    verify: showsNoSecret,
  },
  {
    numbers: '121',
    name: 'nothing is read from the environment, at import or in a call',
    mode: 'environment',
    script: completed,
    verify: ({ report }) => equal(report, { names: [], name: 'success' }),
  },
  {
    numbers: '122',
    name: '1,000 calls leave less than 1 MB, no handle and no listener',
    mode: 'many calls',
    script: completed,
    verify: (ran) => {
      between(numberIn(ran, 'grownBytes'), [-Infinity, megabyte], 'bytes');
      has(ran.report, { listeners: 0, timers: 0 });
    },
  },
  {
    numbers: '127',
    name: '1,000 calls on 50 connections all settle',
    mode: 'few sockets',
    script: completed,
    verify: ({ report, log }) => {
      equal(report, { names: ['success'] });
      between(new Set(log.requests.map(({ connection }) => connection)).size, [1, 51], 'connections');
    },
  },
];

const waits: readonly ProcessCheck[] = [
  {
    numbers: 'W32',
    name: '100 waits side by side on one signal give no warning and leave no listener',
    mode: 'waits of one signal',
    script: completed,
    verify: ({ report }) => equal(report, { warnings: [], listeners: 0 }),
  },
  {
    numbers: 'W33',
    name: 'an abort works after a collection of memory, within 50 ms',
    mode: 'abort a wait after collection',
    script: silence,
    verify: (ran) => {
      has(ran.report, { name: 'AbortError' });
      between(numberIn(ran, 'ms'), [0, 50], 'ms');
      equal(ran.log.requests.length, 1);
    },
  },
  {
    numbers: 'W33',
    name: 'a deadline works after a collection of memory, within 50 ms',
    mode: 'deadline after collection',
    script: silence,
    verify: (ran) => {
      has(ran.report, { name: 'WaiterTimeoutError' });
      between(numberIn(ran, 'wallMs'), [1_290, Infinity], 'ms on the wall');
      between(numberIn(ran, 'ms'), [0, 1_350], 'ms');
    },
  },
  {
    numbers: 'W34',
    name: 'the process goes at once after a wait',
    mode: 'wait',
    script: completed,
    verify: goesAtOnce('success'),
  },
  {
    numbers: 'W34',
    name: 'after a wait that failed',
    mode: 'wait',
    script: { answers: [execution('errored')] },
    verify: goesAtOnce('WaiterFailureError'),
  },
  {
    numbers: 'W34',
    name: 'after one that ended with an error',
    mode: 'wait',
    script: { answers: [{ status: 404 }] },
    verify: goesAtOnce('WaiterError'),
  },
  {
    numbers: 'W34',
    name: 'after one that was aborted',
    mode: 'abort a wait',
    script: silence,
    verify: goesAtOnce('AbortError'),
  },
];

export const processChecks: readonly ProcessCheck[] = [...ends, ...memory, ...waits];
