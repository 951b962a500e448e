/**
 * A program of its own, which makes calls of the generated client in one of several ways and says on
 * a line of JSON what it saw, and for how many turns of its event loop it went on: how processes end, and what
 * stays in memory.
 */
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { getEventListeners } from 'node:events';
import { leastGrowth } from '../support/memory.ts';
import { processClock, settlingMs, sleep } from '../support/process-clock.ts';
import type { Suite } from './suite.ts';

const [file = '', baseUrl = '', mode = ''] = process.argv.slice(2);

/** The variables of the environment that are looked at from here on, those that Node.js itself looks at aside. */
const variables = new Set<string>();
const watched = new Proxy(process.env, {
  get(target, name) {
    if (typeof name === 'string' && !/^(?:NODE|UNDICI|JEST|WATCH)_|proxy$/i.test(name)) variables.add(name);
    return Reflect.get(target, name);
  },
});
if (mode === 'environment') Object.defineProperty(process, 'env', { value: watched });

const { packages }: Suite = await import(pathToFileURL(file).href);
const { artu } = packages;
const id = { id: '0198b8f0-0000-7000-8000-000000000001' };
const options = { apiKey: 'key_secret', environment: 'test', maxRetries: 0 } as const;
const { executions } = artu.createClient({ ...options, baseUrl }).workflows;

/** Forces collections, some of them while a call is in flight. */
const collect = (): void => globalThis.gc?.();

interface Report {
  readonly name?: string;
  readonly [what: string]: unknown;
}

/** How a call ends, and how long that takes from here, on the clock of the process and on that on the wall. */
async function ended(call: PromiseLike<unknown>): Promise<Report> {
  const startedAt = performance.now();
  const end = call.then(
    () => 'success',
    (error: unknown) => (error instanceof Error ? error.name : 'no error'),
  );
  const ms = await settlingMs(end);
  return { name: await end, ms, wallMs: performance.now() - startedAt };
}

function waitFor(given: { readonly signal?: AbortSignal; readonly maxWaitMs?: number }): Promise<unknown> {
  return executions.waitUntilCompleted(id, { maxWaitMs: 60_000, ...given });
}

function collectSoon(): void {
  for (const ms of [50, 70, 120]) processClock.schedule(ms, collect);
}

async function afterCollection(work: () => PromiseLike<unknown>): Promise<Report> {
  collectSoon();
  return ended(work());
}

/** The kinds of what keeps a process alive, but for its own standard streams. */
function handles(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => !/Pipe|TTY|FS|Console/.test(kind));
}

const modes: Readonly<Record<string, () => Promise<Report>>> = {
  call: () => ended(executions.retrieve(id)),
  abort: () => {
    const controller = new AbortController();
    processClock.schedule(100, () => controller.abort());
    return ended(executions.retrieve(id, { signal: controller.signal }));
  },
  'abort after collection': () => {
    const controller = new AbortController();
    processClock.schedule(200, () => controller.abort());
    return afterCollection(() => executions.retrieve(id, { signal: controller.signal }));
  },
  'timeout after collection': () => afterCollection(() => executions.retrieve(id, { timeout: 200 })),
  environment: async () => {
    const { name } = await ended(executions.retrieve(id));
    return { names: [...variables], name: String(name) };
  },
  unread: async () => {
    await executions.retrieve(id).raw();
    return { name: 'unread' };
  },
  warnings: async () => {
    const warnings: string[] = [];
    process.on('warning', ({ name }) => warnings.push(name));
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 200 }, () => executions.retrieve(id, { signal })));
    await sleep(20);
    return { warnings, listeners: getEventListeners(signal, 'abort').length };
  },
  'many calls': async () => {
    const { signal } = new AbortController();
    const grownBytes = await leastGrowth(async () => {
      for (let call = 0; call < 1_000; call += 1) await executions.retrieve(id, { signal });
    });
    const listeners = getEventListeners(signal, 'abort').length;
    return { grownBytes, listeners, timers: handles().filter((kind) => kind === 'Timeout').length };
  },
  'long signal': async () => {
    const fetch = async (): Promise<Response> => Response.json({});
    const offline = artu.createClient({ ...options, fetch, validation: 'off' }).workflows.executions;
    const { signal } = new AbortController();
    const grownBytes = await leastGrowth(async () => {
      for (let call = 0; call < 10_000; call += 1) await offline.retrieve(id, { signal });
    });
    return { grownBytes, listeners: getEventListeners(signal, 'abort').length };
  },
  wait: () => ended(waitFor({})),
  'abort a wait': () => {
    const controller = new AbortController();
    processClock.schedule(100, () => controller.abort());
    return ended(waitFor({ signal: controller.signal }));
  },
  'abort a wait after collection': async () => {
    const controller = new AbortController();
    const end = afterCollection(() => waitFor({ signal: controller.signal }));
    await sleep(300);
    controller.abort();
    return { ms: await settlingMs(end), name: String((await end).name) };
  },
  'deadline after collection': () => afterCollection(() => waitFor({ maxWaitMs: 1_300 })),
  'waits of one signal': async () => {
    const warnings: string[] = [];
    process.on('warning', ({ name }) => warnings.push(name));
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 100 }, () => waitFor({ signal })));
    await sleep(20);
    return { warnings, listeners: getEventListeners(signal, 'abort').length };
  },
  inspect: async () => {
    const error: unknown = await executions.retrieve(id).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    return { text: inspect(error, { depth: 10, showHidden: true, getters: true }) };
  },
  'few sockets': async () => {
    await executions.retrieve(id);
    // What npm knows as undici has the same class, and is not needed for it.
    const dispatchers = ['2', '1'].map((version): unknown =>
      Reflect.get(globalThis, Symbol.for(`undici.globalDispatcher.${version}`)),
    );
    const dispatcher = dispatchers.find((each) => each !== undefined);
    const Agent = (dispatcher as object).constructor as new (limits: { connections: number }) => unknown;
    const fetchOptions = { dispatcher: new Agent({ connections: 50 }) };
    const calls = Array.from({ length: 1_000 }, () =>
      ended(executions.retrieve(id, { fetchOptions, timeout: 20_000 })),
    );
    const names = new Set((await Promise.all(calls)).map(({ name }) => name));
    return { names: [...names] };
  },
};

const report = await modes[mode]?.();
let turns = 0;
const goOn = (): void => {
  turns += 1;
  setTimeout(goOn, 1).unref();
};
goOn();
process.on('exit', () => process.stdout.write(JSON.stringify({ report, turns })));
