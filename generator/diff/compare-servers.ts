/** Compares the servers that calls go to: those of the document, and those of one operation. */
import type { Api, Operation, Server } from '../api/api.ts';
import { defaultServer, isRelativeServer, serverUrl, type WithServers } from '../api/requests.ts';
import type { Effect } from './change.ts';
import { effect, noEffect } from './judge.ts';
import type { Pair } from './match.ts';

/** Callers choose any server but the first one themselves. */
export function serversEffect({ before, after }: Pair<Api>): Effect {
  const [left, right] = [defaultServer(before), defaultServer(after)];
  if (left === right) return noEffect;
  // Without a server, the option `baseUrl` becomes required.
  const code = left !== null && right === null ? 'breaks' : left === null ? 'tests' : 'compiles';
  // A document without absolute servers does not say that the old one is gone.
  if (left === null || right === null) return effect(code);
  return effect(code, !lists(after, left), !lists(before, right));
}

/** `apis`: those of the operations. */
export function operationServersEffect({ before, after }: Pair<Operation>, apis: Pair<Api>): Effect {
  const [left, right] = [calledServer(before, apis.before), calledServer(after, apis.after)];
  if (left !== null && left === right) return noEffect;
  return effect(
    'compiles',
    left === null || !lists(serversOf(after, apis.after), left),
    right === null || !lists(serversOf(before, apis.before), right),
  );
}

/** `null`: the caller passes it. */
function calledServer(operation: Operation, api: Api): string | null {
  return defaultServer(operation) ?? defaultServer(api);
}

function serversOf(operation: Operation, api: Api): WithServers {
  return operation.servers.length === 0 ? api : operation;
}

/** Returns true if one of the servers has this URL, at the defaults of its variables or with one other value. */
function lists({ servers }: WithServers, url: string): boolean {
  return servers
    .filter((server) => !isRelativeServer(server))
    .some((server) => urlsOf(server).map(withoutSlash).includes(withoutSlash(url)));
}

function urlsOf(server: Server): readonly string[] {
  const { variables } = server;
  const others = variables.flatMap((variable, index) =>
    variable.values.map((value) =>
      serverUrl({ ...server, variables: variables.with(index, { ...variable, default: value }) }),
    ),
  );
  return [serverUrl(server), ...others];
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}

/** `https://{region}.example.com region=eu, /v1`; `null`: none. */
export function serversText({ servers }: WithServers): string | null {
  if (servers.length === 0) return null;
  return servers
    .map(({ url, variables }) =>
      [url, ...variables.map(({ name, default: value }) => `${name}=${value}`)].join(' '),
    )
    .join(', ');
}
