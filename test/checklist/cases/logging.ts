/** What a log shows of a call, and what never: 113 to 117, and the environment that sets its level (121). */
import { sleep } from '../../support/process-clock.ts';
import { equal, noError, ok } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import type { Middleware } from '../../../templates/runtime/files/middleware.ts';
import { attempt, clientsOf, execution, executionId, type Trial, type Tried } from '../trial.ts';

type Line = readonly [level: string, message: string, fields: object];

interface Logged extends Tried {
  readonly lines: readonly Line[];
  /** All that was written, as text. */
  readonly text: string;
}

const levels = ['error', 'warn', 'info', 'debug'] as const;

/** Makes a call with a log at its loudest. */
async function logged(context: Context, trial: Trial, options: object = {}): Promise<Logged> {
  const lines: Line[] = [];
  const writers = levels.map((level) => [
    level,
    (message: string, fields: object) => lines.push([level, message, fields]),
  ]);
  const log = context.artu.logging({ level: 'debug', logger: Object.fromEntries(writers), ...options });
  const tried = await attempt(context, { ...trial, client: { ...trial.client, middleware: [log] } });
  await sleep(20);
  return { ...tried, lines, text: JSON.stringify(lines) };
}

const answered = {
  ...execution(),
  headers: { 'x-request-id': 'req_1', 'set-cookie': 'session=hidden', 'x-later': 'hidden' },
};

const throwing: Middleware = async (request, next) => {
  request.url.searchParams.set('api_key', 'hidden');
  request.url.searchParams.set('page', '2');
  return next(request);
};

export const cases: readonly Case[] = [
  {
    number: 113,
    name: 'a log at its loudest shows no credential, no cookie, no value of the query',
    async run(context) {
      const headers = { cookie: 'session=hidden', 'x-own': 'hidden' };
      const call = { headers, middleware: [] };
      const { text, lines, error } = await logged(context, { answers: [{ status: 503 }, answered], call });
      noError(error);
      ok(lines.length >= 4, 'every attempt is told');
      for (const secret of ['key_secret', 'hidden']) ok(!text.includes(secret), `${secret} in ${text}`);
      ok(text.includes('req_1'), 'what is harmless is shown');
    },
  },
  {
    number: 113,
    name: 'nor a secret in the query, where a name may be let through',
    async run(context) {
      const lines: string[] = [];
      const write = (message: string): number => lines.push(message);
      const logger = { error: write, warn: write, info: write, debug: write };
      const log = context.artu.logging({ level: 'debug', logger, query: ['Page'] });
      const { error } = await attempt(context, {
        answers: [execution()],
        client: { middleware: [throwing, log] },
      });
      noError(error);
      ok(
        lines.length > 0 && lines.every((line) => line.includes('page=2')),
        `the page in ${lines.join('\n')}`,
      );
      ok(!lines.join('\n').includes('hidden'), 'the secret is not shown');
    },
  },
  {
    number: 114,
    name: 'bodies are shown only where that is asked for',
    async run(context) {
      const trial = {
        answers: [{ json: { answer: 'of the server' } }],
        make: ({ harbour }) => harbour.berths.moor({ body: { ship: 'Anna' } }),
      } satisfies Trial;
      const silent = await logged(context, trial);
      ok(!silent.text.includes('Anna') && !silent.text.includes('of the server'), silent.text);
      const told = await logged(context, trial, { bodies: true });
      ok(told.text.includes('Anna') && told.text.includes('of the server'), told.text);
    },
  },
  {
    number: 115,
    name: 'a header that nobody knows is redacted, unless it is named',
    async run(context) {
      const trial = { answers: [answered] };
      ok(!(await logged(context, trial)).text.includes('hidden'), 'redacted');
      const named = await logged(context, trial, { headers: ['X-Later'] });
      // workerd and browsers do not show set-cookie to a program at all.
      equal(/"x-later":"hidden"/.test(named.text), true, 'named');
      ok(!named.text.includes('session=hidden'), 'the cookie is still redacted');
    },
  },
  {
    number: 116,
    name: 'a level that is off writes nothing',
    async run(context) {
      equal(
        (await logged(context, { answers: [{ status: 503 }, answered] }, { level: 'off' })).lines.length,
        0,
      );
      const quiet = await logged(context, { answers: [{ status: 503 }, answered] }, { level: 'warn' });
      equal(
        quiet.lines.map(([level]) => level),
        ['warn'],
      );
    },
  },
  {
    number: 117,
    name: 'a logger that throws breaks no call',
    async run(context) {
      const broken = (): never => {
        throw new Error('the disk is full');
      };
      const logger = { error: broken, warn: broken, info: broken, debug: broken };
      const { error, requests } = await logged(context, { answers: [{ status: 503 }, answered] }, { logger });
      noError(error);
      equal(requests.length, 2);
    },
  },
  {
    number: 121,
    name: 'the environment gives options where it is asked, and none in a browser',
    async run(context) {
      const options = context.artu.optionsFromEnvironment();
      equal(options.apiKey ?? null, null, 'no variable is set');
      const server = await context.serve({ answers: [execution()] });
      const { artu } = clientsOf(context, server, { client: { middleware: options.middleware } });
      equal((await artu.retrieve({ id: executionId })).status, 'completed');
    },
  },
];
