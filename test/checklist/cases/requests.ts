/** What is sent, and what is not: 86 to 101. */
import { equal, has, noError, ok } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import { attempt, execution, executionId, type Clients, type Trial, type Tried } from '../trial.ts';

const empty = { answers: [{ json: {} }] };

function berth(context: Context, name: unknown): Promise<Tried> {
  return attempt(context, { ...empty, make: ({ harbour }) => harbour.berths.retrieve({ name }) });
}

async function refusedNames(context: Context, names: readonly unknown[]): Promise<void> {
  for (const name of names) {
    const { error, requests } = await berth(context, name);
    has(error, { name: 'ApiRequestError' });
    equal(requests.length, 0);
  }
}

/** The path that a name leads to; `null`: it is refused. */
async function pathOf(context: Context, name: string): Promise<string | null> {
  const { error, requests } = await berth(context, name);
  if (error !== undefined) has(error, { name: 'ApiRequestError' });
  return requests[0]?.url ?? null;
}

async function searched(context: Context, parameters: object): Promise<string[]> {
  const { error, requests } = await attempt(context, {
    ...empty,
    make: ({ harbour }) => harbour.berths.search(parameters),
  });
  noError(error);
  return (requests[0]?.url.replace(/^[^?]*\??/, '') ?? '').split('&').toSorted();
}

async function urlFrom(context: Context, suffix: string): Promise<string | undefined> {
  const server = await context.serve({ answers: [execution()] });
  const make = ({ artu }: Clients): PromiseLike<unknown> => artu.retrieve({ id: executionId });
  const { error } = await attempt(context, { make, client: { baseUrl: server.url + suffix } });
  noError(error);
  return (await server.log()).requests[0]?.url;
}

async function headersWith(
  context: Context,
  trial: Trial,
): Promise<Readonly<Record<string, string | undefined>>> {
  const { error, requests } = await attempt(context, { answers: [execution()], ...trial });
  noError(error);
  return requests[0]?.headers ?? {};
}

const paths: readonly Case[] = [
  {
    number: 86,
    name: "'..' and '.' in a path are refused",
    run: (context) => refusedNames(context, ['..', '.']),
  },
  {
    number: 87,
    name: 'no spelling of dots and slashes leads elsewhere',
    async run(context) {
      for (const name of ['%2e%2e', '..%2f', '\\..\\', '../x', '..;', '%2e', 'a/../b', '..\\..']) {
        const path = await pathOf(context, name);
        ok(path === null || /^\/berths\/[^/]+$/.test(path), `${name} leads to ${path}`);
        ok(path === null || !/^\.+$/.test(decodeURIComponent(path.slice(8))), `${name} leads to ${path}`);
      }
    },
  },
  {
    number: 88,
    name: "'a/b', 'a?b#c', 'a;b' are encoded",
    async run(context) {
      equal(await pathOf(context, 'a/b'), '/berths/a%2Fb');
      equal(await pathOf(context, 'a?b#c'), '/berths/a%3Fb%23c');
      equal(await pathOf(context, 'a;b'), '/berths/a%3Bb');
    },
  },
  { number: 89, name: 'the empty text is refused', run: (context) => refusedNames(context, ['']) },
  {
    number: 90,
    name: 'null, undefined and objects are refused',
    run: (context) => refusedNames(context, [null, undefined, {}, ['a'], { toString: () => 'a' }]),
  },
  {
    number: 91,
    name: 'characters beyond the first plane are encoded, half a pair is refused by name',
    async run(context) {
      equal(await pathOf(context, '⚓🚢'), `/berths/${encodeURIComponent('⚓🚢')}`);
      const { error } = await berth(context, '\uD83D');
      has(error, { name: 'ApiRequestError' });
      ok(/name/.test(String(error)), `names it: ${String(error)}`);
    },
  },
  {
    number: 92,
    name: 'a base URL with a path, with or without a slash at its end',
    async run(context) {
      const path = `/workflows/executions/${executionId}`;
      equal(await urlFrom(context, '/api/v1'), `/api/v1${path}`);
      equal(await urlFrom(context, '/api/v1/'), `/api/v1${path}`);
      equal(await urlFrom(context, '/'), path);
    },
  },
  {
    number: 93,
    name: 'a base URL with a query keeps it',
    async run(context) {
      equal(await urlFrom(context, '/api?tenant=1'), `/api/workflows/executions/${executionId}?tenant=1`);
    },
  },
];

