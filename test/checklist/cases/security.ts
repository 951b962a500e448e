/** Credentials, and where they must not go: 102 to 109. */
import { between, equal, has, ok } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import { attempt, clientsOf, execution, executionId, settle, type Tried } from '../trial.ts';

/** A call whose server answers with a redirect to another path of its own, and what follows. */
async function redirectedTo(context: Context, location: string, status = 307): Promise<Tried> {
  return attempt(context, {
    answers: [{ status, headers: { location } }, execution()],
    client: { maxRetries: 0 },
  });
}

const secrets = ['authorization', 'x-environment', 'x-own'];

export const cases: readonly Case[] = [
  {
    number: 102,
    name: 'both schemes of one requirement are sent',
    async run(context) {
      const { requests } = await attempt(context, { answers: [execution()] });
      has(requests[0]?.headers, { authorization: 'Bearer key_secret', 'x-environment': 'test' });
    },
  },
  {
    number: 102,
    name: 'a missing one is refused by its name, before anything is sent',
    async run(context) {
      for (const option of ['apiKey', 'environment']) {
        for (const value of [undefined, '', ' ']) {
          const { error, requests } = await attempt(context, {
            answers: [execution()],
            client: { [option]: value },
          });
          has(error, { name: 'ApiRequestError', option });
          equal(requests.length, 0);
        }
      }
    },
  },
  {
    number: 103,
    name: 'the line end of the file that a secret was read from is taken off',
    async run(context) {
      const { requests } = await attempt(context, {
        answers: [execution()],
        client: { apiKey: ' key_secret\r\n' },
      });
      equal(requests[0]?.headers['authorization'], 'Bearer key_secret');
    },
  },
  {
    number: 104,
    name: 'a function that gives a credential is called for every attempt',
    async run(context) {
      let asked = 0;
      const apiKey = async (): Promise<string> => `key_${(asked += 1)}`;
      const { requests } = await attempt(context, {
        answers: [{ status: 503 }, execution()],
        client: { apiKey },
      });
      equal(
        requests.map(({ headers }) => headers['authorization']),
        ['Bearer key_1', 'Bearer key_2'],
      );
    },
  },
  {
    number: 104,
    name: 'calls side by side ask it once',
    async run(context) {
      let asked = 0;
      const apiKey = async (): Promise<string> => {
        asked += 1;
        await Promise.resolve();
        return 'key_secret';
      };
      const server = await context.serve({ answers: [execution()] });
      const { artu } = clientsOf(context, server, { client: { apiKey } });
      await Promise.all(Array.from({ length: 10 }, () => artu.retrieve({ id: executionId })));
      equal(asked, 1);
    },
  },
  {
    number: 105,
    name: 'no credential goes to another origin by a redirect',
    async run(context) {
      const other = await context.serve({ answers: [execution()] });
      for (const status of [301, 302, 303, 307, 308]) {
        const { error } = await redirectedTo(context, `${other.url}/x`, status);
        ok(error instanceof context.artu.ApiError, `one of ours, got ${String(error)}`);
      }
      const { requests } = await other.log();
      equal(
        requests.filter(({ headers }) => secrets.some((name) => name in headers)).length,
        0,
        'requests with secrets',
      );
    },
  },
  {
    number: 105,
    name: 'a redirect within the origin is followed, with what the call had',
    async run(context) {
      const { error, requests } = await redirectedTo(context, '/moved?to=1');
      equal(error, undefined);
      equal(requests.map(({ url }) => url)[1], '/moved?to=1');
      has(requests[1]?.headers, { authorization: 'Bearer key_secret', 'x-environment': 'test' });
    },
  },
  {
    number: 106,
    name: 'a redirect from https to http is refused',
    async run(context) {
      const other = await context.serve({ answers: [execution()] });
      const asked: string[] = [];
      const fetching = async (url: string): Promise<Response> => {
        asked.push(url);
        return new Response(null, { status: 302, headers: { location: url.replace('https:', 'http:') } });
      };
      const { error } = await attempt(context, {
        client: { fetch: fetching, baseUrl: 'https://api.artu.ai', maxRetries: 0 },
      });
      has(error, { name: 'ApiResponseError', kind: 'redirect', status: 302 });
      equal(asked.length, 1);
      equal((await other.log()).requests.length, 0);
    },
  },
  {
    number: 107,
    name: 'redirects without an end are bounded, and typed',
    async run(context) {
      const answers = [{ status: 302, headers: { location: '/again' } }];
      const { error, requests } = await attempt(context, { answers, client: { maxRetries: 0 } });
      has(error, { name: 'ApiResponseError', kind: 'redirect' });
      between(requests.length, [2, 21], 'requests');
    },
  },
  {
    number: 108,
    name: 'a base URL with a user name and password is refused, and they are not shown',
    async run(context) {
      const server = await context.serve({ answers: [execution()] });
      const baseUrl = server.url.replace('://', '://rosa:hidden@');
      const { error, requests } = await settle(server, async () => {
        const { artu } = clientsOf(context, server, { client: { baseUrl } });
        return artu.retrieve({ id: executionId });
      });
      has(error, { name: 'ApiRequestError', option: 'baseUrl' });
      ok(!String(error).includes('hidden'), 'the password is not shown');
      equal(requests.length, 0);
    },
  },
  {
    number: 109,
    name: 'Accept names what the call can read, and no more',
    async run(context) {
      const artu = await attempt(context, { answers: [execution()] });
      equal(artu.requests[0]?.headers['accept'], 'application/json');
      const quay = await attempt(context, {
        answers: [{ text: 'calm', headers: { 'content-type': 'text/plain' } }],
        make: ({ harbour }) => harbour.quay.retrieve(),
      });
      equal(quay.requests[0]?.headers['accept'], 'text/plain, application/problem+json');
      equal(quay.value, 'calm');
    },
  },
];
