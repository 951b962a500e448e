/** What can be seen of a call: 110 to 112 and 116 to 120. */
import type { Middleware } from '../../../templates/runtime/files/middleware.ts';
import { equal, has, ok } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import { attempt, clientsOf, execution, executionId } from '../trial.ts';

const id = { id: executionId };

const responses: readonly Case[] = [
  {
    number: 110,
    name: 'the request id of a success, and the value is still the value',
    async run(context) {
      const server = await context.serve({ answers: [execution()] });
      const call = clientsOf(context, server).artu.retrieve(id);
      equal((await call).status, 'completed');
      equal((await call.withResponse()).requestId, 'req_1');
      equal((await server.log()).requests.length, 1);
    },
  },
  {
    number: 111,
    name: 'withResponse gives value, status, headers and attempts; the body is read once',
    async run(context) {
      const { value, requests } = await attempt(context, {
        answers: [{ status: 503 }, execution()],
        make: ({ artu }) => artu.retrieve(id).withResponse(),
      });
      has(value, { status: 200, attempts: 2, requestId: 'req_1' });
      const { data, headers } = value as { data: { status: string }; headers: Headers }; // looked at here
      equal(data.status, 'completed');
      equal(headers.get('content-type'), 'application/json');
      equal(requests.length, 2);
    },
  },
  {
    number: 112,
    name: 'raw gives the response before its body',
    async run(context) {
      const controller = new AbortController();
      const server = await context.serve({ answers: [{ json: { id: 1 }, ends: 'stall' }] });
      const { artu } = clientsOf(context, server, { clock: 1 });
      const response = await artu.retrieve(id, { signal: controller.signal }).raw();
      equal(response.status, 200);
      equal(response.bodyUsed, false);
      controller.abort();
      await response.text().catch(() => undefined);
    },
  },
];

/** Counts what is written to the console while something runs; it is written all the same. */
async function consoleCallsOf(work: () => PromiseLike<unknown>): Promise<number> {
  const names = ['debug', 'log', 'info', 'warn', 'error', 'trace'] as const;
  const kept = new Map(names.map((name) => [name, console[name]]));
  let count = 0;
  for (const [name, write] of kept) {
    console[name] = (...given: unknown[]) => {
      count += 1;
      write.apply(console, given);
    };
  }
  try {
    await work();
  } finally {
    for (const [name, write] of kept) console[name] = write;
  }
  return count;
}

const middleware: readonly Case[] = [
  {
    number: 116,
    name: 'who logs nothing hears nothing: no call to the console',
    async run(context) {
      const trial = { answers: [{ status: 503 }, execution()], client: { onWarning: undefined } };
      equal(await consoleCallsOf(() => attempt(context, trial)), 0);
    },
  },
  {
    number: 118,
    name: 'middleware sees every attempt, credentials included, and what it changes is sent',
    async run(context) {
      const seen: string[] = [];
      const own: Middleware = async (request, next) => {
        seen.push(`${request.operation} ${request.attempt} ${request.headers.get('x-environment')}`);
        request.headers.set('x-own', `attempt ${request.attempt}`);
        return next(request);
      };
      const answers = [{ status: 503 }, execution()];
      const { requests } = await attempt(context, { answers, client: { middleware: [own] } });
      equal(seen, ['workflows.executions.retrieve 1 test', 'workflows.executions.retrieve 2 test']);
      equal(
        requests.map(({ headers }) => headers['x-own']),
        ['attempt 1', 'attempt 2'],
      );
    },
  },
  {
    number: 118,
    name: 'middleware may answer itself, or replace the response',
    async run(context) {
      const cached: Middleware = async () => Response.json(execution().json);
      const answered = await attempt(context, { answers: [{ status: 500 }], call: { middleware: [cached] } });
      equal((answered.value as { status: string }).status, 'completed');
      equal(answered.requests.length, 0);
      const unwrap: Middleware = async (request, next) =>
        Response.json((await (await next(request)).json()).data);
      const replaced = await attempt(context, {
        answers: [{ json: { data: execution('running').json } }],
        call: { middleware: [unwrap] },
      });
      equal((replaced.value as { status: string }).status, 'running');
    },
  },
  {
    number: 118,
    name: 'what middleware throws is one of our errors, with its cause',
    async run(context) {
      const cause = new Error('own');
      const broken: Middleware = async () => {
        throw cause;
      };
      const { error } = await attempt(context, { answers: [execution()], client: { middleware: [broken] } });
      ok(error instanceof context.artu.ApiError, `one of ours, got ${String(error)}`);
      ok(error.cause === cause, 'the cause is the very same');
    },
  },
  {
    number: 118,
    name: 'the first middleware sees the request first, and the response last',
    async run(context) {
      const seen: string[] = [];
      const named =
        (name: string): Middleware =>
        async (request, next) => {
          seen.push(`${name} in`);
          const response = await next(request);
          seen.push(`${name} out`);
          return response;
        };
      await attempt(context, {
        answers: [execution()],
        client: { middleware: [named('client')] },
        call: { middleware: [named('call')] },
      });
      equal(seen, ['client in', 'call in', 'call out', 'client out']);
    },
  },
  {
    number: 119,
    name: 'middleware that reads the body itself gets an error that says so',
    async run(context) {
      const reading: Middleware = async (request, next) => {
        const response = await next(request);
        await response.text();
        return response;
      };
      const { error } = await attempt(context, { answers: [execution()], client: { middleware: [reading] } });
      ok(error instanceof context.artu.ApiError, `one of ours, got ${String(error)}`);
      ok(/middleware/.test(error.message) && /clone/.test(error.message), `says so: ${error.message}`);
    },
  },
  {
    number: 120,
    name: 'one User-Agent with name, version and platform; none in browsers',
    run: (context) => userAgentIsSent(context),
  },
];

async function userAgentIsSent(context: Context): Promise<void> {
  const { requests } = await attempt(context, { answers: [execution()] });
  const sent = requests[0]?.headers['user-agent'] ?? '';
  const isOurs = sent === `@artu/workflows/1.0.0 ${globalThis.navigator?.userAgent ?? ''}`.trim();
  ok(isOurs === (context.runtime !== 'browser'), `User-Agent ${sent}`);
  ok(
    !Object.keys(requests[0]?.headers ?? {}).some((name) => /stainless|telemetry|sdk/.test(name)),
    'nothing besides',
  );
}

export const cases: readonly Case[] = [...responses, ...middleware];