const queries: readonly Case[] = [
  {
    number: 94,
    name: 'form, exploded and not, spaces, pipes and deepObject, as OpenAPI has them',
    async run(context) {
      const parameters = {
        tags: ['a', 'b c'],
        ids: [1, 2],
        words: ['a', 'b'],
        marks: ['a', 'b'],
        filter: { name: 'x & y', size: { min: 3 } },
        link: 'https://x.example/?a=1',
      };
      equal(await searched(context, parameters), [
        'filter%5Bname%5D=x%20%26%20y',
        'filter%5Bsize%5D%5Bmin%5D=3',
        'ids=1,2',
        'link=https://x.example/?a=1',
        'marks=a%7Cb',
        'tags=a',
        'tags=b%20c',
        'words=a%20b',
      ]);
    },
  },
  {
    number: 95,
    name: 'undefined, null and [] are left out, the empty text is sent',
    async run(context) {
      equal(await searched(context, { tags: [], text: undefined, note: null }), ['']);
      equal(await searched(context, { text: '' }), ['text=']);
    },
  },
  {
    number: 96,
    name: 'dates, booleans, -0 and 1e21 are written as JSON would',
    async run(context) {
      const since = '2026-01-02T03:04:05.000Z';
      const dated = await searched(context, { since, on: false });
      equal(dated, ['on=false', `since=${encodeURIComponent(since)}`]);
      equal(await searched(context, { size: -0 }), ['size=0']);
      equal(await searched(context, { size: 1e21 }), ['size=1e%2B21']);
    },
  },
  {
    number: 97,
    name: 'limits of a parameter are checked before anything is sent',
    async run(context) {
      for (const timeoutMs of [999, 60_001, 1_000.5]) {
        const { error, requests } = await attempt(context, {
          answers: [execution()],
          make: ({ artu }) => artu.wait({ id: executionId, timeoutMs }),
        });
        has(error, { name: 'ApiRequestError' });
        equal((error as { issues: { path: unknown }[] }).issues[0]?.path, ['timeoutMs']);
        equal(requests.length, 0);
      }
    },
  },
];

const headers: readonly Case[] = [
  {
    number: 98,
    name: "the caller's header wins over a default, in any case",
    async run(context) {
      const sent = await headersWith(context, {
        client: { headers: { ACCEPT: 'application/json;v=2', 'x-own': 'client' } },
        call: { headers: { 'X-Own': 'call' } },
      });
      has(sent, { accept: 'application/json;v=2', 'x-own': 'call' });
    },
  },
  {
    number: 98,
    name: 'User-Agent too',
    async run(context) {
      has(await headersWith(context, { call: { headers: { 'user-agent': 'own/1' } } }), {
        'user-agent': 'own/1',
      });
    },
  },
  {
    number: 99,
    name: 'null takes a default away',
    async run(context) {
      const sent = await headersWith(context, {
        client: { headers: { 'x-own': 'client' } },
        call: { headers: { 'X-OWN': null, 'x-environment': null } },
      });
      ok(!('x-own' in sent), 'no header of the client');
      ok(!('x-environment' in sent), 'no header of the security');
    },
  },
  {
    number: 100,
    name: 'names and values of headers are checked, a line break is never sent',
    async run(context) {
      for (const wrong of [
        { 'x-own': 'a\r\nx-evil: 1' },
        { 'x own': 'a' },
        { 'x-own\r\n': 'a' },
        { '': 'a' },
        { 'x-own': '🚢' },
      ]) {
        const { error, requests } = await attempt(context, {
          answers: [execution()],
          call: { headers: wrong },
        });
        has(error, { name: 'ApiRequestError' });
        equal(requests.length, 0);
      }
    },
  },
  {
    number: 101,
    name: 'a GET has no content-type, and there is no empty cookie header',
    async run(context) {
      const sent = await headersWith(context, {});
      ok(!('content-type' in sent), 'no content-type');
      ok(!('cookie' in sent), 'no cookie');
      ok(!('content-length' in sent), 'no content-length');
    },
  },
];

export const cases: readonly Case[] = [...paths, ...queries, ...headers];
