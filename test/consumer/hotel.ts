/** The pet hotel of the fixtures as a package, and its calls against a server that answers as it is told. */
import { readFile, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { folderWith } from '../cli/run-main.ts';
import { startArtuServer, type RecordedRequest } from '../support/artu-server.ts';
import { generatePackage, root } from '../support/generated-package.ts';
import { importFiles } from '../support/imported-package.ts';

export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Connect = (baseUrl: string) => unknown;
type Calls = Readonly<Record<string, (hotel: unknown) => Promise<unknown>>> &
  Readonly<Record<'connect' | 'connectWithToken' | 'connectAsAnybody' | 'connectThroughProxy', Connect>>;

export interface Exchange {
  readonly request: RecordedRequest;
  readonly result: unknown;
  readonly count: number;
  readonly urls: readonly string[];
}

export interface Hotel extends AsyncDisposable {
  readonly folder: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Makes one call against a server that gives these answers, the last one again and again. */
  readonly exchange: (
    name: string,
    answer?: Answer | readonly Answer[],
    connect?: keyof Calls,
  ) => Promise<Exchange>;
}

const fixture = join(root, 'test/fixtures/pet-hotel');

/** Generates the package into a folder that is gone with the hotel. */
export async function openHotel(): Promise<Hotel> {
  const spec = await readFile(join(fixture, 'spec.yaml'), 'utf8');
  const { files, result } = await generatePackage({ spec, specFile: 'spec.yaml' });
  const caller = await readFile(join(fixture, 'calls.ts'), 'utf8');
  const folder = await folderWith(Object.fromEntries([...files, ['src/calls.ts', caller]]));
  const calls: Calls = await importFiles(new Map([...files, ['src/calls.ts', caller]]), 'src/calls.ts');
  return {
    folder,
    diagnostics: result.diagnostics,
    exchange: (name, answer = {}, connect = 'connect') =>
      exchange({ call: calls[name], client: calls[connect], answers: [answer].flat() }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

interface Planned {
  readonly call: Calls[string] | undefined;
  readonly client: Connect | undefined;
  readonly answers: readonly Answer[];
}

async function exchange({ call, client, answers }: Planned): Promise<Exchange> {
  const left = [...answers];
  await using server = await startArtuServer({
    answer: (_, response) => reply(response, (left.length > 1 ? left.shift() : left[0]) ?? {}),
  });
  if (call === undefined || client === undefined) throw new Error('there is no such call');
  const result = await call(client(server.url)).catch((error: unknown) => error);
  const [request = nothing] = server.requests;
  return { request, result, count: server.requests.length, urls: server.requests.map(({ url }) => url) };
}

const nothing: RecordedRequest = {
  method: '',
  url: '',
  headers: {},
  body: '',
  at: 0,
  port: 0,
  closed: false,
};

function reply(
  response: ServerResponse,
  { status = 200, type = 'application/json', body, headers }: Answer,
): void {
  const isEmpty = body === undefined;
  response.writeHead(status, { ...headers, ...(isEmpty ? {} : { 'content-type': type }) });
  if (isEmpty) response.end();
  else response.end(type.endsWith('json') ? JSON.stringify(body) : body);
}
