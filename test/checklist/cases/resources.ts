/** What a call holds, and on what it runs: 123, 125, 129 and 130. */
import { sleep } from '../../support/process-clock.ts';
import { between, equal, has, ok, rejected } from '../assertions.ts';
import type { Case, Context } from '../case.ts';
import { attempt, clientsOf, execution, executionId, transportTo } from '../trial.ts';

const id = { id: executionId };

/** Puts something into the globals while a function runs, and takes it out before anybody else can look. */
function withGlobal<T>(name: string, value: unknown, work: () => T): T {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  try {
    return work();
  } finally {
    if (before === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, before);
  }
}

/** A call that the server holds, and how it ends when its client is closed. */
async function closedInFlight(context: Context, close: (client: object) => Promise<void>): Promise<void> {
  const server = await context.serve({ answers: [{ fault: 'silence' }] });
  const { artu, runtime } = context;
  const client = artu.createClient({
    apiKey: 'key_secret',
    environment: 'test',
    baseUrl: server.url,
    allowBrowser: runtime === 'browser',
  });
  const held = rejected(client.workflows.executions.retrieve(id));
  while ((await server.log()).requests.length === 0) await sleep(5);
  await close(client);
  ok((await held) instanceof artu.ApiError, 'what was in flight ends as one of our errors');
  const later = await rejected(client.workflows.executions.retrieve(id));
  ok(later instanceof artu.ApiError, 'what comes later is refused');
  await sleep(50);
  const { requests } = await server.log();
  equal(requests.length, 1);
  ok(requests[0]?.closedAtMs !== null, 'the server sees the connection close');
}

/** A page is one by itself; elsewhere it is played. */
function inPage<T>({ runtime }: Context, work: () => T): T {
  return runtime === 'browser' ? work() : withGlobal('document', {}, work);
}

function refusesInPage(context: Context): void {
  const make = (): unknown => {
    try {
      return transportTo(context, { url: 'https://api.artu.ai' }, { client: { allowBrowser: false } });
    } catch (error) {
      return error;
    }
  };
  const error = inPage(context, make);
  has(error, { name: 'ApiRequestError', option: 'allowBrowser' });
  ok(!String(error).includes('key_secret'), 'the secret is not shown');
}

export const cases: readonly Case[] = [
  {
    number: 123,
    name: '100 calls one after the other: connections are used again',
    async run(context) {
      const server = await context.serve({ answers: [execution()] });
      const { artu } = clientsOf(context, server);
      for (let call = 0; call < 100; call += 1) await artu.retrieve(id);
      const { requests } = await server.log();
      equal(requests.length, 100);
      // The fetch of Node.js by itself takes two in turn, as one is not free at once when its body has ended.
      between(new Set(requests.map(({ connection }) => connection)).size, [1, 2], 'connections');
    },
  },
  {
    number: 125,
    name: 'a client that is closed ends what is in flight, and refuses what comes later',
    run: (context) => closedInFlight(context, (client) => (client as { close: () => Promise<void> }).close()),
  },
  {
    number: 125,
    name: '`await using` closes it, where the platform knows it',
    async run(context) {
      const key: unknown = Reflect.get(Symbol, 'asyncDispose');
      if (typeof key !== 'symbol') return;
      await closedInFlight(context, (client) => Reflect.get(client, key).call(client));
    },
  },
  {
    number: 129,
    name: 'fetch is called on its own, and the global as it is at the call: platforms refuse another `this`',
    async run(context) {
      const platform = globalThis.fetch;
      const recordTo = (
        seen: unknown[],
        address: string,
      ): ((url: string, init: RequestInit) => Promise<Response>) =>
        function own(this: unknown, url, init) {
          if (url.startsWith(address)) seen.push(this);
          return platform(url, init);
        };
      const [given, global]: [unknown[], unknown[]] = [[], []];
      const client = { fetch: recordTo(given, '') };
      equal((await attempt(context, { answers: [execution()], client })).error, undefined);
      const server = await context.serve({ answers: [execution()] });
      const transport = transportTo(context, server);
      // As a mock or a tracer does, after the client was created. Other cases run meanwhile, and reach the platform.
      Reflect.set(globalThis, 'fetch', recordTo(global, server.url));
      try {
        await context.executions.retrieve(transport, id);
      } finally {
        Reflect.set(globalThis, 'fetch', platform);
      }
      equal(given.length + global.length, 2);
      ok(
        [...given, ...global].every((each) => each === undefined),
        'this is undefined',
      );
    },
  },
  {
    number: 130,
    name: 'a secret in a page, or in one of its workers, is refused unless that is said',
    async run(context) {
      refusesInPage(context);
      const given = { client: { allowBrowser: true } };
      const allowed = inPage(context, () => transportTo(context, { url: 'https://api.artu.ai' }, given));
      ok(allowed.baseUrl, 'a transport');
    },
  },
];
