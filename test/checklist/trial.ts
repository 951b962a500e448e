/** Turns a script and some options into one call of a generated client, and what became of it on both sides. */
import type { Transport } from '../../generated/workflows/src/index.ts';
import type { RequestOptions } from '../../templates/runtime/files/settings.ts';
import type { TransportOptions } from '../../templates/runtime/files/transport.ts';
import { executionBody } from '../support/artu-executions.ts';
import { settlingMs } from '../support/process-clock.ts';
import type { Context, Server } from './case.ts';
import { recordingClock } from './recording-clock.ts';
import type { Harbour, Package, PetHotel } from './packages.ts';
import type { Answer, Log, Script, SeenRequest } from './script.ts';

export const executionId = '0198b8f0-0000-7000-8000-000000000001';

/** An execution in some state, as the API answers it. */
export function execution(status = 'completed', more: object = {}): Answer {
  return {
    json: { ...executionBody(executionId, { status }), ...more },
    headers: { 'x-request-id': 'req_1' },
  };
}

/** A script for the server, and how the client calls it. */
export interface Trial extends Script, Setup {
  /** What is called; default: `retrieve` of ARTU. */
  readonly make?: (clients: Clients) => PromiseLike<unknown>;
  /** Options of that call. */
  readonly call?: RequestOptions;
}

/** How a transport is made. */
export interface Setup {
  readonly client?: ClientSetup;
  /** How many times faster than the clock of the process that of the client runs; `system`: it is the client's own. */
  readonly clock?: number | 'system';
  /** What its clock takes for the date. */
  readonly dateMs?: number;
}

export interface ClientSetup extends TransportOptions {
  readonly apiKey?: string | (() => string | Promise<string>) | undefined;
  readonly environment?: 'test' | 'live' | undefined;
}

/** The three clients, all of the same server. */
export interface Clients {
  readonly transport: Transport;
  readonly artu: ReturnType<Context['executions']['bindWorkflowsExecutions']>;
  readonly petHotel: PetHotel;
  readonly harbour: Harbour;
}

export interface Tried {
  readonly value: unknown;
  /** `undefined`: the call succeeded. */
  readonly error: unknown;
  /** On the clock of the process. */
  readonly elapsedMs: number;
  readonly requests: readonly SeenRequest[];
  /** The delays between attempts, on the client's clock, which may run faster. */
  readonly delays: readonly number[];
  readonly log: Log;
}

/** Makes one call against a server of its own. */
export async function attempt(context: Context, trial: Trial = {}): Promise<Tried> {
  const server = await context.serve(scriptOf(trial));
  const delays: number[] = [];
  const clients = clientsOf(context, server, trial, delays);
  const make =
    trial.make ?? (({ artu }): PromiseLike<unknown> => artu.retrieve({ id: executionId }, trial.call));
  return { ...(await settle(server, () => make(clients))), delays };
}

/** Clients of all packages for one server. */
export function clientsOf(
  context: Context,
  server: Pick<Server, 'url'>,
  setup: Setup = {},
  delays: number[] = [],
): Clients {
  const { artu, executions } = context;
  const of = <Client>({ index, bind }: Package<Client>, credentials: object): Client =>
    bind(
      transportOf({
        create: index.createTransport,
        context,
        server,
        delays,
        // The environment is a credential of ARTU; elsewhere it names a server.
        setup: { ...setup, client: { ...credentials, ...setup.client, environment: undefined } },
      }),
    );
  const transport = transportOf({ create: artu.createTransport, context, server, setup, delays });
  return {
    transport,
    artu: executions.bindWorkflowsExecutions(transport),
    petHotel: of(context.petHotel, { token: 'key_secret' }),
    harbour: of(context.harbour, { pass: 'key_secret', flag: 'Panama' }),
  };
}

/** A transport of ARTU to the server, with every credential and a clock that runs fast. */
export function transportTo(context: Context, server: Pick<Server, 'url'>, setup: Setup = {}): Transport {
  return transportOf({ create: context.artu.createTransport, context, server, setup, delays: [] });
}

interface Making {
  readonly create: Context['artu']['createTransport'];
  readonly context: Context;
  readonly server: Pick<Server, 'url'>;
  readonly setup: Setup;
  readonly delays: number[];
}

function transportOf({ create, context, server, setup, delays }: Making): Transport {
  const { client = {}, clock = 20, dateMs } = setup;
  const transport = create({
    apiKey: 'key_secret',
    environment: 'test',
    baseUrl: server.url,
    allowBrowser: context.runtime === 'browser',
    onWarning: () => undefined,
    ...client,
  });
  if (clock === 'system') return transport;
  return {
    ...transport,
    clock: recordingClock({ speed: clock, dateMs, delays, timeout: client.timeout ?? 60_000 }),
  };
}

/** Awaits what is begun here, and reads the server's log after it. */
export async function settle(
  server: Server,
  begin: () => PromiseLike<unknown>,
): Promise<Omit<Tried, 'delays'>> {
  let value: unknown;
  let error: unknown;
  const run = async (): Promise<void> => {
    try {
      value = await begin();
    } catch (caught) {
      error = caught ?? new Error('nothing was thrown as an error');
    }
  };
  const elapsedMs = await settlingMs(run());
  const log = await server.log();
  return { value, error, elapsedMs, requests: log.requests, log };
}

/** The part of a trial that is JSON for the server. */
function scriptOf({ answers, timeline, holds, speed, cut, address }: Trial): Script {
  return JSON.parse(JSON.stringify({ answers, timeline, holds, speed, cut, address })) as Script; // drops what is not there
}
